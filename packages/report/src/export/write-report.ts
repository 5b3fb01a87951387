import { join } from 'node:path';
import type { Fold, Results } from '@deidbench/core/model';
import { ReportError } from '../errors.ts';
import { writeHtml, type HtmlOptions } from '../html/write-html.ts';
import schema from '../schema/results.schema.json' with { type: 'json' };
import { findingLines } from '../write/findings-csv.ts';
import { rankingCsv } from '../write/ranking-csv.ts';
import { rowLines } from '../write/rows-csv.ts';
import { writeWhole, type FileOptions } from '../write/write-file.ts';
import { challengerLines } from './challenger.ts';
import { fileWord } from './clean-text.ts';
import { junitXml } from './junit.ts';
import { metrics } from './metrics.ts';
import { sarif } from './sarif.ts';
import { FILES_WITH_VALUES, forgetUnmasked, noteUnmasked, removeUnmasked } from './unmasked.ts';
import { xlsx } from './xlsx.ts';

export interface WriteOptions extends HtmlOptions {
  /** Told of every file that an earlier report wrote with values as they are, and that this masked one took away. */
  onRemoved?: (path: string) => void;
}

type Writer = (runDir: string, fold: Fold, results: Results, options: HtmlOptions) => Promise<string[]>;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function write(path: string, content: string | Uint8Array | Iterable<string>, options: FileOptions = {}): Promise<string[]> {
  await writeWhole(path, content, options);
  return [path];
}

const WRITERS = {
  html: async (runDir, fold, results, options) => [await writeHtml(runDir, fold, results, options)],
  json: (runDir, _fold, results) => write(join(runDir, 'results.json'), json(results)),
  csv: async (runDir, fold, results, { showValues }) => [
    ...(await write(join(runDir, 'ranking.csv'), rankingCsv(results))),
    ...(await write(join(runDir, 'findings.csv'), findingLines(fold, showValues), { secret: showValues === true })),
  ],
  xlsx: async (runDir, fold, results, { showValues }) =>
    write(join(runDir, 'report', 'report.xlsx'), await xlsx(fold, results, showValues), { secret: showValues === true }),
  junit: (runDir, _fold, results) => write(join(runDir, 'report', 'junit.xml'), junitXml(results)),
  sarif: (runDir, fold, results) => write(join(runDir, 'report', 'report.sarif'), json(sarif(fold, versionOf(results)))),
  schema: (runDir) => write(join(runDir, 'report', 'results.schema.json'), json(schema)),
  challenger: (runDir, fold) => write(join(runDir, 'report', 'challenger.csv'), challengerLines(fold)),
  metrics: async (runDir, fold, results) => {
    const folder = join(runDir, 'report', 'metrics');
    for (const tool of fold.tools) {
      const result = results.tools.find((r) => r.id === tool.id && r.profile === tool.profile);
      if (result) await write(join(folder, `${fileWord(tool.id)}.${fileWord(tool.profile)}.json`), json(metrics(tool, result)));
    }
    return [folder];
  },
  rows: async (runDir, fold, _results, { showValues }) => {
    const files = FILES_WITH_VALUES.rows(fold);
    for (const [i, tool] of fold.tools.entries())
      await write(join(runDir, files[i] ?? ''), rowLines(tool, showValues), { secret: showValues === true, zstd: true });
    return [join(runDir, 'findings')];
  },
} satisfies Record<string, Writer>;

type ValueFormat = keyof typeof FILES_WITH_VALUES;

export type ReportFormat = keyof typeof WRITERS;

/** The formats that a report can be written in. */
export const REPORT_FORMATS = Object.keys(WRITERS) as ReportFormat[];

/** Reads a list such as `html,csv`. Throws UNKNOWN_FORMAT naming those that exist. */
export function parseFormats(list: string): ReportFormat[] {
  return list.split(',').map((word) => {
    const name = word.trim().toLowerCase();
    const format = REPORT_FORMATS.find((f) => f === name);
    if (!format) throw new ReportError('UNKNOWN_FORMAT', `--format ${word}: no such format. There are ${REPORT_FORMATS.join(', ')}.`);
    return format;
  });
}

/**
 * Writes a run's reports in the formats asked for; returns the paths written. A masked report leaves no file behind that an earlier one wrote
 * unmasked: what it does not write again is removed.
 */
export async function writeReport(
  runDir: string,
  fold: Fold,
  results: Results,
  formats: readonly ReportFormat[],
  options: WriteOptions = {},
): Promise<string[]> {
  const withValues = formats.flatMap((format) => (format in FILES_WITH_VALUES ? FILES_WITH_VALUES[format as ValueFormat](fold) : []));
  if (options.showValues) await noteUnmasked(runDir, withValues);
  else for (const path of await removeUnmasked(runDir, withValues)) options.onRemoved?.(path);
  const paths: string[] = [];
  for (const format of formats) {
    const writer: Writer = WRITERS[format];
    paths.push(...(await writer(runDir, fold, results, options)));
  }
  if (!options.showValues) await forgetUnmasked(runDir);
  return paths;
}

function versionOf(results: Results): string {
  const version = results.provenance['deidbench'];
  return typeof version === 'string' ? version : '0.0.0';
}
