import {
  brokenAdapters,
  doctor,
  installAdapter,
  installedTool,
  listAdapters,
  newAdapter,
  resolveAdapter,
  testAdapter,
  type AdapterEntry,
} from '@deidbench/adapters';
import { installIodValidator } from '../iod-validator.ts';
import { inTurns } from '../in-turns.ts';
import { INSTALLS } from '../install-all.ts';
import { EXIT, UsageError } from '../exit.ts';
import type { Session } from '../io.ts';
import type { Shell } from '../shell.ts';
import { unusable } from '../tools-option.ts';

export function registerAdapters({ program, session }: Shell): void {
  const adapters = program
    .command('adapters')
    .description('The tools that can be run.')
    .addHelpText('after', '\nExample:\n  $ deidbench adapters list');
  adapters
    .command('list')
    .description('All adapters that are found: built in, packages deidbench-adapter-*, folders of the configuration.')
    .addHelpText('after', '\nExample:\n  $ deidbench adapters list')
    .action(() => list(session()));
  adapters
    .command('show')
    .description('One adapter: what it is, its profiles, what is known of it.')
    .argument('<id>', 'id, or the folder of an adapter.json')
    .addHelpText('after', '\nExample:\n  $ deidbench adapters show dicognito')
    .action((id: string) => show(id, session()));
  adapters
    .command('doctor')
    .description('Whether tools are installed and work on one small file. Installs nothing.')
    .argument('[id...]', 'ids (default: all)')
    .addHelpText('after', '\nExample:\n  $ deidbench adapters doctor')
    .action((ids: string[]) => examine(ids, session()));
  adapters
    .command('install')
    .description('Install tools, each in a folder of its own in the cache.')
    .argument('[id...]', 'ids')
    .option('--all', 'all of them, and the validator of IODs (dciodvfy)')
    .option('--system', 'also those that need system packages')
    .addHelpText(
      'after',
      '\ndciodvfy is no tool but the validator of IODs: with it, errors that an output has and its original has not are findings.\n\nExample:\n  $ deidbench adapters install dicognito gdcmanon dciodvfy',
    )
    .action((ids: string[], options: { all?: boolean; system?: boolean }) => install(ids, options, session()));
  adapters
    .command('new')
    .description('Write the skeleton of a new adapter into a folder.')
    .argument('<name>', 'its id, and the name of its folder')
    .addHelpText('after', '\nExample:\n  $ deidbench adapters new my-tool && deidbench adapters test ./my-tool')
    .action(async (name: string) => {
      const folder = await newAdapter(process.cwd(), name, { extraFolders: session().adapterFolders });
      session().print(`${folder}/adapter.json is a working adapter. Try it: deidbench adapters test ./${name}`);
      session().json({ folder });
    });
  adapters
    .command('test')
    .description('The contract of an adapter, point by point.')
    .argument('<id>', 'id, or the folder of an adapter.json')
    .addHelpText('after', '\nExample:\n  $ deidbench adapters test ./my-tool')
    .action((id: string) => test(id, session()));
}

async function list(session: Session): Promise<void> {
  const look = { extraFolders: session.adapterFolders };
  const entries = await listAdapters(look);
  const rows = await Promise.all(
    entries.map(async ({ id, folder, origin, manifest }) => {
      const tool = await installedTool(manifest, folder);
      const state = tool.ready ? { ready: true, version: tool.version } : { ready: false, reason: tool.reason, remedy: tool.remedy };
      return {
        id,
        name: manifest.name,
        profiles: Object.keys(manifest.profiles),
        origin,
        control: manifest.control !== undefined,
        ...state,
      };
    }),
  );
  const width = Math.max(...rows.map((row) => row.id.length));
  for (const row of rows)
    session.print(`${row.id.padEnd(width)}  ${'version' in row ? `ready ${row.version}` : row.reason}  (${row.profiles.join(', ')})`);
  for (const broken of await brokenAdapters(look)) session.say(broken.message);
  session.json(rows);
}

async function show(id: string, session: Session): Promise<void> {
  const { manifest, folder, origin } = await resolveAdapter(id, { extraFolders: session.adapterFolders });
  const profiles = Object.entries(manifest.profiles).map(
    ([name, { policy, description }]) => `  ${name} (claims ${policy}): ${description}`,
  );
  const notes = manifest.notes.map(({ text, link }) => `  ${text}${link === undefined ? '' : ` ${link}`}`);
  session.print(
    [
      `${manifest.name} (${manifest.id}), ${manifest.licence}, ${manifest.homepage}`,
      manifest.description,
      'Profiles:',
      ...profiles,
      ...(notes.length > 0 ? ['Known:', ...notes] : []),
      `Folder: ${folder} (${origin})`,
    ].join('\n'),
  );
  session.json({ manifest, folder, origin });
}

async function examine(ids: string[], session: Session): Promise<void> {
  const entries = await entriesOf(ids, session);
  const examined = await inTurns(entries, 2, (entry) => doctor(entry));
  const unread = ids.length === 0 ? await unusable({ extraFolders: session.adapterFolders }) : [];
  const found = [...examined, ...unread.map((tool) => ({ ...tool, ready: false, version: null, control: false }))];
  for (const { id, ready, version, reason, remedy } of found)
    session.print(ready ? `${id}  ready  ${version}` : `${id}  ${reason}. ${remedy}`);
  session.json(found);
}

/** Id under which the validator of IODs is installed. */
const VALIDATOR = 'dciodvfy';

async function install(ids: string[], { all, system }: { all?: boolean; system?: boolean }, session: Session): Promise<void> {
  if (ids.length === 0 && !all) throw new UsageError('name the tools to install, or give --all.');
  const named = ids.filter((id) => id !== VALIDATOR);
  const isWanted = all === true || named.length < ids.length;
  const entries = named.length === 0 && !all ? [] : (await entriesOf(named, session)).filter((entry) => !entry.manifest.control);
  const done = await inTurns(entries, INSTALLS, async (entry) => {
    const tool = await installAdapter(entry.manifest, entry.folder, { system: system === true });
    session.say(tool.ready ? `  ${entry.id} ${tool.version}  ready` : `  ${entry.id}  ${tool.reason}. ${tool.remedy}`);
    return tool.ready
      ? { id: entry.id, ready: true, version: tool.version, reason: null, remedy: null }
      : { id: entry.id, ready: false, version: null, reason: tool.reason, remedy: tool.remedy };
  });
  const validator = isWanted ? [await installIodValidator(session)] : [];
  session.json([...done, ...validator]);
  if ([...done, ...validator].some((tool) => !tool.ready) && ids.length > 0) session.exit(EXIT.unfinished);
}

async function test(id: string, session: Session): Promise<void> {
  const onPoint = ({ point, ok, detail }: { point: string; ok: boolean; detail: string }) =>
    session.print(`${ok ? 'holds' : 'FAILS'}  ${point} (${detail})`);
  const report = await testAdapter(id, { extraFolders: session.adapterFolders, onPoint });
  session.json(report);
  if (!report.ok) session.exit(EXIT.gate);
}

async function entriesOf(ids: string[], session: Session): Promise<AdapterEntry[]> {
  const look = { extraFolders: session.adapterFolders };
  return ids.length === 0 ? listAdapters(look) : Promise.all(ids.map((id) => resolveAdapter(id, look)));
}
