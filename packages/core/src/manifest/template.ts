import { ManifestError } from './errors.ts';
import type { Manifest, ManifestProfile } from './types.ts';

/** Words that a manifest may use in braces, besides `{profile.NAME}`. */
export const TEMPLATE_WORDS = ['input', 'output', 'work', 'tool', 'site', 'manifest', 'node', 'reference', 'python', 'seed'] as const;

/** Values of template words, keyed without braces: `input`, `profile.NAME`. */
export type TemplateVars = Record<string, string | string[]>;

const WORD = /\{([A-Za-z][\w.-]*)\}/g;

/** True for a tool that is told a seed: what it gives hangs on it. */
export function takesSeed({ command, env }: Pick<Manifest, 'command' | 'env'>): boolean {
  return [...command, ...Object.values(env)].some((text) => templateWords(text).includes('seed'));
}

/** The words in braces of a text, in order. */
export function templateWords(text: string): string[] {
  return Array.from(text.matchAll(WORD), (match) => match[1] ?? '');
}

/** The values of a profile under the names that templates use: `profile.NAME`. */
export function profileVars(profile: ManifestProfile): TemplateVars {
  return Object.fromEntries(Object.entries(profile.values).map(([name, value]) => [`profile.${name}`, value]));
}

/**
 * Fills the words of an argument list. An argument that holds a list is repeated for each item, so `--keep={profile.tags}` gives one
 * `--keep=` a tag and an empty list gives none.
 * @throws ManifestError UNKNOWN_WORD, naming `field` and the argument.
 */
export function fillTemplate(argv: readonly string[], vars: TemplateVars, field = 'command'): string[] {
  return argv.flatMap((argument, index) => fillArgument(argument, vars, `/${field}/${index}`));
}

/**
 * Fills one text, such as a value of `env`. Lists are joined with a blank.
 * @throws ManifestError UNKNOWN_WORD, naming `field`.
 */
export function fillText(text: string, vars: TemplateVars, field: string): string {
  return text.replace(WORD, (_, word: string) => {
    const value = lookUp(word, vars, `/${field}`);
    return typeof value === 'string' ? value : value.join(' ');
  });
}

function fillArgument(argument: string, vars: TemplateVars, path: string): string[] {
  const filled = new Map(templateWords(argument).map((word) => [word, lookUp(word, vars, path)]));
  const list = [...filled].find(([, value]) => Array.isArray(value));
  const items = list ? Array.from(list[1]) : [''];
  return items.map((item) =>
    argument.replace(WORD, (_, word: string) => {
      const value = filled.get(word) ?? '';
      return typeof value === 'string' ? value : word === list?.[0] ? item : value.join(' ');
    }),
  );
}

function lookUp(word: string, vars: TemplateVars, path: string): string | string[] {
  const value = Object.hasOwn(vars, word) ? vars[word] : undefined;
  if (value !== undefined) return value;
  const known = Object.keys(vars).map((name) => `{${name}}`);
  throw new ManifestError(
    'UNKNOWN_WORD',
    'adapter.json',
    path,
    `{${word}} has no value here; words with a value are ${known.join(' ') || 'none'}.`,
  );
}
