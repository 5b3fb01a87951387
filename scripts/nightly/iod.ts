import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installValidator } from '@deidbench/adapters';
import { validateFolder } from '@deidbench/runner';
import { generate } from '@deidbench/synth';

/**
 * Generates every modality and asks dciodvfy: neither the files nor their curated reference may have an error of their IOD
 * (docs/conformance.md). Prints counts by modality; ends with 1 for an error or a file that could not be validated.
 */
const validator = await installValidator();
if (!validator.ready) throw new Error(`IODs were not checked: ${validator.reason}. ${validator.remedy}`);
const dir = mkdtempSync(join(tmpdir(), 'deidbench-iod-'));
try {
  await generate({ preset: 'all-modalities', seed: 1, out: join(dir, 'set') });
  for (const part of ['input', 'reference']) report(part, await validateFolder(validator, join(dir, 'set', part)));
} finally {
  rmSync(dir, { recursive: true, force: true });
}

function report(part: string, files: Awaited<ReturnType<typeof validateFolder>>): void {
  for (const [modality, own] of Map.groupBy(files, (file) => file.modality)) {
    const messages = own.flatMap((file) => file.messages);
    const errors = messages.filter(({ type }) => type === 'error');
    const failed = own.filter(({ failure }) => failure !== undefined);
    console.log(
      `${part} ${modality}: ${own.length} files, ${errors.length} errors, ${messages.length - errors.length} warnings, ${failed.length} not validated`,
    );
    for (const text of new Set(errors.map(({ tag, message }) => `  ${tag} ${message}`))) console.log(text);
    if (errors.length + failed.length > 0) process.exitCode = 1;
  }
}
