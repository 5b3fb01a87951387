import { unwrap } from '../key/index.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';

/** Swapped outputs: the pixels under one instance's name are those of another. Looked for where the key says that the pixels changed. */
export const swapped: Rule = {
  name: 'swapped',
  start: (context) => new SwappedRun(context),
};

class SwappedRun implements RuleRun {
  readonly #context: UnitContext;
  #byDigest: Map<string, { ordinal: number; patient: string }[]> | undefined;

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file({ instance, after, by }: PairedFile): void {
    const { sink } = this.#context;
    const { ordinal, patient } = instance;
    if (by === 'content' || !sink.isKnown(ordinal, '<(7fe0,0010)>')) return;
    this.#byDigest ??= digestsOf(this.#context);
    const owners = this.#byDigest.get(after.pixelDigest()) ?? [];
    const [owner] = owners;
    if (owners.length !== 1 || owner === undefined || owner.ordinal === ordinal) return;
    const other = owner.patient !== patient;
    sink.finding({
      rule: 'swapped',
      tagPath: 'pixels',
      severity: other ? 'high' : 'medium',
      label: 'bug',
      leak: false,
      category: '',
      patient,
      ordinal,
      explanation: `the pixels are those of another instance${other ? ', of another patient' : ''}`,
    });
  }
}

/** Digests of the originals' pixels, from the key. */
function digestsOf({ input }: UnitContext): Map<string, { ordinal: number; patient: string }[]> {
  const digests = new Map<string, { ordinal: number; patient: string }[]>();
  for (const { ordinal, patient, sop } of input.instances) {
    for (const row of input.key?.rowsOf(sop) ?? []) {
      for (const { action, actionText } of input.key?.checksOf(row).checks ?? []) {
        if (action !== 'pixels_retained' || actionText === null) continue;
        const digest = unwrap(actionText);
        const owners = digests.get(digest);
        if (owners) owners.push({ ordinal, patient });
        else digests.set(digest, [{ ordinal, patient }]);
      }
    }
  }
  return digests;
}
