import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instance } from '@deidbench/core/model';
import { interleave } from '../run/schedule.ts';
import { fromStretches, toStretches } from './plan-file.ts';
import { parseShard, unitsOfShard } from './shard.ts';
import { packPatients, patientGroups, unitsFor } from './units.ts';

function instancesOf(patients: readonly number[]): Instance[] {
  const base = {
    sop: '',
    series: '',
    study: '',
    modality: '',
    vendor: '',
    sopClass: '',
    transferSyntax: '',
    bytes: 0,
    digest: '',
    uids: [],
    path: '',
  };
  return patients.map((patient, ordinal) => ({ ...base, ordinal, patient: `p${patient}` }));
}

const dataset = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 400 }).map(instancesOf);

describe('units', () => {
  it('hold every instance once, and no patient in two of them', () => {
    fc.assert(
      fc.property(dataset, fc.integer({ min: 1, max: 60 }), (instances, atLeast) => {
        const units = unitsFor('tool', 'default', packPatients(patientGroups(instances), atLeast));
        expect(units.flatMap((unit) => unit.ordinals).toSorted((a, b) => a - b)).toEqual(instances.map((row) => row.ordinal));
        const patients = units.flatMap((unit) => unit.patients);
        expect(new Set(patients).size).toBe(patients.length);
        for (const unit of units.slice(0, -1)) expect(unit.ordinals.length).toBeGreaterThanOrEqual(atLeast);
      }),
    );
  });

  it('do not hang on what a file holds, only on who the patients are', () => {
    const instances = instancesOf([3, 1, 2, 3, 1, 2, 9, 9]);
    const changed = instances.map((row) => ({ ...row, digest: 'other', bytes: 7 }));
    expect(packPatients(patientGroups(changed), 3)).toEqual(packPatients(patientGroups(instances), 3));
  });
});

describe('shards', () => {
  it('share all units among them, each once, and every tool in each where there are enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        (perTool, tools, count) => {
          const works = Array.from({ length: tools }, (_, t) => ({ units: Array.from({ length: perTool }, (_u, n) => `${t}/${n}`) }));
          const all = interleave(works).map(({ unit }) => unit);
          const parts = Array.from({ length: count }, (_, i) => unitsOfShard(all, { index: i + 1, count }));
          expect(parts.flat().toSorted()).toEqual(all.toSorted());
          expect(Math.max(...parts.map((part) => part.length)) - Math.min(...parts.map((part) => part.length))).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it.each(['0/3', '4/3', '1', 'a/b', '1/0', '-1/2', '1/3 '])('refuses %s', (text) => {
    expect(() => parseShard(text)).toThrow(/--shard/);
  });
});

it('writes ordinals as stretches and reads the same back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 })), (numbers) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(fromStretches(toStretches(sorted))).toEqual(sorted);
    }),
  );
});
