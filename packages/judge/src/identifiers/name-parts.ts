/** A name taken apart; single blanks stand between several words of one part. */
export interface NameParts {
  family: string;
  given: string;
  /** What else of the name stands behind the given name. */
  middle: string[];
}

/** Words that stand before a family name and are none. */
const PARTICLES = new Set(
  'af al am an av bin da dal de degli dei del della den der des di do dos du el ibn la las le les lo los mac san santa ten ter van vom von y zu zum zur'.split(
    ' ',
  ),
);

/** Family, given and middle names of a name as DICOM writes it (`Family^Given^Middle`), with a comma, or as people say it. */
export function nameParts(name: string): NameParts {
  const blank = (text = ''): string => text.replaceAll(/[\s_]+/gu, ' ').trim();
  if (name.includes('^')) {
    const [family, given, ...middle] = name.split('^').map(blank);
    return family === ''
      ? spoken(blank(name.replaceAll('^', ' ')))
      : { family: family!, given: given!, middle: middle.slice(0, 1).flatMap(wordsOf) };
  }
  const comma = name.indexOf(',');
  if (comma > 0) {
    const [given = '', ...middle] = wordsOf(blank(name.slice(comma + 1).replaceAll(',', ' ')));
    return { family: blank(name.slice(0, comma)), given, middle };
  }
  return spoken(blank(name));
}

/** `Joost van der Meulen`: the last word and the particles before it are the family name. */
function spoken(name: string): NameParts {
  const words = wordsOf(name);
  let at = Math.max(0, words.length - 1);
  while (at > 1 && isParticle(words[at - 1]!)) at -= 1;
  return words.length < 2
    ? { family: name, given: '', middle: [] }
    : { family: words.slice(at).join(' '), given: words[0]!, middle: words.slice(1, at) };
}

/** The family name, and each of its words that names a family by itself: `van der Meulen` and `Meulen`, both halves of a double name. */
export function familyWords(name: string): string[] {
  const { family } = nameParts(name);
  const words = family.split(/[\s-]+/u).filter((word) => word !== '' && !isParticle(word));
  return [...new Set([family, ...words])];
}

/** The words of a family name that tell a family: those that are no particle, or all of a name of particles alone (`Le`, `Do`). */
export function tellingFamilyWords(name: string): string[] {
  const words = nameParts(name)
    .family.split(/[\s-]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !isParticle(word));
  return telling.length === 0 ? words : telling;
}

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');
export const isParticle = (word: string): boolean => PARTICLES.has(word.toLowerCase());
