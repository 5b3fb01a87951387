import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@deidbench/core/manifest';
import type { ToolChoice } from '../plan/make-plan.ts';
import { toolIn } from './controls.ts';

/** Beginning of every scripted tool: its folders, and all files below the input. */
const PRELUDE = `
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync, symlinkSync, linkSync, rmSync, statSync, truncateSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
const [input, output] = process.argv.slice(2);
const files = statSync(input).isFile() ? [] : readdirSync(input, { recursive: true }).filter((name) => name.endsWith('.dcm')).sort();
const copy = (name) => { mkdirSync(dirname(join(output, name)), { recursive: true }); copyFileSync(join(input, name), join(output, name)); };
`;

/** Makes an adapter whose tool is the given JavaScript, in a folder of its own: nothing but a manifest and the program. */
export async function scriptedTool(folder: string, id: string, script: string, more: Partial<Manifest> = {}): Promise<ToolChoice> {
  const own = join(folder, id);
  mkdirSync(own, { recursive: true });
  const manifest: Partial<Manifest> = {
    id,
    name: id,
    homepage: 'https://example.org',
    licence: 'MIT',
    description: 'A tool made for a test.',
    version: { fixed: '1' },
    install: { kind: 'none' },
    command: ['{node}', '{manifest}/tool.mjs', '{input}', '{output}'],
    input: 'tree',
    output: { naming: 'same-path', ignore: [] },
    identifiers: 'always',
    profiles: { default: { policy: 'basic', description: 'as it is', values: {} } },
    capabilities: { mediaTypes: ['application/dicom'], pixels: false, dates: 'kept', network: false },
    ...more,
  };
  writeFileSync(join(own, 'adapter.json'), JSON.stringify(manifest));
  writeFileSync(join(own, 'tool.mjs'), PRELUDE + script);
  return toolIn(own);
}
