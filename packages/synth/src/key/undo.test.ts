import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACTIONS, VERDICT, type Action, type TextReader } from '@deidbench/core/model';
import { getElement, readDicomFile, removeElement, setElement, textElement, toWritable, writeDicom, type WDataset } from '@deidbench/dicom';
import { openAnswerKey, type AnswerKey, type Check, type KeyRow } from '@deidbench/judge/key';
import { judgeOutputs, listFiles, Notes, readIdMaps, type OfficialRow } from '@deidbench/judge/official';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../generate.ts';

const folder = mkdtempSync(join(tmpdir(), 'deidbench-undo-'));
const set = join(folder, 'set');
let key: AnswerKey;
/** The files of an original, as it was and as it should be, by its SOP Instance UID. */
const files = { input: new Map<string, string>(), reference: new Map<string, string>() };

beforeAll(async () => {
  await generate({ preset: 'demo', seed: 11, imageSize: 64, jobs: 1, out: set });
  key = openAnswerKey(join(set, 'answers.db'));
  const maps = readIdMaps(join(set, 'uid_mapping.csv'), join(set, 'patid_mapping.csv'));
  const originals = new Map([...maps.uids].map(([old, renewed]) => [renewed, old]));
  for (const where of ['input', 'reference'] as const) {
    for (const name of listFiles(join(set, where), new Notes())) {
      const path = join(set, where, name);
      const sop = valueOf(readDicomFile(path), 0x00080018);
      files[where].set(originals.get(sop) ?? sop, path);
    }
  }
}, 120_000);
afterAll(() => {
  key.close();
  rmSync(folder, { recursive: true });
});

function valueOf(file: ReturnType<typeof readDicomFile>, tag: number): string {
  const element = file.dataset.elements.find((each) => each.tag === tag)!;
  return Buffer.from(file.bytes.subarray(element.valueOffset, element.valueOffset + element.length))
    .toString('latin1')
    .replaceAll('\0', '');
}

const PIXEL_DATA = 0x7fe00010;
const TEXTS = new Set(['LO', 'SH', 'CS', 'LT', 'ST', 'UT', 'PN', 'AE']);
const AS_IT_WAS: unique symbol = Symbol('as it was');
const REMOVED: unique symbol = Symbol('removed');

/** Where an action is undone, and how: its tag alone among the checks of that path, but for those that the change leaves green. */
interface Undoing {
  besides: readonly Action[];
  /** The new text, or what else is done to the element. */
  to: string | typeof AS_IT_WAS | typeof REMOVED;
  isFit?: (tag: number, vr: string) => boolean;
}

const UNDOINGS: Record<Exclude<Action, 'pixels_hidden' | 'pixels_retained'>, Undoing> = {
  tag_retained: { besides: [], to: REMOVED },
  text_notnull: { besides: ['tag_retained'], to: '' },
  text_retained: { besides: ['tag_retained', 'text_notnull'], to: 'QQQ', isFit: (_, vr) => TEXTS.has(vr) },
  text_removed: { besides: ['tag_retained', 'text_notnull'], to: AS_IT_WAS },
  date_shifted: { besides: ['tag_retained', 'text_notnull'], to: AS_IT_WAS },
  uid_changed: { besides: ['tag_retained', 'text_notnull', 'uid_consistent'], to: AS_IT_WAS, isFit: (tag) => tag !== 0x00080018 },
  uid_consistent: { besides: ['tag_retained', 'text_notnull', 'uid_changed'], to: '2.25.4242', isFit: (tag) => tag !== 0x00080018 },
  patid_consistent: { besides: ['tag_retained', 'text_notnull', 'text_removed'], to: 'SOMEBODY-ELSE' },
};

interface Place {
  sop: string;
  tag: number;
  vr: string;
}

/** The first check of an action that stands as `undoing` asks, at the top level of a file that delivers it. */
function find(action: Action, { besides, isFit }: Undoing): Place {
  for (const row of key.rows) {
    const { checks } = key.checksOf(row);
    for (const check of checks) {
      const tag = check.action === action ? topLevel(check) : undefined;
      if (tag === undefined) continue;
      const others = checks.filter((other) => other !== check && other.tagPath === check.tagPath);
      const element = getElement(writable(row, 'reference'), tag);
      if (element === undefined || !others.every((other) => besides.includes(other.action!))) continue;
      if (isFit?.(tag, element.vr) ?? true) return { sop: row.sop, tag, vr: element.vr };
    }
  }
  throw new Error(`no check of ${action} can be undone alone`);
}

