import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packDataset } from './pack-dataset.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const UID = `1.2.826.0.1.3680043.8.498.${'7'.repeat(38)}`;
const DEEP = `MIDI-B/patient 1/${UID}/${UID}/${'a long name '.repeat(12)}/${UID}.dcm`;

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

/** A set as it was imported: its parts lie where they were, in folders of any depth. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-pack-'));
  write('files/1.dcm', 'at the top');
  write(`files/${DEEP}`, 'deep down');
  symlinkSync('..', at('files', 'MIDI-B', 'up'));
  write('answers.db', 'key');
  write('uids/mapping.csv', 'id_old,id_new\n1.2,1.3\n');
  write('patients/mapping.csv', 'id_old,id_new\nA,B\n');
  const counts = { patients: 1, studies: 1, series: 1, instances: 2, checks: 1, planted: 0 };
  const parts = {
    input: at('files'),
    answers: at('answers.db'),
    uidMap: at('uids', 'mapping.csv'),
    patientMap: at('patients', 'mapping.csv'),
  };
  const about = {
    formatVersion: 1,
    name: 'released',
    mediaType: 'application/dicom',
    source: { kind: 'import' },
    counts,
    contentDigest: 'x',
  };
  write('set/dataset.json', JSON.stringify({ ...about, ...parts }));
  mkdirSync(at('unpacked'));
  for (const side of ['public', 'sealed'] as const) {
    await packDataset(at('set'), side, at(`${side}.tar`));
    execFileSync('tar', ['-xf', at(`${side}.tar`), '-C', at('unpacked')]);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an imported dataset, packed and unpacked', () => {
  it('has all its files, however deep they lie and however long their paths are', () => {
    expect(readFileSync(at('unpacked', 'input', '1.dcm'), 'utf8')).toBe('at the top');
    expect(readFileSync(at('unpacked', 'input', DEEP), 'utf8')).toBe('deep down');
    expect(existsSync(at('unpacked', 'input', 'MIDI-B', 'up'))).toBe(false);
  });

  it('has both crosswalks, though they bore one name', () => {
    const { uidMap, patientMap } = JSON.parse(readFileSync(at('unpacked', 'dataset.json'), 'utf8')) as Record<string, string>;
    expect(readFileSync(at('unpacked', uidMap ?? ''), 'utf8')).toContain('1.2,1.3');
    expect(readFileSync(at('unpacked', patientMap ?? ''), 'utf8')).toContain('A,B');
  });
});
