import type { Problem } from './validate.ts';
import { TEMPLATE_WORDS, templateWords } from './template.ts';
import type { Manifest } from './types.ts';

/** What the schema can't say: words that no profile gives, parts that need each other. */
export function ruleProblems(manifest: Manifest): Problem[] {
  return [...wordProblems(manifest), ...partProblems(manifest)];
}

function wordProblems(manifest: Manifest): Problem[] {
  const texts: [path: string, text: string][] = [
    ...manifest.command.map((text, i): [string, string] => [`/command/${i}`, text]),
    ...Object.entries(manifest.env).map(([name, text]): [string, string] => [`/env/${name}`, text]),
    ...('command' in manifest.version ? manifest.version.command : []).map((text, i): [string, string] => [`/version/command/${i}`, text]),
    ...(manifest.output.map ? [['/output/map/file', manifest.output.map.file] satisfies [string, string]] : []),
  ];
  return texts.flatMap(([path, text]) => templateWords(text).flatMap((word) => wordProblem(manifest, path, word)));
}

/** Words that the path of a map may hold. */
const MAP_WORDS = ['output', 'work'];

function wordProblem(manifest: Manifest, path: string, word: string): Problem[] {
  if (path === '/output/map/file' && !MAP_WORDS.includes(word))
    return [{ path, text: `{${word}} can't be used here; a map lies below {output} or {work}.` }];
  if (word === 'reference' && manifest.control !== 'oracle')
    return [{ path, text: '{reference} is given to the oracle alone, a control; leave it out.' }];
  if ((TEMPLATE_WORDS as readonly string[]).includes(word)) return [];
  const name = word.startsWith('profile.') ? word.slice('profile.'.length) : undefined;
  if (name === undefined) {
    const known = TEMPLATE_WORDS.map((w) => `{${w}}`).join(' ');
    return [{ path, text: `{${word}} is not a word of templates; use ${known} or {profile.NAME}.` }];
  }
  return Object.entries(manifest.profiles)
    .filter(([, profile]) => !Object.hasOwn(profile.values, name))
    .map(([profile]) => ({ path, text: `{${word}} is used, but /profiles/${profile}/values has no "${name}"; add it there.` }));
}

/** A path without `..` below a folder that is named by a word, or by none. */
const MAP_FILE = /^(?:\{\w+\}\/)?(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\{}\0]+$/;

function partProblems(manifest: Manifest): Problem[] {
  const problems: Problem[] = [];
  const demand = (wrong: boolean, path: string, text: string): void => void (wrong && problems.push({ path, text }));
  const { runtime, image, output, command, adapter, input } = manifest;
  demand(
    runtime !== 'process' && image === undefined,
    '/image',
    `is missing, but /runtime is "${runtime}"; name the image with its digest.`,
  );
  demand(
    output.naming === 'map' && output.map === undefined,
    '/output/map',
    'is missing, but /output/naming is "map"; say which file and columns.',
  );
  demand(
    output.map !== undefined && !MAP_FILE.test(output.map.file),
    '/output/map/file',
    `must be a path below {output} or {work}, found ${JSON.stringify(output.map?.file)}; write {work}/map.csv, say.`,
  );
  demand(
    adapter !== undefined && runtime !== 'process',
    '/adapter',
    `runs on this machine, but /runtime is "${runtime}"; leave one of them out.`,
  );
  demand(command.length === 0 && adapter === undefined, '/command', 'is empty and there is no /adapter; give one of them.');
  demand(
    input === 'server' && adapter === undefined,
    '/adapter',
    'is missing, but /input is "server"; a server needs code that starts it.',
  );
  return problems;
}
