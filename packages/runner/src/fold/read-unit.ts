import { readBlob, readBlobHead, readBlobSection, StoreError } from '@deidbench/core/store';
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
  const { head, sections } = await readBlob<UnitHead>(path, ['verdicts', 'maps']);
  const text = (name: string): string => {
    const section = sections.get(name);
    if (!section) throw new StoreError('NO_SECTION', path, `has no section "${name}".`);
    return section.toString();
  };
  const json = <T>(name: string): T => JSON.parse(text(name)) as T;
  const rows = <T>(name: string): T[] => parseRows<T>(text(name));
  return {
    head,
    instances: rows('instances'),
    cells: rows('cells'),
    findings: rows('findings'),
    leaks: rows('leaks'),
    summary: json('unit'),
    record: json('attempt'),
    values: sections.has('values') ? json('values') : undefined,
    evidence: sections.has('evidence') ? rows('evidence') : [],
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
