import { rng } from '../random/rng.ts';
import type { Settings } from './settings.ts';

const orders = new Map<string, number[]>();

/** New id of a patient, `<DATASET>-<nnn>`: the numbers are dealt out at random. */
export function subjectId({ seed, prefix, patients }: Settings, number: number): string {
  const key = `${seed} ${patients}`;
  let order = orders.get(key);
  if (order === undefined) {
    order = rng(seed, 'subjects', patients).shuffle(Array.from({ length: patients }, (_, i) => i + 1));
    orders.set(key, order);
  }
  return `${prefix}-${String(order[number - 1] ?? number).padStart(3, '0')}`;
}
