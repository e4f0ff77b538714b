import { buildDiagram } from '../report/diagram/build-diagram';
import { toSvg } from '../report/diagram/to-svg';
import { toHtml } from '../report/html/to-html';
import type { ReportDocument } from '../report/report-document';
import { toSarif } from '../report/sarif/to-sarif';
import { toMarkdown } from '../report/to-markdown';
import type { Report } from '../report/write-report';
import type { Analysis } from './analysis';

/** An analysis in every form of a report. report.schema.json describes the JSON. */
export function toReport(analysis: Analysis, version: string): Report {
  const { project, ok, verdict, facts, findings, statements, sections, diagnostics, written, catalogs, place } = analysis;
  const diagram = catalogs && drawn(catalogs);
  const troubles = diagnostics.filter(({ severity }) => severity !== 'info').map(({ code, message, help, position }) => ({
    title: code, text: `${position ? `${position.file}:${position.line}:${position.column} ` : ''}${message}${help === undefined ? '' : `. ${help}`}`,
  }));
  const document: ReportDocument = { kind: 'migrate-analyze', project, ok, verdict, facts, findings, statements, sections: [...troubles, ...sections], ...(diagram && { diagram }) };
  return {
    json: { version: 1, kind: 'migrate-analyze', project, ok, verdict, facts: Object.fromEntries(facts), findings, statements, sections, diagnostics, written },
    markdown: toMarkdown(document), html: toHtml(document), sarif: toSarif(findings, { version, fallback: { file: place, line: 1, column: 1 } }),
    ...(diagram && { diagram: diagram.svg }),
  };
}

function drawn({ before, after }: NonNullable<Analysis['catalogs']>): { svg: string; caption: string } {
  const diagram = buildDiagram(after, before);
  return { svg: toSvg(diagram), caption: diagram.caption };
}
