import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DicomError } from '../errors.ts';
import { readDicomFile } from '../reader/file.ts';
import { readDicom } from '../reader/read.ts';
import { indexByPath } from '../paths.ts';
import { stringValues } from '../values.ts';
import { toWritable } from '../writer/to-writable.ts';
import { writeDicom } from '../writer/write.ts';
import { dcmjsReader } from './dcmjs.ts';
import { describeFile } from './describe-file.ts';
import { realFiles } from './real-files.ts';

const found = realFiles();
if (typeof found === 'string') console.warn(`SKIPPED: real DICOM files. ${found}`);

describe('the real files of pydicom’s wheel', () => {
  test('are read as the manifest says, every value text equal', (context) => {
    if (typeof found === 'string') return context.skip(found);
    for (const file of found.files) expect(describeFile(file.path, readFileSync(join(found.root, file.path)))).toEqual(file);
    expect(found.files).toHaveLength(192);
  });

  test('without preamble are refused', (context) => {
    if (typeof found === 'string') return context.skip(found);
    const verdicts = found.files.map(({ path }) => ({ path, verdict: verdictOf(readFileSync(join(found.root, path))) }));
    expect(verdicts).toEqual(found.files.map(({ path, verdict }) => ({ path, verdict })));
  });

  test('give the same paths from their head alone', (context) => {
    if (typeof found === 'string') return context.skip(found);
    for (const { path } of found.files) {
      const full = join(found.root, path);
      const head = indexByPath(readDicomFile(full, { force: true, stopBeforePixels: true }));
      expect([path, ...head.keys()]).toEqual([path, ...indexByPath(readDicomFile(full, { force: true })).keys()]);
    }
  });

  test('are written back byte for byte when nothing is wrong with them', (context) => {
    if (typeof found === 'string') return context.skip(found);
    const changed = found.files.filter(({ path, problems, verdict }) => {
      if (problems.length > 0 || verdict !== 'read') return false;
      const bytes = readFileSync(join(found.root, path));
      return Buffer.compare(writeDicom(toWritable(readDicom(bytes))), bytes) !== 0;
    });
    // It has no transfer syntax, which is then written.
    expect(changed.map(({ path }) => path.split('/').at(-1))).toEqual(['meta_missing_tsyntax.dcm']);
  });

  test('give the same identifiers in dcmjs, where it can read them', async (context) => {
    if (typeof found === 'string') return context.skip(found);
    const readWithDcmjs = await dcmjsReader();
    let agreed = 0;
    for (const { path, verdict } of found.files.filter((file) => file.verdict === 'read' && file.problems.length === 0)) {
      const bytes = readFileSync(join(found.root, path));
      const other = readWithDcmjs(bytes);
      if (other === undefined || verdict !== 'read') continue;
      const file = readDicom(bytes);
      for (const { tag } of file.dataset.elements) {
        if (![0x00080018, 0x00080060, 0x00100020, 0x0020000d, 0x0020000e].includes(tag)) continue;
        const element = file.dataset.elements.findLast((candidate) => candidate.tag === tag)!;
        const theirs = other[tag.toString(16).padStart(8, '0').toUpperCase()]?.Value ?? [];
        const ours = stringValues(file, file.dataset, element);
        expect(theirs.map(String).filter(Boolean), `${path} ${tag.toString(16)}`).toEqual(ours.filter(Boolean));
        agreed += 1;
      }
    }
    expect(agreed).toBeGreaterThan(700);
  });
});

function verdictOf(bytes: Uint8Array): string {
  try {
    readDicom(bytes);
    return 'read';
  } catch (error) {
    return error instanceof DicomError ? error.code : String(error);
  }
}
