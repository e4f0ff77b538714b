/** The page's only style sheet: light and dark by the reader's setting, one column on a phone, readable in print. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2330;--soft:#5a6474;--line:#d8dde5;--panel:#f6f8fa;--error:#b3261e;--warning:#8a5a00;--info:#0b5cad;--ok:#1a7f37}
@media (prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e3e8ef;--soft:#9aa5b4;--line:#333c49;--panel:#1a2029;--error:#ff8a80;--warning:#e8b24a;--info:#7ab8ff;--ok:#5fd38a}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem clamp(1rem,4vw,3rem) 4rem;max-width:75rem;background:var(--bg);color:var(--fg);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.1rem;color:var(--soft);font-weight:600;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2.2rem 0 .8rem}
.verdict{border:2px solid;border-radius:.5rem;padding:.8rem 1rem;font-size:1.25rem;font-weight:600}.verdict.ok{color:var(--ok)}.verdict.bad{color:var(--error)}
.verdict small{display:block;font-size:.95rem;font-weight:400;color:var(--fg)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0}
details{border:1px solid var(--line);border-radius:.4rem;margin:.5rem 0;background:var(--panel)}
summary{padding:.6rem .8rem;cursor:pointer;font-weight:600}summary .count{color:var(--soft);font-weight:400}
details>ul,details>ol,details>div{margin:0;padding:0 .8rem .8rem 1.8rem}details>div{padding-left:.8rem}
li{margin:.7rem 0}.where{color:var(--soft);font-size:.9rem}.help{margin:.2rem 0 0}
.sev{font-weight:700}.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}
pre{margin:.4rem 0;padding:.6rem .7rem;border:1px solid var(--line);border-radius:.3rem;background:var(--bg);overflow-x:auto;white-space:pre-wrap;font:.86rem/1.45 ui-monospace,monospace}
pre.plan{white-space:pre}code{font:.9em ui-monospace,monospace}
.tags{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;padding:0;margin:.3rem 0}.tags li{margin:0;border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;font-size:.86rem}
.tags .hard{border-color:var(--error);color:var(--error);font-weight:600}
figure{margin:0;border:1px solid var(--line);border-radius:.4rem;overflow:auto;max-height:85vh}figure svg{display:block}figcaption{padding:.5rem .8rem;color:var(--soft);font-size:.9rem;position:sticky;left:0}
@media (max-width:36rem){dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}body{padding:1rem .8rem 3rem}details>ul,details>ol{padding-left:1.3rem}}
@media print{figure{max-height:none;overflow:visible}}
`;
