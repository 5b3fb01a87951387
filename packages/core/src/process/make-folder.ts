import { lstat, mkdir, rm } from 'node:fs/promises';

/** Makes a folder inside a tool's home. An earlier call of the tool may have put a link there, which a mount would follow: it is replaced. */
export async function makeFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  await rm(path, { force: true });
  await mkdir(path);
}
