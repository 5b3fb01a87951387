import { createHash } from 'node:crypto';
import type { IdentifierKind, Severity } from '@deidbench/core/model';
import { placeKey } from '../severity/place.ts';
import { graver } from '../severity/severity.ts';
import type { Leak, PatientLeaks } from './types.ts';

interface Seen extends Omit<Leak, 'at' | 'identifier'> {
  norm: string;
  at: Set<number>;
}

/** Counts leaks: distinct (patient, identifier, place). The same identifier at the same place found twice, by the key and by the scan, is one. */
export class LeakTally {
  readonly #leaks = new Map<string, Seen>();
  readonly #atPlace = new Map<string, Set<string>>();

  add(leak: { patient: string; kind: IdentifierKind; norm: string; tagPath: string; severity: Severity; ordinal: number }): void {
    const place = placeKey(leak.tagPath);
    const key = `${leak.patient}\u0000${leak.norm}\u0000${place}`;
    const known = this.#leaks.get(key);
    if (known) {
      known.at.add(leak.ordinal);
      known.severity = graver(known.severity, leak.severity);
    } else {
      const { patient, kind, norm, severity, ordinal } = leak;
      this.#leaks.set(key, { patient, kind, norm, place, severity, at: new Set([ordinal]) });
    }
    const spot = `${leak.ordinal}\u0000${place}`;
    const norms = this.#atPlace.get(spot);
    if (norms) norms.add(leak.norm);
    else this.#atPlace.set(spot, new Set([leak.norm]));
  }

  /** True if a leak that is already counted for this instance and place tells the identifier too: the same one, or one that holds it. */
  covers(ordinal: number, tagPath: string, norm: string): boolean {
    const norms = this.#atPlace.get(`${ordinal}\u0000${placeKey(tagPath)}`);
    if (norms === undefined) return false;
    const bare = norm.replaceAll(' ', '');
    for (const other of norms) if (other === norm || other.replaceAll(' ', '').includes(bare) || holdsWords(other, norm)) return true;
    return false;
  }

  leaks(): Leak[] {
    return [...this.#leaks.values()].map(({ norm, at, ...leak }) => ({
      ...leak,
      identifier: createHash('sha256').update(`${leak.patient}\u0000${norm}`).digest('hex').slice(0, 12),
      at: [...at].toSorted((a, b) => a - b),
    }));
  }
}

/** Leaks of two passes over one unit: the same identifier at the same place is one. */
export function mergeLeaks(...parts: readonly (readonly Leak[])[]): Leak[] {
  const merged = new Map<string, Leak>();
  for (const leak of parts.flat()) {
    const key = `${leak.patient}\u0000${leak.identifier}\u0000${leak.place}`;
    const known = merged.get(key);
    const at = [...new Set([...(known?.at ?? []), ...leak.at])].toSorted((a, b) => a - b);
    merged.set(key, { ...leak, severity: graver(leak.severity, known?.severity ?? 'low'), at });
  }
  return [...merged.values()];
}

function holdsWords(whole: string, part: string): boolean {
  const words = new Set(whole.split(' '));
  return part.split(' ').every((word) => words.has(word));
}

/** Distinct leaks and instances touched of each patient that has any, by patient. */
export function leaksByPatient(leaks: readonly Leak[]): PatientLeaks[] {
  const patients = new Map<string, { leaks: Record<Severity, number>; instances: Set<number> }>();
  for (const { patient, severity, at } of leaks) {
    const counts = patients.get(patient) ?? { leaks: { high: 0, medium: 0, low: 0 }, instances: new Set<number>() };
    patients.set(patient, counts);
    counts.leaks[severity] += 1;
    for (const ordinal of at) counts.instances.add(ordinal);
  }
  return [...patients]
    .map(([patient, { leaks: counts, instances }]) => ({ patient, leaks: counts, leakInstances: instances.size }))
    .toSorted((a, b) => (a.patient < b.patient ? -1 : 1));
}
