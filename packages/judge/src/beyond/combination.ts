import { severityOf } from '../severity/severity.ts';
import type { PairedFile, Rule } from './rule.ts';

const SEX = '<(0010,0040)>';

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
      const isOfOthers = (norm: string): boolean => known.some((one) => one.norm === norm && one.ofOthers === true);
      if (!told.some(({ kind, norm }) => (kind === 'geo' || kind === 'address') && !isOfOthers(norm))) return;
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
