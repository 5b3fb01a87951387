import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ManifestError } from './errors.ts';
import { ruleProblems } from './rules.ts';
import type { Manifest } from './types.ts';
import { validateShape, type Problem } from './validate.ts';

export const MANIFEST_FILE = 'adapter.json';

/** Version of the form of manifests, raised when an older deidbench would misread a new one. */
const MANIFEST_VERSION = 1;

/**
 * Loads `adapter.json` of a folder, checks it against the schema and fills the defaults.
 * @throws ManifestError NOT_FOUND, NOT_JSON, or INVALID naming every wrong field, the value found and what is expected.
 */
export async function loadManifest(folder: string): Promise<Manifest> {
  const file = join(resolve(folder), MANIFEST_FILE);
  const raw = await readJson(file);
  const newer = newerProblem(raw);
  if (newer) throw invalid(file, [newer], raw);
  const shape = validateShape(raw);
  if (!shape.ok) throw invalid(file, shape.problems, raw);
  const problems = [...ruleProblems(shape.manifest), ...(await missingFiles(resolve(folder), shape.manifest))];
  if (problems.length > 0) throw invalid(file, problems, raw);
  return shape.manifest;
}

/** A manifest of a later version is told by that alone: what else seems wrong with it would mislead. */
function newerProblem(raw: unknown): Problem | undefined {
  const version = (raw as { manifestVersion?: unknown } | null)?.manifestVersion;
  if (typeof version !== 'number' || version <= MANIFEST_VERSION) return undefined;
  const text = `${version} is newer than the ${MANIFEST_VERSION} that this deidbench knows; update deidbench, or take an older release of this adapter.`;
  return { path: '/manifestVersion', text };
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ManifestError(
      'NOT_FOUND',
      file,
      '',
      `can't be read (${error.code ?? error.message}); name a folder that holds ${MANIFEST_FILE}.`,
    );
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ManifestError('NOT_JSON', file, '', `is not JSON: ${(error as Error).message}`);
  }
}

async function missingFiles(folder: string, manifest: Manifest): Promise<Problem[]> {
  const named: [path: string, name: string | undefined][] = [
    ['/adapter', manifest.adapter],
    ['/install/lock', 'lock' in manifest.install ? manifest.install.lock : undefined],
  ];
  const checked = named.map(async ([path, name]): Promise<Problem[]> => {
    if (name === undefined) return [];
    const found = await stat(join(folder, name)).catch(() => undefined);
    return found?.isFile() ? [] : [{ path, text: `"${name}" is not a file of this folder; add it or correct the name.` }];
  });
  return (await Promise.all(checked)).flat();
}

function invalid(file: string, problems: Problem[], raw: unknown): ManifestError {
  const [first = { path: '', text: 'is wrong.' }, ...others] = problems;
  const rest = others.map(({ path, text }) => `\n  ${path || '/'}: ${text}`).join('');
  const id = (raw as { id?: unknown } | null)?.id;
  return new ManifestError('INVALID', file, first.path, first.text + rest, typeof id === 'string' ? id : undefined);
}
