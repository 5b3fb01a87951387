import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTAKE_DEFAULTS, takeIn } from './intake.ts';
import { instanceAt, stagedName, stampOf, type Invocation } from './invocation.ts';
import type { UnitTask } from './task.ts';

/** What a tool did to the copies that it was given to read. */
export interface Harm {
  /** Local numbers of the instances whose copy has other bytes, or is gone. */
  changed: number[];
  /** Files and links that were put beside them. */
  added: number;
}

/** Where nothing kept a tool from writing into its input: whether it did. Only copies that were touched are read. Undefined where all is as it was. */
export function harmOf(task: UnitTask, { input, members, staged }: Invocation): Harm | undefined {
  const changed = members.filter((local) => {
    const item = instanceAt(task, local);
    const name = stagedName(task.tool.manifest, item);
    return isChanged(join(input, name), staged.get(name) ?? '', join(task.inputRoot ?? '', item.instance.path));
  });
  const bounds = { ...INTAKE_DEFAULTS, expected: new Set(staged.keys()), maxFiles: 1000, ignore: [], inputInodes: new Set<string>() };
  const added = takeIn(input, bounds).filter(({ path }) => !staged.has(path)).length;
  return changed.length + added === 0 ? undefined : { changed, added };
}

function isChanged(copy: string, stamp: string, original: string): boolean {
  try {
    return stampOf(copy) !== stamp && !(lstatSync(copy).isFile() && readFileSync(copy).equals(readFileSync(original)));
  } catch {
    return true;
  }
}
