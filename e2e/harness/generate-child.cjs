/**
 * `node generate-child.cjs <entry> <folder> <options as JSON>`: generates, writes, reports as JSON.
 * `BACKEND_DIST` names the built package's folder; default: this repository's dist/.
 */
const fs = require('node:fs');
const path = require('node:path');

const dist = process.env.BACKEND_DIST ?? path.resolve(__dirname, '../../dist');
const { generateRoutes } = require(path.join(dist, 'generators/lib/generate.js'));

async function main([entry, folder, options]) {
  const start = performance.now();
  const { value, diagnostics } = await generateRoutes(entry, JSON.parse(options), () => undefined);
  const milliseconds = performance.now() - start;
  for (const file of value ?? []) {
    const target = path.join(folder, file.path);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.content);
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  console.log(`\n${JSON.stringify({ diagnostics, milliseconds, peakBytes, files: value?.length ?? 0 })}`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
