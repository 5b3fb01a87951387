import { severityOf } from '../severity/severity.ts';
import type { PairedFile, Rule } from './rule.ts';

const SEX = '<(0010,0040)>';

/**
 * Birth date, sex and a place smaller than a state, all readable in one instance: together they single out most people
 * (Sweeney 2000), so it is one more leak beside its parts.
 */
export const combination: Rule = {
  name: 'combination',
  start: ({ sink }) => ({
    file({ instance, after }: PairedFile): void {
      const kinds = sink.kindsAt(instance.ordinal);
      if (!kinds.has('birth-date') || !(kinds.has('geo') || kinds.has('address')) || (after.bare(SEX) ?? '') === '') return;
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
