import { median } from '../lib/statistics.mjs';
import { printTable } from '../lib/table.mjs';

/** Prints what all trials so far came to: false alarms of identical pairs, slowdowns found. */
export function printReport(records) {
  const interleaved = records.filter(({ kind }) => kind === 'interleaved');
  const sequential = records.filter(({ kind }) => kind === 'sequential');
  const rows = [
    row('interleaved, by this package', interleaved.map(({ verdict, ...trial }) => ({ ...trial, verdict }))),
    ...[...new Set(sequential.flatMap(({ verdicts }) => Object.keys(verdicts)))].map((rule) => row(`10 s each: ${rule}`, sequential.map(({ verdicts, ...trial }) => ({ ...trial, verdict: verdicts[rule] })))),
  ];
  printTable(['method', 'identical: called different', 'beside a hog', '10 % slower: found', 'beside a hog', 'cannot tell: identical, slower'], rows);
  if (interleaved.length === 0) return;
  const seconds = interleaved.map((trial) => trial.seconds);
  const ratios = (slower) => median(interleaved.filter((trial) => trial.slower === slower && trial.ratio).map(({ ratio }) => ratio)).toFixed(3);
  console.log(`\nInterleaved: ${median(seconds).toFixed(0)} s by the median, ${Math.max(...seconds).toFixed(0)} s at most; median ratio of CPU time ${ratios(false)} of identical pairs, ${ratios(true)} of slower ones; load of the machine ${Math.min(...interleaved.map(({ load }) => load)).toFixed(1)}–${Math.max(...interleaved.map(({ load }) => load)).toFixed(1)} on its cores.`);
}

function row(method, trials) {
  const count = (slower, hog, wanted) => {
    const own = trials.filter((trial) => trial.slower === slower && (hog === undefined || trial.hog === hog));
    return `${own.filter(({ verdict }) => wanted.includes(verdict)).length} of ${own.length}`;
  };
  const unclear = (slower) => trials.filter((trial) => trial.slower === slower && trial.verdict === 'cannot tell').length;
  return [method, count(false, undefined, ['slower', 'faster']), count(false, true, ['slower', 'faster']), count(true, undefined, ['slower']), count(true, true, ['slower']), `${unclear(false)}, ${unclear(true)}`];
}
