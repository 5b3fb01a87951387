import { installAdapter, installedTool, listAdapters, type AdapterEntry } from '@deidbench/adapters';
import type { Session } from './io.ts';
import { inTurns } from './in-turns.ts';

/** Installing is mostly waiting for the network: this many at a time. */
export const INSTALLS = 5;

/**
 * Installs every tool that is missing (or only those of `ids`), each in its own folder of the cache, and says how each stands. Nothing is
 * thrown: a tool that can't be installed is left out.
 */
export async function installAll(session: Session, ids?: readonly string[]): Promise<void> {
  const entries = (await listAdapters({ extraFolders: session.adapterFolders })).filter(
    (entry) => !entry.manifest.control && (ids === undefined || ids.includes(entry.id)),
  );
  const known = await Promise.all(entries.map(async (entry) => ({ entry, tool: await installedTool(entry.manifest, entry.folder) })));
  const missing = known.filter(({ tool }) => !tool.ready);
  const ready = known.filter(({ tool }) => tool.ready);
  if (ready.length > 0)
    session.say(
      `Tools: ${ready.length} ready${missing.length > 0 ? `, ${missing.length} to install in their own folders, nothing touches your system` : ''}`,
    );
  else session.say(`Tools: ${missing.length} to install in their own folders, nothing touches your system`);
  await inTurns(missing, INSTALLS, ({ entry }) => installOne(entry, session));
}

async function installOne(entry: AdapterEntry, session: Session): Promise<void> {
  const started = Date.now();
  const tool = await installAdapter(entry.manifest, entry.folder);
  const seconds = Math.round((Date.now() - started) / 1000);
  session.say(tool.ready ? `  ${entry.id} ${tool.version}  ready  ${seconds} s` : `  ${entry.id}  ${tool.reason}. ${tool.remedy}`);
}
