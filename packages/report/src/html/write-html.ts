import { join } from 'node:path';
import type { Fold, HeaderDiffs, Results } from '@deidbench/core/model';
import { dataElement } from '../page-data/embed.ts';
import { pageData } from '../page-data/page-data.ts';
import { shorten } from '../format.ts';
import { visible } from '../visible.ts';
import { writeWhole } from '../write/write-file.ts';
import { escapeHtml } from './escape.ts';
import { plainRanking } from './plain.ts';
import { loadTemplate, type Progress } from './template.ts';

export interface HtmlOptions {
  /** Show values unmasked, with a banner that says so. */
  showValues?: boolean;
  /** Headers of inputs beside outputs, as far as outputs were kept; masked as `showValues` says. */
  diffs?: HeaderDiffs;
  progress?: Progress;
}

/** Writes `report/index.html` into a run folder: one file that needs no network. Returns its path. */
export async function writeHtml(runDir: string, fold: Fold, results: Results, options: HtmlOptions = {}): Promise<string> {
  const path = join(runDir, 'report', 'index.html');
  await writeWhole(path, renderHtml(await loadTemplate(options.progress), fold, results, options), {
    secret: options.showValues === true,
  });
  return path;
}

/** Fills the page with a run. */
export function renderHtml(template: string, fold: Fold, results: Results, { showValues = false, diffs }: HtmlOptions = {}): string {
  const title = `<title>${escapeHtml(visible(`deidbench: ${shorten(results.dataset.name, 200)}`))}</title>`;
  return template
    .replace('<title>deidbench report</title>', () => title)
    .replace('<!--plain-->', () => plainRanking(results))
    .replace('<!--data-->', () => dataElement(pageData(fold, results, showValues, diffs)));
}
