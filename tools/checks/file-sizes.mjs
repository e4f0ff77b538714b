/** Fails when our TypeScript files grow: median of 100 lines or more, or a 90th percentile of 250 or more. */
import { globSync, readFileSync } from 'node:fs';

const MEDIAN = 100;
const P90 = 250;

const files = globSync(['index.ts', '{generators,executors,schematics,e2e}/**/*.ts'], {
  exclude: (name) => ['node_modules', 'dist', 'cases'].includes(name.split('/').at(-1)),
});
const sizes = files.map((file) => ({ file, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length }));
sizes.sort((a, b) => a.lines - b.lines);
const at = (share) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0;

console.log(`${sizes.length} files: median ${at(0.5)} lines, 90th percentile ${at(0.9)}, longest ${at(1)} (${sizes.at(-1)?.file})`);
if (at(0.5) >= MEDIAN || at(0.9) >= P90) {
  console.error(`Wanted: median under ${MEDIAN}, 90th percentile under ${P90}. The longest files:`);
  for (const { file, lines } of sizes.slice(-10).reverse()) console.error(`  ${lines}  ${file}`);
  process.exit(1);
}
