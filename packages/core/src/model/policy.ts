/** Options of PS3.15 E.3 by our short names. */
export const POLICY_OPTIONS = [
  'safe-private',
  'uids',
  'device',
  'institution',
  'patient',
  'full-dates',
  'modified-dates',
  'descriptors',
  'structured',
  'graphics',
] as const;
export type PolicyOption = (typeof POLICY_OPTIONS)[number];

/** Names of policies that further options may follow: `tcia+institution`. */
export const POLICY_BASES = ['basic', 'tcia'] as const;
type PolicyBase = (typeof POLICY_BASES)[number];

/** The parts of `basic`, `tcia`, or either with further options: `basic+modified-dates+descriptors`; undefined for any other name. */
export function policyParts(name: string): { base: PolicyBase; options: PolicyOption[] } | undefined {
  const [base, ...options] = name.split('+');
  if (!isOneOf(POLICY_BASES, base) || !options.every((option) => isOneOf(POLICY_OPTIONS, option))) return undefined;
  return { base, options };
}

function isOneOf<T extends string>(names: readonly T[], name: string | undefined): name is T {
  return (names as readonly (string | undefined)[]).includes(name);
}
