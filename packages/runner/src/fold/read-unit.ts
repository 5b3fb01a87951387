import { readBlobHead, readBlobSection } from '@deidbench/core/store';
import type {
  InstanceRow,
  StoredCell,
  StoredEvidence,
  StoredFinding,
  StoredLeaks,
  StoredMaps,
  UnitHead,
  UnitSummary,
} from '../blob/format.ts';
import type { AttemptRecord } from '../run/task.ts';

/** A unit's blob, read but for its verdicts. */
export interface UnitBlob {
  head: UnitHead;
  instances: InstanceRow[];
  cells: StoredCell[];
  findings: StoredFinding[];
  leaks: StoredLeaks[];
  summary: UnitSummary;
  record: AttemptRecord;
  /** Undefined for real data. */
  values: string[] | undefined;
  evidence: StoredEvidence[];
}

/** @throws StoreError CORRUPT, NOT_FOUND, FORMAT_VERSION. */
export async function readUnitBlob(path: string): Promise<UnitBlob> {
  const head = await readBlobHead<UnitHead>(path);
  const has = (name: string) => head.sections.some((section) => section.name === name);
  const json = async <T>(name: string): Promise<T> => JSON.parse((await readBlobSection(path, name)).toString()) as T;
  const rows = async <T>(name: string): Promise<T[]> => parseRows<T>((await readBlobSection(path, name)).toString());
  return {
    head,
    instances: await rows('instances'),
    cells: await rows('cells'),
    findings: await rows('findings'),
    leaks: await rows('leaks'),
    summary: await json('unit'),
    record: await json('attempt'),
    values: has('values') ? await json('values') : undefined,
    evidence: has('evidence') ? await rows('evidence') : [],
  };
}

/** The crosswalks of a unit; undefined for real data. */
export async function readMaps(path: string): Promise<StoredMaps | undefined> {
  const head = await readBlobHead<UnitHead>(path);
  if (!head.sections.some((section) => section.name === 'maps')) return undefined;
  return JSON.parse((await readBlobSection(path, 'maps')).toString()) as StoredMaps;
}

function parseRows<T>(text: string): T[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
