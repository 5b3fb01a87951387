import { DicomError } from '@deidbench/dicom';
import type { TextReader } from '@deidbench/core/model';
import type { IdMaps } from '../actions/types.ts';
import type { AnswerKey } from '../key/answer-key.ts';
import { arrange } from './batches.ts';
import { readBoxes } from './boxes.ts';
import { listFiles } from './files.ts';
import { judgeBatch, judgeMissingRow, orderedChecks, type BatchFile } from './judge-batch.ts';
import { keyRowsFor } from './key-rows.ts';
import type { Notes } from './notes.ts';
import { OutputFile } from './output-file.ts';
import type { OfficialRow } from './row.ts';

export interface OfficialInput {
  key: AnswerKey;
  outputFolder: string;
  maps: IdMaps;
  /** Official batches, files below the output folder; without them each file is judged by itself. */
  batches?: readonly (readonly string[])[] | undefined;
  /** Reads burned-in text; without it no pixels_hidden check gets a row. */
  reader?: TextReader | undefined;
}

/** Boxes are read for this many files at a time when each file is a batch of its own. */
const READ_TOGETHER = 64;

/**
 * Judges all files of an output folder, then the originals without output. Yields the rows in official order, a batch at a time; whatever is odd about
 * the input is noted and the rest is judged.
 */
export async function* judgeOutputs(input: OfficialInput, notes: Notes): AsyncGenerator<OfficialRow[]> {
  const { key, maps } = input;
  const originals = originalsByNewUid(maps, notes);
  const found = new Set<string>();
  const batches = arrange(listFiles(input.outputFolder, notes), input.batches, notes);
  for (const group of groupsOf(batches)) {
    const opened = group.map((paths) => openBatch(input, paths, originals, notes));
    for (const batch of opened) for (const { sop } of batch) found.add(sop);
    const files = opened.map((batch): BatchFile[] => {
      const sops = batch.map(({ sop }) => sop);
      return batch.map(({ file, sop }) => ({ file, checks: orderedChecks(key, keyRowsFor(key, sop, sops), notes) }));
    });
    const texts = await readBoxes(files.flat(), input.reader, notes);
    for (const batch of files) yield judgeBatch(batch, maps, texts);
  }
  for (const row of key.rows) {
    if (found.has(row.sop)) continue;
    if (!maps.uids.has(row.sop)) notes.add('NO_MAP_ROW', row.sop);
    yield judgeMissingRow(key, row, notes);
  }
  for (const { message } of key.notes()) notes.add('BAD_KEY_ROW', message);
}

function* groupsOf(batches: string[][]): Generator<string[][]> {
  let group: string[][] = [];
  for (const batch of batches) {
    group.push(batch);
    if (batch.length > 1 || group.length >= READ_TOGETHER) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

/** New UID → original. Of several originals the one that stands last in the map. */
function originalsByNewUid(maps: IdMaps, notes: Notes): Map<string, string> {
  const originals = new Map<string, string>();
  for (const [old, renewed] of maps.uids) {
    if (originals.has(renewed)) notes.add('SHARED_NEW_UID', renewed);
    originals.set(renewed, old);
  }
  return originals;
}

interface Opened {
  file: OutputFile;
  sop: string;
}

function openBatch(input: OfficialInput, paths: readonly string[], originals: ReadonlyMap<string, string>, notes: Notes): Opened[] {
  const opened: Opened[] = [];
  for (const path of paths) {
    const file = openFile(input.outputFolder, path, notes);
    if (file === undefined) continue;
    const sop = file.sop === undefined ? undefined : originals.get(file.sop);
    if (sop === undefined) {
      notes.add('UNMAPPED_OUTPUT', path);
      continue;
    }
    if (Object.values(file.subject).includes(null)) notes.add('MISSING_ATTRIBUTE', path);
    if (input.key.rowsOf(sop).length === 0) notes.add('NO_KEY_ROW', path);
    opened.push({ file, sop });
  }
  return opened;
}

function openFile(root: string, path: string, notes: Notes): OutputFile | undefined {
  try {
    return new OutputFile(root, path);
  } catch (error) {
    if (!(error instanceof DicomError) && !('code' in (error as object))) throw error;
    const notDicom = error instanceof DicomError && error.code === 'NOT_DICOM';
    notes.add(notDicom ? 'NOT_DICOM' : 'INVALID_OUTPUT', `${path}: ${(error as Error).message}`);
    return undefined;
  }
}
