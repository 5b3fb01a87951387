import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testAdapter } from '../contract/test-adapter.ts';
import type { ContractPoint } from '../contract/points.ts';

/** Lines of a driver that gives back what it was given. */
export const COPY = `
  import { cpSync } from 'node:fs';
  cpSync(process.argv[2], process.argv[3], { recursive: true });
`;

/** Writes an adapter whose tool is a few lines of JavaScript, with INPUT, OUTPUT and SEED as arguments. */
export function scriptedAdapter(root: string, driver: string, more: Record<string, unknown> = {}): string {
  const folder = join(root, 'tool');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, 'driver.mjs'), driver);
  const manifest = {
    id: 'tool',
    name: 'tool',
    homepage: 'https://example.org/',
    licence: 'Apache-2.0',
    description: 'A tool for tests.',
    version: { fixed: '1' },
    install: { kind: 'none' },
    command: ['{node}', '{manifest}/driver.mjs', '{input}', '{output}', '{seed}'],
    identifiers: 'always',
    profiles: { default: { policy: 'basic', description: 'All of it.' } },
    ...more,
  };
  writeFileSync(join(folder, 'adapter.json'), JSON.stringify(manifest));
  return folder;
}

/** The points of the contract that fail. */
export async function failing(folder: string): Promise<ContractPoint[]> {
  return (await testAdapter(folder)).points.filter(({ ok }) => !ok);
}
