import { readFileSync, readdirSync } from 'node:fs';

const PAGE = 4096;
const TICKS = 100;

/** Ids of a process and all its descendants (Linux). */
export function processTree(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (stat) parents.set(Number(name), stat.parent);
  }
  const tree = [root];
  for (const id of tree) for (const [child, parent] of parents) if (parent === id && !tree.includes(child)) tree.push(child);
  return tree;
}

/** CPU seconds, user and system, that one process has used so far. The kernel counts in 1/100 s. */
export function cpuSeconds(pid) {
  const stat = readStat(pid);
  if (!stat) throw new Error(`process ${pid} is gone`);
  return stat.ticks / TICKS;
}

/** Watches the resident memory of a process tree until stopped. */
export function peakMemory(root, everyMs = 50) {
  let peak = 0;
  const timer = setInterval(() => {
    const bytes = processTree(root).reduce((sum, pid) => sum + (readStat(pid)?.pages ?? 0) * PAGE, 0);
    peak = Math.max(peak, bytes);
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, field 2, stands in parentheses and may hold spaces.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), pages: Number(fields[21]) };
  } catch {
    return undefined;
  }
}
