import { base, en, Faker } from '@faker-js/faker';
import type { Rng } from '../random/rng.ts';
import { isDistinct } from './words.ts';

export interface Name {
  family: string;
  given: string;
  /** Person Name value, `Family^Given`. */
  pn: string;
  /** `Given Family`, as in running text. */
  spoken: string;
}

export interface Address {
  street: string;
  city: string;
  state: string;
  zip: string;
}

/** A faker that draws from the stream given; dates of its own are never used. */
export function fakerOf(rng: Rng): Faker {
  const faker = new Faker({ locale: [en, base] });
  faker.seed([rng.bits(), rng.bits(), rng.bits(), rng.bits()]);
  return faker;
}

/** Draws until the text has none but distinct words. */
export function distinct(draw: () => string): string {
  for (let tries = 0; tries < 500; tries++) {
    const text = draw();
    if (isDistinct(text)) return text;
  }
  throw new RangeError('no distinct word in 500 draws');
}

const plainWord = (text: string): string => text.replaceAll(/[^A-Za-z]/gu, '');

export function drawName(faker: Faker, sex: 'M' | 'F', family?: string): Name {
  const last = family ?? distinct(() => plainWord(faker.person.lastName()));
  const given = distinct(() => {
    const first = plainWord(faker.person.firstName(sex === 'M' ? 'male' : 'female'));
    return overlaps(first, last) ? 'xx' : first;
  });
  return { family: last, given, pn: `${last}^${given}`, spoken: `${given} ${last}` };
}

const overlaps = (a: string, b: string): boolean => a.toLowerCase().includes(b.toLowerCase()) || b.toLowerCase().includes(a.toLowerCase());

/** An address without words of one or two letters: `Arizona`, never `AZ`. */
export function drawAddress(faker: Faker, rng: Rng): Address {
  return {
    street: `${rng.int(100, 9999)} ${distinct(() => plainWord(faker.person.lastName()))} Street`,
    city: distinct(() => plainWord(faker.location.city())),
    state: distinct(() => plainWord(faker.location.state())),
    zip: rng.digits(5),
  };
}

/** A telephone number of the range kept for fiction, 555-01xx, without a token of two digits. */
export const drawPhone = (rng: Rng): string => `${rng.int(201, 989)}-555-01${rng.int(10, 99)}`;

export const initialsOf = (text: string): string =>
  text
    .split(/[\s^]+/u)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase();
