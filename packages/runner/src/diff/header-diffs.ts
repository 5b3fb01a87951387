import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Fold, FoldedTool, HeaderDiff, HeaderDiffs, Severity } from '@deidbench/core/model';
import { DicomError } from '@deidbench/dicom';
import { readRunFile } from '../fold/fold-run.ts';
import { neutralName } from '../fold/unit-view.ts';
import { diffFiles } from './read-pair.ts';
import { openRunFiles, type RunFiles } from './run-files.ts';

/** A report holds the diffs of this many instances a tool, and no more than this many characters of all. */
const MOST_A_TOOL = 12;
const MOST_ROWS = 300;
const MOST_CHARACTERS = 6_000_000;

const NOT_KEPT = 'no output was kept: run with --keep-output';

const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

/** Diffs of the headers behind the gravest findings of every tool, as far as outputs were kept; one of each modality first. Values masked unless asked otherwise. */
export async function headerDiffs(dir: string, fold: Fold, showValues = false): Promise<HeaderDiffs> {
  const run = await readRunFile(dir);
  const wanted = fold.tools.filter((tool) => !tool.control).map((tool) => ({ tool, ordinals: examplesOf(tool) }));
  const all = wanted.reduce((sum, { ordinals }) => sum + ordinals.length, 0);
  const ran = run.kind === 'run' || run.kind === 'demo';
  if (ran && !existsSync(join(dir, 'outputs'))) return { shown: [], left: all, reason: NOT_KEPT };
  const files = await openRunFiles(dir, run);
  if (typeof files === 'string') return { shown: [], left: all, reason: files };
  const shown: HeaderDiff[] = [];
  let room = MOST_CHARACTERS;
  for (const { tool, ordinals } of wanted) {
    const planned = run.tools.find(({ id, profile }) => id === tool.id && profile === tool.profile);
    for (const ordinal of choose(ordinals, files)) {
      const output = planned && (await files.output(planned, ordinal));
      const input = files.input(ordinal);
      const difference =
        input !== undefined && output !== undefined
          ? readable(() => diffFiles({ input, output }, findingsAt(tool, ordinal), MOST_ROWS, showValues))
          : undefined;
      if (!difference) continue;
      const size = JSON.stringify(difference).length;
      if (size > room) continue;
      room -= size;
      const { id, profile } = tool;
      shown.push({ tool: id, profile, ordinal, path: neutralName(ordinal), modality: files.modality(ordinal), ...difference });
    }
  }
  if (shown.length === 0 && all > 0) return { shown, left: all, reason: NOT_KEPT };
  return { shown, left: all - shown.length };
}

/** The example instances of a tool's findings, those of the gravest first, leaks before other findings. */
function examplesOf(tool: FoldedTool): number[] {
  const gravity = ({ severity, leak }: FoldedTool['findings'][number]): number => GRAVITY[severity] * 2 + (leak ? 0 : 1);
  return [...new Set(tool.findings.toSorted((a, b) => gravity(a) - gravity(b)).map((finding) => finding.example.ordinal))];
}

/** The gravest finding of each element of an instance. */
function findingsAt({ findings }: FoldedTool, ordinal: number): Map<string, Severity> {
  const found = new Map<string, Severity>();
  for (const { at, tagPath, severity } of findings) {
    if (!at.includes(ordinal)) continue;
    const known = found.get(tagPath);
    if (known === undefined || GRAVITY[severity] < GRAVITY[known]) found.set(tagPath, severity);
  }
  return found;
}

function choose(ordinals: readonly number[], files: RunFiles): number[] {
  const modalities = new Set<string>();
  const [first, others] = [[] as number[], [] as number[]];
  for (const ordinal of ordinals) {
    const modality = files.modality(ordinal);
    (modalities.has(modality) ? others : first).push(ordinal);
    modalities.add(modality);
  }
  return [...first, ...others].slice(0, MOST_A_TOOL);
}

/** What a tool wrote may be no DICOM at all: then there is nothing to compare. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}
