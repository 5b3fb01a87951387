import { join } from 'node:path';
import type { Fold, Results } from '@deidbench/core/model';
import { writeWhole } from '../write/write-file.ts';
import { plainRanking } from './plain.ts';

export interface HtmlOptions {
  /** Show values unmasked, with a banner that says so. */
  showValues?: boolean;
}

/** Writes `report/index.html` into a run folder: one file without any network. Returns its path. */
export async function writeHtml(runDir: string, _fold: Fold, results: Results, _options: HtmlOptions = {}): Promise<string> {
  const path = join(runDir, 'report', 'index.html');
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  await writeWhole(
    path,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>deidbench report</title><style>body{font:16px system-ui;margin:2rem}td,th{padding:.2rem .6rem;text-align:left}</style></head><body>${plainRanking(results)}</body></html>`,
  );
  return path;
}
