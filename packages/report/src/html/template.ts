import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ReportError } from '../errors.ts';
import { writeWhole } from '../write/write-file.ts';

/** Says what takes a moment. */
export type Progress = (message: string) => void;

/**
 * The page without its data. A packed release carries it; in a clone it is bundled when first needed and kept under node_modules/.cache by the
 * digest of its sources, so that it is never older than they are.
 */
export async function loadTemplate(progress: Progress = () => undefined): Promise<string> {
  const packed = new URL('../page/template.html', import.meta.url);
  if (existsSync(packed)) return await readFile(packed, 'utf8');
  const room = fileURLToPath(new URL('../../', import.meta.url));
  const workspace = join(room, '..', '..');
  const digest = await sourceDigest(
    [join(room, 'page'), join(room, 'src'), join(workspace, 'packages/core/src/model')],
    join(workspace, 'package-lock.json'),
  );
  const cached = join(workspace, 'node_modules', '.cache', 'deidbench', `page-${digest}.html`);
  if (existsSync(cached)) return await readFile(cached, 'utf8');
  progress('building the report page (once, a few seconds)');
  const template = await bundle(new URL('../../page/build.ts', import.meta.url).href);
  // A clone that may not be written to works too; it bundles each time.
  await writeWhole(cached, template).catch(() => progress('the report page cannot be kept: node_modules is read-only here'));
  return template;
}

async function sourceDigest(folders: readonly string[], lock: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(lock));
  for (const folder of folders) {
    const files = (await readdir(folder, { recursive: true })).filter(
      (file) => /\.(?:tsx?|css|html|json)$/u.test(file) && !file.includes('.test.'),
    );
    for (const file of files.toSorted()) hash.update(file).update(await readFile(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 24);
}

async function bundle(builder: string): Promise<string> {
  try {
    const { buildPage } = (await import(/* @vite-ignore */ builder)) as { buildPage: () => Promise<string> };
    return await buildPage();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError(
      'PAGE_BUILD',
      `the report page could not be bundled: ${reason}. In a clone run npm ci with its development packages.`,
      { cause },
    );
  }
}
