import type { Random } from './random.ts';

const FAMILIES =
  "Moreno Walker Nguyen Kowalski Müller Fernández Okafor Larsson Özdemir Lefèvre Ibrahim Petrov Haraldsson Castañeda Schröder Dvořák O'Brien Tanaka Rossi Bjørnsen Gonçalves Abernathy Whitfield Kaczmarek Villanueva Ferguson Yamamoto Delacroix Zimmermann Quintero".split(
    ' ',
  );
const GIVEN =
  'Amy James Zoë René Jürgen Sofía Ingrid Kofi Mary Françoise Peter Olga Diego Hannah Åsa Luis Priya Thomas Margaret Émile Walter Beatriz Xavier Fiona Björn Katarzyna'.split(
    ' ',
  );
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function date(random: Random): string {
  const [y, m, d] = [random.between(1925, 2023), random.between(1, 12), random.between(1, 28)];
  const two = (value: number) => String(value).padStart(2, '0');
  return random.pick([
    `${two(d)}.${two(m)}.${y}`,
    `${two(m)}/${two(d)}/${y}`,
    `${y}-${two(m)}-${two(d)}`,
    `${y}${two(m)}${two(d)}`,
    `${two(d)}-${MONTHS[m - 1]}-${y}`,
    `${two(d)} ${MONTHS[m - 1]!.toUpperCase()} ${y}`,
  ]);
}

function person(random: Random): string {
  const [family, given] = [random.pick(FAMILIES), random.pick(GIVEN)];
  return random.pick([
    `${family.toUpperCase()} ${given.toUpperCase()}`,
    `${family}, ${given}`,
    `${given} ${family}`,
    `${family.toUpperCase()}^${given.toUpperCase()}`,
    `${family.toUpperCase()}, ${given}`,
  ]);
}

const number = (random: Random): string => String(random.between(100_000, 9_999_999));

/** One to three lines as devices burn them in. */
export function identifierLines(random: Random): string[] {
  return random.pick([
    () => [person(random)],
    () => [`${person(random)} [${random.pick(['F', 'M'])}] ${date(random)}`],
    () => [`${person(random)} [${random.pick(['F', 'M'])}]`, `DOB: ${date(random)}`],
    () => [`ID ${number(random)}`, date(random)],
    () => [`Name: ${person(random)}`, `ID: ${number(random)}`, `Born ${date(random)}`],
    () => [`MRN: ${number(random)}  ${date(random)}`],
  ])();
}

/** The identifiers of a line, without the label before them. */
export const unlabelled = (line: string): string => line.replace(/^(?:Name:|ID:?|MRN:|Born|DOB:) /u, '');
