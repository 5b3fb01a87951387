import { readFileSync } from 'node:fs';
import type { Planted } from '@deidbench/core/model';

let kept: { file: string; bySop: Map<string, Planted[]> } | undefined;

/** Lines of a dataset's `planted.jsonl` about some instances. The file is read once a process. */
export function plantedOf(file: string | undefined, sops: readonly string[]): Planted[] {
  if (file === undefined) return [];
  if (kept?.file !== file) kept = { file, bySop: readPlanted(file) };
  const { bySop } = kept;
  return sops.flatMap((sop) => bySop.get(sop) ?? []);
}

function readPlanted(file: string): Map<string, Planted[]> {
  const bySop = new Map<string, Planted[]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const planted = JSON.parse(line) as Planted;
    const list = bySop.get(planted.sop);
    if (list) list.push(planted);
    else bySop.set(planted.sop, [planted]);
  }
  return bySop;
}
