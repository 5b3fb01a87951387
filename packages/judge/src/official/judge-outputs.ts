import { DicomError } from '@deidbench/dicom';
import type { TextReader } from '@deidbench/core/model';
import type { IdMaps } from '../actions/types.ts';
import type { AnswerKey } from '../key/answer-key.ts';
import { arrange, type BatchMember } from './batches.ts';
import { readBoxes } from './boxes.ts';
import { listFiles } from './files.ts';
import { judgeBatch, judgeMissingRow, orderedChecks, type BatchFile } from './judge-batch.ts';
import { keyRowsFor } from './key-rows.ts';
import type { Notes } from './notes.ts';
import { OutputFile, sopInstanceUid } from './output-file.ts';
import type { OfficialRow } from './row.ts';

export interface OfficialInput {
  key: AnswerKey;
  outputFolder: string;
  /** `repeated`: rows of the maps that repeat an old identifier and were left out. */
  maps: IdMaps & { repeated?: number };
  /** Official batches, files below the output folder; without them each instance is judged by itself. */
  batches?: readonly (readonly BatchMember[])[] | undefined;
  /** Reads burned-in text; without it no pixels_hidden check gets a row. */
  reader?: TextReader | undefined;
  /**
   * Compressed transfer syntaxes whose boxes are looked at, beside RLE: none by default, as pydicom 2.2.1 with NumPy alone; `PILLOW_SYNTAXES` for the
   * script as its requirements install it.
   */
  decodes?: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Boxes are read for this many files at a time when each file is a batch of its own. */
const READ_TOGETHER = 4;

/**
 * Judges all files of an output folder, then the originals without output. Yields the rows in official order, a batch at a time; whatever is odd about
 * the input is noted and the rest is judged.
 */
export async function* judgeOutputs(input: OfficialInput, notes: Notes): AsyncGenerator<OfficialRow[]> {
  const { key, maps } = input;
  if (maps.repeated) notes.add('REPEATED_MAP_ROW', 'uid and patient map', maps.repeated);
  const byNewUid = originalsByNewUid(maps, notes);
  const found = new Set<string>();
  const batches = arrange(listFiles(input.outputFolder, notes), input.batches, (path) => sopInstanceUid(input.outputFolder, path), notes);
  for (const group of groupsOf(batches)) {
    const opened = group.map((batch) => openBatch(input, batch, byNewUid, notes));
    for (const batch of opened) for (const { sop } of batch) found.add(sop);
    const files = opened.map((batch): BatchFile[] => {
      const sops = batch.map(({ sop }) => sop);
      return batch.map(({ file, place, sop }) => {
        const keyRows = keyRowsFor(key, { sop, subject: file.subject }, sops, maps.uids);
        if (keyRows.length === 0) notes.add('NO_KEY_ROW', file.path);
        return { file, place, checks: orderedChecks(key, keyRows, notes) };
      });
    });
    const texts = await readBoxes(files.flat(), input.reader, input.decodes ?? NONE, notes);
    for (const batch of files) yield judgeBatch(batch, maps, texts);
  }
  const unmapped = new Set<string>();
  for (const row of key.rows) {
    if (found.has(row.sop)) continue;
    if (!maps.uids.has(row.sop)) unmapped.add(row.sop);
    yield judgeMissingRow(key, row, notes);
  }
  for (const sop of unmapped) notes.add('NO_MAP_ROW', sop);
  for (const { message } of key.notes()) notes.add('BAD_KEY_ROW', message);
}

function* groupsOf<T>(batches: readonly (readonly T[])[]): Generator<(readonly T[])[]> {
  let group: (readonly T[])[] = [];
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
  /** Place in the batch. */
  place: number;
  /** Bare SOP Instance UID of the original. */
  sop: string;
}

function openBatch(input: OfficialInput, members: readonly BatchMember[], byNewUid: ReadonlyMap<string, string>, notes: Notes): Opened[] {
  const opened: Opened[] = [];
  for (const { file: path, place } of members) {
    const file = openFile(input.outputFolder, path, notes);
    if (file === undefined) continue;
    const sop = originalOf(file, byNewUid);
    if (sop === undefined) {
      notes.add('UNMAPPED_OUTPUT', path);
      continue;
    }
    if (Object.values(file.subject).includes(null)) notes.add('MISSING_ATTRIBUTE', path);
    opened.push({ file, place, sop });
  }
  return opened;
}

const originalOf = ({ subject: { instance } }: OutputFile, byNewUid: ReadonlyMap<string, string>): string | undefined =>
  instance === null ? undefined : byNewUid.get(instance.slice(1, -1));

function openFile(root: string, path: string, notes: Notes): OutputFile | undefined {
  try {
    const file = new OutputFile(root, path);
    if (file.isIndexed()) return file;
    notes.add('NOT_INDEXED', path);
    return undefined;
  } catch (error) {
    if (!(error instanceof DicomError) && !('code' in (error as object))) throw error;
    const notDicom = error instanceof DicomError && error.code === 'NOT_DICOM';
    notes.add(notDicom ? 'NOT_DICOM' : 'INVALID_OUTPUT', `${path}: ${(error as Error).message}`);
    return undefined;
  }
}
