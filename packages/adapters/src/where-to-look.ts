import { join, resolve } from 'node:path';
import { MANIFEST_FILE, type Manifest } from '@deidbench/core/manifest';
import { isBuiltIn } from './registry.ts';

/** Where more is said of a tool: docs/tools.md knows those that come with deidbench, of others their home page does and their manifest. */
export function whereToLook({ id, homepage }: Pick<Manifest, 'id' | 'homepage'>, folder: string): string {
  return isBuiltIn(resolve(folder)) ? `docs/tools.md#${id}` : `${homepage} and ${join(resolve(folder), MANIFEST_FILE)}`;
}
