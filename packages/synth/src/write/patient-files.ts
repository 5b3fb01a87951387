import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Crosswalk } from '../policy/crosswalk.ts';
import { type Draft, md5 } from './instance.ts';
import { FOLDERS } from './settings.ts';

const SERIES_UID = 0x0020000e;

/** Writes a patient's files: a folder a series, named by its UID, the twin's by its new one. */
export class PatientFiles {
  /** Path below the input folder and MD5 of each file. */
  readonly written: [string, string][] = [];
  /** The same of the curated twin's files. */
  readonly twins: [string, string][] = [];
  private readonly out: string;
  private readonly crosswalk: Crosswalk;
  private readonly folders = new Set<string>();
  private readonly numbers = new Map<string, number>();

  constructor(out: string, crosswalk: Crosswalk) {
    this.out = out;
    this.crosswalk = crosswalk;
  }

  add({ series, dataset }: Draft, input: Uint8Array, reference: Uint8Array): void {
    const uid = dataset.text(SERIES_UID);
    const number = (this.numbers.get(uid) ?? 0) + 1;
    this.numbers.set(uid, number);
    const name = `1-${String(number).padStart(String(series.count).length, '0')}.dcm`;
    this.write(FOLDERS.input, uid, name, input);
    const renewed = this.crosswalk.uid(uid);
    this.write(FOLDERS.reference, renewed, name, reference);
    this.written.push([`${uid}/${name}`, md5(input)]);
    this.twins.push([`${renewed}/${name}`, md5(reference)]);
  }

  private write(root: string, series: string, name: string, bytes: Uint8Array): void {
    const folder = join(this.out, root, series);
    if (!this.folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.folders.add(folder);
    }
    writeFileSync(join(folder, name), bytes);
  }
}
