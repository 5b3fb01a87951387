import type { IdentifierKind } from '@deidbench/core/model';
import { severityOf } from '../severity/severity.ts';
import type { PairedFile, Rule } from './rule.ts';

const SEX = '<(0010,0040)>';
const PLACES = new Set<IdentifierKind>(['geo', 'address']);

/**
 * Birth date, sex and a place smaller than a state, all readable in one instance: together they single out most people
 * (Sweeney 2000), so it is one more leak beside its parts. The address of the hospital or of staff is no place of the patient.
 */
export const combination: Rule = {
  name: 'combination',
  start: ({ sink, input }) => ({
    file({ instance, after }: PairedFile): void {
      const told = sink.toldAt(instance.ordinal);
      if (!told.some(({ kind }) => kind === 'birth-date') || (after.bare(SEX) ?? '') === '') return;
      const known = input.identifiers.byPatient.get(instance.patient) ?? [];
      const isIn = (norm: string, ofOthers: boolean): boolean =>
        known.some((one) => PLACES.has(one.kind) && (one.ofOthers === true) === ofOthers && holds(one.norm, norm));
      const isOfOthers = (norm: string): boolean => isIn(norm, true) && !isIn(norm, false);
      if (!told.some(({ kind, norm }) => PLACES.has(kind) && !isOfOthers(norm))) return;
      sink.leak({
        rule: 'combination',
        tagPath: 'combination',
        kind: 'birth-date',
        place: 'plain',
        severity: severityOf('birth-date', 'plain'),
        label: 'leak',
        leak: true,
        category: '',
        patient: instance.patient,
        ordinal: instance.ordinal,
        norm: 'combination',
        explanation: 'birth date, sex and a place smaller than a state can be read together in one instance',
      });
    },
  }),
};

/** An address holds its town: all words of the one are words of the other. */
function holds(address: string, part: string): boolean {
  const words = new Set(address.split(' '));
  return part.split(' ').every((word) => words.has(word));
}
