import { join } from 'node:path';
import { INDEX_FILE, readDatasetFile } from '../dataset/files.ts';
import { indexDigest, readIndex } from '../dataset/index-file.ts';
import { RunnerError } from '../errors.ts';
import { readUnitBlob } from '../fold/read-unit.ts';
import { fromStretches, type PlannedTool, type RunFile } from '../plan/plan-file.ts';
import { blobPath, keptFolder } from '../run/unit-tasks.ts';
import { fileBelow } from './read-pair.ts';

/** Where the files of a run lie: the inputs of its dataset, and the outputs that were kept. */
export interface RunFiles {
  /** Undefined where the file is gone. */
  input(ordinal: number): string | undefined;
  modality(ordinal: number): string;
  /** Undefined where the tool gave none, or it was not kept. */
  output(tool: PlannedTool, ordinal: number): Promise<string | undefined>;
}

/** Looks for the dataset of a run. A sentence says why it cannot serve: gone, or other files than those that were judged. */
export async function openRunFiles(dir: string, run: RunFile): Promise<RunFiles | string> {
  if (run.kind !== 'run' && run.kind !== 'demo')
    return 'a folder was judged that was made elsewhere: the run does not know where its files lie';
  const gone = `the dataset is not at ${run.datasetFolder} any more`;
  try {
    const { paths } = readDatasetFile(run.datasetFolder);
    const index = await readIndex(join(paths.dir, INDEX_FILE));
    if (!index || indexDigest(index) !== run.dataset.digest) return `${gone}, or other files lie there`;
    const outputs = new Map<string, Promise<(string | undefined)[]>>();
    return {
      input: (ordinal) => fileBelow(paths.input, index[ordinal]?.path),
      modality: (ordinal) => index[ordinal]?.modality ?? '',
      output: async (tool, ordinal) => {
        const place = placeOf(tool, ordinal);
        if (!place) return undefined;
        const { unit, local } = place;
        const known = outputs.get(unit.id) ?? outputNames(blobPath(dir, unit.attemptKey));
        outputs.set(unit.id, known);
        return fileBelow(keptFolder(dir, { id: unit.id, tool: tool.id, profile: tool.profile }), (await known)[local]);
      },
    };
  } catch (error) {
    if (error instanceof RunnerError) return gone;
    throw error;
  }
}

function placeOf(tool: PlannedTool, ordinal: number): { unit: PlannedTool['units'][number]; local: number } | undefined {
  for (const unit of tool.units) {
    const local = fromStretches(unit.ordinals).indexOf(ordinal);
    if (local !== -1) return { unit, local };
  }
  return undefined;
}

async function outputNames(blob: string): Promise<(string | undefined)[]> {
  const { instances, values } = await readUnitBlob(blob);
  return instances.map(({ output }) => (output === undefined ? undefined : values?.[output]));
}
