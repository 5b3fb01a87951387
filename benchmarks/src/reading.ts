import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bytesElement,
  findElement,
  readDicom,
  readDicomFile,
  setElement,
  stringValues,
  toWritable,
  writeDicom,
  type DicomFile,
} from '@deidbench/dicom';
import { dcmjsReader, realFiles } from '@deidbench/dicom/testing';

/** How fast files and their heads are read, beside dcmjs: `node --conditions=@deidbench/source benchmarks/src/reading.ts`. */
const ROUNDS = 5;
const MILLISECONDS = 400;
const IDENTIFIERS = [0x00080018, 0x00080060, 0x00100010, 0x00100020, 0x0020000d, 0x0020000e];

/** Best of several rounds, in microseconds of processor time a call: other work on the machine hardly shows in it. */
function microseconds(run: () => void): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const before = process.cpuUsage();
    let calls = 0;
    while (performance.now() - start < MILLISECONDS) {
      run();
      calls += 1;
    }
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / calls);
  }
  return best;
}

function values(file: DicomFile): void {
  for (const tag of IDENTIFIERS) {
    const element = findElement(file.dataset, tag);
    if (element !== undefined) stringValues(file, file.dataset, element);
  }
}

/** The head of a real CT before pixels of half a megabyte. */
function largeCt(bytes: Uint8Array): Uint8Array {
  const dataset = toWritable(readDicom(bytes));
  setElement(dataset, bytesElement(0x7fe00010, 'OB', new Uint8Array(512 * 512 * 2)));
  dataset.elements = dataset.elements.filter(({ tag }) => tag <= 0x7fe00010);
  return writeDicom(dataset);
}

const found = realFiles();
if (typeof found === 'string') throw new Error(found);
const real = (name: string): Uint8Array => readFileSync(join(found.root, 'pydicom/data/test_files', name));
const folder = mkdtempSync(join(tmpdir(), 'deidbench-reading-'));
const readWithDcmjs = await dcmjsReader();

try {
  const cases: [string, Uint8Array][] = [
    ['CT_small', real('CT_small.dcm')],
    ['MR_small', real('MR_small.dcm')],
    ['test-SR', real('test-SR.dcm')],
    ['CT 512 × 512', largeCt(real('CT_small.dcm'))],
  ];
  console.log('file | KB | parse | dcmjs parse | head from disk | head + 6 values | whole from disk (all in µs of processor time)');
  for (const [name, bytes] of cases) {
    const path = join(folder, `${cases.findIndex(([other]) => other === name)}.dcm`);
    writeFileSync(path, bytes);
    const row = [
      microseconds(() => readDicom(bytes)),
      microseconds(() => readWithDcmjs(bytes)),
      microseconds(() => readDicomFile(path, { stopBeforePixels: true })),
      microseconds(() => values(readDicomFile(path, { stopBeforePixels: true }))),
      microseconds(() => readDicomFile(path)),
    ];
    console.log([name, Math.round(bytes.length / 1024), ...row.map((value) => value.toFixed(1))].join(' | '));
  }
} finally {
  rmSync(folder, { recursive: true });
}
