import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SynthError } from '../errors.ts';
import { modalityOf } from '../iod/index.ts';
import type { DatasetPlan } from './types.ts';

/** Bytes that a data set will need. */
export interface Room {
  input: number;
  reference: number;
  key: number;
  other: number;
  total: number;
}

/** Bytes of a data set's header, its key row and its planted lines, a little more than what was seen on average. */
const HEADER = 8_000;
const KEY_ROW = 125_000;
/** Of its rows in the curators' form. */
const CURATORS = 15_000;
const PLANTED = 5_000;

/** How much room a plan needs; `imageSize` as asked for. */
export function roomFor({ patients }: DatasetPlan, imageSize: number | undefined): Room {
  let input = 0;
  let instances = 0;
  for (const { kind, instances: count, base } of patients.flatMap(({ studies }) => studies.flatMap(({ series }) => series))) {
    instances += count;
    input += base === undefined ? count * (HEADER + pixelBytes(kind, imageSize)) : base.bytes;
  }
  const key = instances * KEY_ROW;
  const other = instances * (PLANTED + CURATORS);
  return { input, reference: input, key, other, total: 2 * input + key + other };
}

function pixelBytes(kind: string, imageSize: number | undefined): number {
  const { paint, defaultSize } = modalityOf(kind);
  if (paint === undefined) return 0;
  const size = imageSize ?? defaultSize;
  const rows = paint.rows === 0 ? size : Math.round((paint.rows * size) / paint.columns);
  return (rows * size * paint.frames * paint.samples * paint.bitsAllocated) / 8;
}

/** `25 MB` or `41.2 GB`; what is needed is rounded up, what is there is not. */
export function sizeText(bytes: number, round: (megabytes: number) => number = Math.ceil): string {
  return bytes < 1e9 ? `${round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** What to do instead: a scale of two figures that fits, where there is one that is worth a try. */
function smaller(scale: number): string {
  const figures = 10 ** (1 - Math.floor(Math.log10(scale)));
  const fits = Math.floor(scale * figures) / figures;
  return fits >= 0.0001 ? `Try --scale ${fits} or --image-size 128.` : 'Make room, or name an --out on another disk.';
}

/**
 * Says before anything is written that the disk is too small. The key's parts are joined one by one; while that lasts it is there twice.
 * @throws {SynthError} TOO_LARGE with the room needed and the room there is
 */
export function assertRoom(out: string, room: Room, scale = 1, freeAt: (folder: string) => number = freeIn): void {
  let folder = resolve(out);
  while (!existsSync(folder)) folder = dirname(folder);
  const free = freeAt(folder);
  const needed = room.total + room.key;
  if (needed <= free) return;
  const text = `this set needs ${sizeText(needed)} (${sizeText(2 * room.key)} of it the answer key while it is joined) and ${folder} has ${sizeText(free, Math.floor)} free.`;
  throw new SynthError('TOO_LARGE', `${text} ${smaller((free / needed) * 0.9 * scale)}`);
}
