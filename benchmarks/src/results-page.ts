// Writes the tables of docs/results.md anew from a run folder; the words around them stay.
// Usage: node --conditions=@deidbench/source benchmarks/src/results-page.ts RUN [docs/results.md]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindingRow, Results, ToolResult } from '@deidbench/core/model';
import { readResults } from '@deidbench/report';
import { foldRun } from '@deidbench/runner';
import { burnedInTable, leakPlacesTable, placesTable, rankingTable, runTable, tuningTable } from './results-tables.ts';

const PAGE = fileURLToPath(new URL('../../docs/results.md', import.meta.url));
const [run, page = PAGE] = process.argv.slice(2);
if (run === undefined) throw new Error('results-page: name the run folder whose figures are to be shown.');

const results: Results = await readResults(join(run, 'results.json'));
const fold = await foldRun(run);
const tools: ToolResult[] = results.tools;
const findings: FindingRow[] = fold.tools.flatMap((tool) => tool.findings);

const tables: Record<string, string> = {
  run: runTable(results),
  ranking: rankingTable(tools, results.dataset.instances),
  tuning: tuningTable(tools),
  places: placesTable(tools, findings),
  elements: leakPlacesTable(tools, findings),
  pixels: burnedInTable(tools),
};

let text = readFileSync(page, 'utf8');
for (const [name, table] of Object.entries(tables)) {
  const block = new RegExp(`(<!-- made: ${name} -->\\n)[^]*?(<!-- end -->)`, 'u');
  if (!block.test(text)) throw new Error(`${page} has no block "made: ${name}".`);
  text = text.replace(block, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
}
writeFileSync(page, text);
console.log(`${page}: ${Object.keys(tables).length} tables from ${run}`);
