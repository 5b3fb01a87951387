import { readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { POLICY_BASES, POLICY_OPTIONS, policyParts } from '../model/index.ts';
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
  const problems = [
    ...ruleProblems(shape.manifest),
    ...(await missingFiles(resolve(folder), shape.manifest)),
    ...(await unknownPolicies(resolve(folder), shape.manifest)),
  ];
  if (problems.length > 0) throw invalid(file, problems, raw);
  return withImageAt(resolve(folder), shape.manifest);
}

/** The image file of apptainer lies beside the manifest, or where its whole path says. A tool is called elsewhere. */
function withImageAt(folder: string, manifest: Manifest): Manifest {
  const { runtime, image } = manifest;
  const isFile = runtime === 'apptainer' && image !== undefined && !image.includes('://');
  return isFile ? { ...manifest, image: resolve(folder, image) } : manifest;
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
    if (name === undefined || (await isFileIn(folder, name))) return [];
    return [{ path, text: `"${name}" is not a file of this folder; add it or correct the name.` }];
  });
  return (await Promise.all(checked)).flat();
}

/** A mistyped policy would excuse nothing and say so nowhere: whatever the tool removes would count against it. */
async function unknownPolicies(folder: string, manifest: Manifest): Promise<Problem[]> {
  const checked = Object.entries(manifest.profiles).map(async ([profile, { policy }]): Promise<Problem[]> => {
    if (policyParts(policy) !== undefined || (await isFileIn(folder, policy))) return [];
    const words = `${POLICY_BASES.join(', ')}, one of these with +OPTION (${POLICY_OPTIONS.join(', ')})`;
    return [
      { path: `/profiles/${profile}/policy`, text: `"${policy}" is no policy; write ${words}, or the name of a file of this folder.` },
    ];
  });
  return (await Promise.all(checked)).flat();
}

async function isFileIn(folder: string, name: string): Promise<boolean> {
  const path = join(folder, name);
  if (!path.startsWith(join(folder, sep))) return false;
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

function invalid(file: string, problems: Problem[], raw: unknown): ManifestError {
  const [first = { path: '', text: 'is wrong.' }, ...others] = problems;
  const rest = others.map(({ path, text }) => `\n  ${path || '/'}: ${text}`).join('');
  const id = (raw as { id?: unknown } | null)?.id;
  return new ManifestError('INVALID', file, first.path, first.text + rest, typeof id === 'string' ? id : undefined);
}
