import { fetchPackage } from './fetch-package.ts';
import manifest from './real-files.json' with { type: 'json' };

/** One file of the manifest: what reading it must give. */
export interface RealFile {
  path: string;
  sha256: string;
  verdict: 'read' | 'NOT_DICOM';
  /** Codes of the problems, read with `force`. */
  problems: string[];
  elements: number;
  transferSyntax: string;
  /** SHA-256 over path and value text of every element, which were equal to pydicom 2.2.1's when it was written. */
  texts: string;
}

export interface RealFiles {
  /** Folder that the paths start from. */
  root: string;
  files: RealFile[];
}

/**
 * The public DICOM files in pydicom's wheel. A text instead of files says why they cannot be had here: no Python, no pip, or no network.
 */
export function realFiles(): RealFiles | string {
  const { package: name, version, wheel: sha256 } = manifest;
  const fetched = fetchPackage({ package: name, version, sha256, form: 'wheel' });
  return 'failure' in fetched ? fetched.failure : { root: fetched.root, files: manifest.files as RealFile[] };
}
