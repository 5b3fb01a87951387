import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@deidbench/core/store';
import { readRunFile, unitsThere } from '../fold/fold-run.ts';
import { readMaps } from '../fold/read-unit.ts';

/**
 * Writes `maps/<tool>.<profile>/uid_mapping.csv` and `patid_mapping.csv`: which new identifier each tool used for which old one, as derived
 * from its files. Unmasked, so mode 0600. Real data has none.
 */
export async function writeMaps(dir: string): Promise<void> {
  const run = await readRunFile(dir);
  if (run.realData) return;
  for (const tool of run.tools) {
    const uids = new Map<string, string>();
    const patients = new Map<string, string>();
    for (const { blob } of unitsThere(dir, tool).there) {
      const maps = await readMaps(blob);
      addFirst(uids, maps?.uids ?? []);
      addFirst(patients, maps?.patients ?? []);
    }
    const folder = join(dir, 'maps', `${tool.id}.${tool.profile}`);
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    await writeFileAtomic(join(folder, 'uid_mapping.csv'), crosswalk(uids));
    await writeFileAtomic(join(folder, 'patid_mapping.csv'), crosswalk(patients));
  }
}

function addFirst(map: Map<string, string>, rows: readonly (readonly [string, string])[]): void {
  for (const [old, now] of rows) if (!map.has(old)) map.set(old, now);
}

function crosswalk(map: ReadonlyMap<string, string>): string {
  return ['id_old,id_new', ...[...map].map(([old, now]) => `${cell(old)},${cell(now)}`)].join('\n') + '\n';
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
