// Measures the residual scan: speed, planted identifiers found in untouched originals, and false alarms in the clean twins of generated sets.
// Usage: node --conditions=@deidbench/source benchmarks/src/scanning.ts [--edge DATASET]… [--clean DATASET]… [--out benchmarks/results/scanning.md]
// `--edge`: sets whose planted identifiers are all looked up; `--clean`: sets whose reference must give no alarm (10,000 files and more).
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from './measure.ts';
import { plantedTable } from './scanning-planted.ts';
import { alarmsIn, openSet, type ScanSet } from './scanning-sets.ts';
import { speedTable } from './scanning-speed.ts';

const { values: options } = parseArgs({
  options: {
    edge: { type: 'string', multiple: true, default: [] },
    clean: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'scanning.md') },
  },
});

const sections = [
  '# Scanning for identifiers',
  `Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]!.toFixed(1)} while measuring.`,
  '## Speed',
  `One thread over 64 MiB of noisy 12-bit samples; least processor time of five rounds.`,
  await speedTable(),
];
if (options.edge.length > 0) sections.push(...foundSection(await openAll(options.edge)));
if (options.clean.length > 0) sections.push(...alarmSection(await openAll(options.clean)));
writeFileSync(options.out, `${sections.join('\n\n')}\n`);
console.log(`written: ${options.out}`);

async function openAll(dirs: readonly string[]): Promise<ScanSet[]> {
  const sets: ScanSet[] = [];
  for (const dir of dirs) sets.push(await openSet(dir));
  return sets;
}

function foundSection(sets: readonly ScanSet[]): string[] {
  const { found, planted, table: rows } = plantedTable(sets);
  return [
    '## Planted identifiers in untouched originals',
    `${sets.map(({ name, instances }) => `${name} (${instances.length} instances)`).join(', ')}, made with \`--difficulty edge\`: ${found} of ${planted} found, with kind, place and weight as planted. Encoding: the Specific Character Set, where the text is not ASCII.`,
    rows,
  ];
}

function alarmSection(sets: readonly ScanSet[]): string[] {
  const rows = sets.map((set) => {
    const { files, megabytes, judged, matches, patterns, patients, where } = alarmsIn(set);
    for (const [what, count] of where) console.log(`  ${count} × ${what}`);
    return [set.name, files, megabytes.toFixed(0), patients, patterns, judged, matches];
  });
  return [
    '## False alarms',
    'Clean twins of generated sets. Leaks told: by the judge, patient by patient. Matches: the identifiers of all patients looked for in every file, before the key is asked what must stay.',
    table(['set', 'clean files', 'MB', 'patients', 'patterns', 'leaks told', 'matches of anybody'], rows),
  ];
}
