import { policyParts, type PolicyOption } from '@deidbench/core/model';
import table from './data/ps315.json' with { type: 'json' };

/** What a profile claims to do. */
export interface Policy {
  name: string;
  /** False for a policy that PS3.15 does not describe: it excuses nothing. */
  known: boolean;
  options: readonly PolicyOption[];
}

/** The options that TCIA names for its own practice, beside Clean Pixel Data. */
const TCIA: readonly PolicyOption[] = ['descriptors', 'modified-dates', 'patient', 'device', 'safe-private'];

/** `basic`, `tcia`, or either with further options: `basic+modified-dates+descriptors`. Any other name claims nothing that is known. */
export function policyOf(name: string): Policy {
  const parts = policyParts(name);
  if (parts === undefined) return { name, known: false, options: [] };
  const { base, options } = parts;
  return { name, known: true, options: base === 'tcia' ? [...new Set([...TCIA, ...options])] : options };
}

type Row = [basic: string, options: Partial<Record<PolicyOption, string>>];
const rows = table.elements as unknown as Record<string, Row>;

/** The action of Table E.1-1 for one attribute under a policy: K, C, U, X, Z, D or a choice of these; undefined where the table has no row. */
export function actionFor(policy: Policy, tag: string): string | undefined {
  const row = rows[tag] ?? rows[repeating(tag)];
  if (row === undefined) return undefined;
  const [basic, byOption] = row;
  const actions = policy.options.flatMap((option) => byOption[option] ?? []);
  return actions.includes('K') ? 'K' : (actions[0] ?? basic);
}

function repeating(tag: string): string {
  if (Number.parseInt(tag.slice(0, 4), 16) % 2 === 1) return 'private';
  if (tag.startsWith('50')) return '50xxxxxx';
  return tag.startsWith('60') ? `60xx${tag.slice(4)}` : tag;
}

/** True where the policy removes, empties or replaces the element of a tag path, or a sequence around it. */
export function removes(policy: Policy, tagPath: string): boolean {
  if (!policy.known) return false;
  const tags = [...tagPath.matchAll(/\(([0-9a-f]{4}),(?:"[^"]*",([0-9a-f]{2})|([0-9a-f]{4}))\)/gu)];
  return tags.some(([, group, low, element]) => /[XZD]/u.test(actionFor(policy, `${group}${element ?? `10${low}`}`) ?? 'K'));
}
