import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type DataPackage, fetchPackage, python } from './fetch-package.ts';

/** Packages with public DICOM files beside pydicom's own; all MIT. Together 230 MB: the nightly comparison takes them, `npm test` does not. */
const PACKAGES: readonly DataPackage[] = [
  {
    package: 'pydicom-data',
    version: '1.0.0',
    form: 'wheel',
    sha256: '622ac97265f1d91f76b5120b5bd6eb0f57737c392ef863b72c71779c91e33637',
  },
  { package: 'deid-data', version: '0.0.20', form: 'sdist', sha256: '33d455f13c82f76a39e8eb52d2808a35d7cde29c120819e246c863432281b8ed' },
  { package: 'nibabel', version: '5.4.2', form: 'sdist', sha256: 'd5f4b9076a13178ae7f7acf18c8dbd503ee1c4d5c0c23b85df7be87efcbb49da' },
  { package: 'pynetdicom', version: '3.0.4', form: 'sdist', sha256: '567ef761d73b34a380a4350e0d10ae549d749c66da4f1bdf8793cab9a6a326e4' },
];

/**
 * Paths of the DICOM files in those packages, packed ones (.gz, .zip) unpacked beside them.
 * @throws {Error} where a package can't be had
 */
export function furtherFiles(): { package: string; paths: string[] }[] {
  return PACKAGES.map((wanted) => {
    const fetched = fetchPackage(wanted);
    if ('failure' in fetched) throw new Error(fetched.failure);
    for (const path of filesBelow(fetched.root)) unpack(path);
    return { package: `${wanted.package} ${wanted.version}`, paths: filesBelow(fetched.root).filter(isDicom) };
  });
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function unpack(path: string): void {
  const to = path.replace(/\.(?:gz|zip)$/u, '');
  if (path.endsWith('.dcm.gz') && !existsSync(to)) writeFileSync(to, gunzipSync(readFileSync(path)));
  const inside = join(dirname(path), `${basename(to)}.dcm`);
  if (!path.endsWith('.zip') || existsSync(inside)) return;
  const failure = python(['-m', 'zipfile', '-e', path, dirname(path)]);
  if (failure !== undefined) throw new Error(`${basename(path)} cannot be unpacked: ${failure}`);
}

const isDicom = (path: string): boolean => path.endsWith('.dcm') && readFileSync(path).subarray(128, 132).toString('latin1') === 'DICM';