function topLevel({ tagPath }: Check): number | undefined {
  const match = /^<\(([0-9a-f]{4}),([0-9a-f]{4})\)>$/.exec(tagPath ?? '');
  return match === null ? undefined : Number.parseInt(`${match[1]}${match[2]}`, 16);
}

const writable = ({ sop }: Pick<KeyRow, 'sop'>, where: 'input' | 'reference'): WDataset =>
  toWritable(readDicomFile(files[where].get(sop)!));

/** What turned red in one file of the reference after a change. */
async function redAfter(sop: string, change: (file: WDataset) => void, reader?: TextReader): Promise<string[]> {
  const file = writable({ sop }, 'reference');
  change(file);
  const output = mkdtempSync(join(folder, 'out-'));
  mkdirSync(join(output, 'x'));
  writeFileSync(join(output, 'x', '1.dcm'), writeDicom(file));
  const maps = readIdMaps(join(set, 'uid_mapping.csv'), join(set, 'patid_mapping.csv'));
  const rows: OfficialRow[] = [];
  for await (const batch of judgeOutputs({ key, outputFolder: output, maps, reader }, new Notes())) rows.push(...batch);
  const ofFile = rows.filter((row) => row.fileIndex !== null);
  expect(ofFile.length).toBeGreaterThan(50);
  return ofFile.filter((row) => row.judgement.verdict !== VERDICT.pass).map((row) => row.check.action!);
}

describe('the reference of a generated set with one action undone in one file', () => {
  it('passes as it is', async () => {
    for (const { sop } of key.rows.slice(0, 5)) expect(await redAfter(sop, () => undefined)).toEqual([]);
  });

  it.each(Object.entries(UNDOINGS))('turns exactly the check of %s red', async (name, undoing) => {
    const action = name as Action;
    const { sop, tag, vr } = find(action, undoing);
    const before = getElement(writable({ sop }, 'input'), tag);
    const red = await redAfter(sop, (file) => {
      if (undoing.to === REMOVED) removeElement(file, tag);
      else setElement(file, undoing.to === AS_IT_WAS ? before! : textElement(tag, vr, undoing.to));
    });
    // An old UID is unchanged, and for that not the one that the map gives.
    expect(red).toEqual(action === 'uid_changed' ? ['uid_changed', 'uid_consistent'] : [action]);
  });

  it('turns exactly the check of pixels_retained red when one byte of the pixels differs', async () => {
    const { sop } = key.rows.find((row) => isNative(row) && has(row, 'pixels_retained'))!;
    const red = await redAfter(sop, (file) => {
      const pixels = getElement(file, PIXEL_DATA)!;
      const bytes = Uint8Array.from(pixels.value as Uint8Array);
      bytes[10]! ^= 1;
      setElement(file, { ...pixels, value: bytes });
    });
    expect(red).toEqual(['pixels_retained']);
  });

  it('turns exactly the checks of pixels_hidden red when the burned-in text is back', async () => {
    const row = key.rows.find((each) => isNative(each) && has(each, 'pixels_hidden'))!;
    const hidden = key.checksOf(row).checks.filter(({ action }) => action === 'pixels_hidden');
    const texts = hidden.map(({ actionText }) => (JSON.parse(actionText!.slice(1, -1)) as { text: string }).text);
    // Sees all planted texts wherever a box is not painted over in one shade.
    const reader: TextReader = {
      name: 'any mark',
      version: '1',
      read: (boxes) => Promise.resolve(boxes.map(({ gray }) => ({ text: new Set(gray).size > 1 ? texts.join(' ') : '', confidence: 1 }))),
    };
    expect(await redAfter(row.sop, () => undefined, reader)).toEqual([]);
    const before = getElement(writable(row, 'input'), PIXEL_DATA)!;
    expect(await redAfter(row.sop, (file) => setElement(file, before), reader)).toEqual(hidden.map(() => 'pixels_hidden'));
  });

  it('knows each of the ten actions', () => {
    expect([...Object.keys(UNDOINGS), 'pixels_hidden', 'pixels_retained'].toSorted()).toEqual([...ACTIONS].toSorted());
  });
});

const has = (row: KeyRow, action: Action): boolean => key.checksOf(row).checks.some((check) => check.action === action);
const isNative = (row: KeyRow): boolean => getElement(writable(row, 'reference'), PIXEL_DATA)?.value instanceof Uint8Array;
