import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'deidbench-boundaries-'));
  cpSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Lints one planted file in a copy of the house that holds nothing else. */
function lint(file: string, source: string): string {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  try {
    return execFileSync(process.execPath, [oxlint, '--deny-warnings', '-c', '.oxlintrc.json', file], { cwd: house, encoding: 'utf8' });
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  } finally {
    rmSync(path);
  }
}

const importOf = (name: string) => `import * as planted from '${name}';\nexport { planted };\n`;

describe('the import rules of the house', () => {
  it.each([
    ['dicom', '@deidbench/core/model'],
    ['core', '@deidbench/dicom'],
    ['judge', '@deidbench/core/process'],
    ['judge', 'execa'],
    ['judge', 'node:child_process'],
    ['ocr', '@deidbench/dicom'],
    ['synth', '@deidbench/runner'],
    ['adapters', '@deidbench/judge'],
    ['runner', '@deidbench/report'],
    ['report', '@deidbench/judge'],
    ['report', '@deidbench/core/process'],
  ])('keep %s from importing %s', (room, name) => {
    expect(lint(`packages/${room}/src/planted.ts`, importOf(name))).toContain('no-restricted-imports');
  });

  it.each([
    ['judge', '@deidbench/dicom'],
    ['judge', '@deidbench/core/model'],
    ['synth', '@deidbench/judge/key'],
    ['synth', '@deidbench/judge/identifiers'],
    ['adapters', '@deidbench/core/manifest'],
    ['runner', '@deidbench/judge'],
    ['report', '@deidbench/core/store'],
  ])('let %s import %s', (room, name) => {
    expect(lint(`packages/${room}/src/planted.ts`, importOf(name))).not.toContain('no-restricted-imports');
  });

  it('keep Node modules out of the model, which the report page bundles', () => {
    expect(lint('packages/core/src/model/planted.ts', importOf('node:fs'))).toContain('no-restricted-imports');
  });

  it.each(['dicom', 'core', 'judge', 'ocr', 'synth', 'adapters', 'runner', 'report'])(
    'keep %s from reaching into another room by a relative path',
    (room) => {
      const other = room === 'dicom' ? 'core' : 'dicom';
      expect(lint(`packages/${room}/src/planted.ts`, importOf(`../../${other}/src/index.ts`))).toContain('no-restricted-imports');
    },
  );
});
