import type { RankingMethod, TierRule } from '@deidbench/core/model';
import { ReportError } from '../errors.ts';

const NUMBERS = {
  resamples: [1, 100_000],
  seed: [0, 2 ** 32 - 1],
  confidence: [0.5, 0.999],
  minimumPatients: [2, 10_000],
  speedRatio: [1, 1000],
} as const;
const BOUNDS = ['coverage', 'highPatients', 'mediumPatients', 'conformance', 'retention'] as const;
const NEEDED = new Set<string>(['coverage', 'highPatients', 'retention']);
const TIERS = ['A', 'B', 'C'] as const;

/** Reads overrides of the ranking's numbers, such as a configuration file holds. Throws METHOD naming the setting, what was found and what it may be. */
export function readMethod(value: unknown, where: string): Partial<RankingMethod> {
  if (!isRecord(value)) fail(where, 'must be a map of settings');
  const method: Partial<RankingMethod> = {};
  for (const [name, setting] of Object.entries(value)) {
    if (name === 'tiers') method.tiers = readTiers(setting, `${where}.tiers`);
    else if (isNumberName(name)) method[name] = readNumber(setting, NUMBERS[name], `${where}.${name}`);
    else fail(`${where}.${name}`, `no such setting; there are tiers, ${Object.keys(NUMBERS).join(', ')}`);
  }
  return method;
}

function isNumberName(name: string): name is keyof typeof NUMBERS {
  return Object.hasOwn(NUMBERS, name);
}

function readTiers(value: unknown, where: string): TierRule[] {
  if (!Array.isArray(value)) fail(where, 'must be a list of tiers, the best first');
  return value.map((rule: unknown, i) => readTier(rule, `${where}[${i}]`));
}

function readTier(value: unknown, where: string): TierRule {
  if (!isRecord(value)) fail(where, 'must be a map');
  const tier = TIERS.find((t) => t === value['tier']);
  if (!tier) fail(`${where}.tier`, 'must be A, B or C; D is the rest');
  const unknown = Object.keys(value).find((name) => name !== 'tier' && !BOUNDS.some((bound) => bound === name));
  if (unknown !== undefined) fail(`${where}.${unknown}`, `no such bound; there are ${BOUNDS.join(', ')}`);
  const given = BOUNDS.filter((name) => value[name] !== undefined || NEEDED.has(name));
  const bounds = Object.fromEntries(given.map((name) => [name, readNumber(value[name], [0, 1], `${where}.${name}`)]));
  return { tier, ...bounds } as unknown as TierRule;
}

function readNumber(value: unknown, [least, most]: readonly [number, number], where: string): number {
  if (typeof value !== 'number' || !(value >= least && value <= most))
    fail(where, `must be a number from ${least} to ${most}, found ${JSON.stringify(value)}`);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(where: string, what: string): never {
  throw new ReportError('METHOD', `${where}: ${what}`);
}
