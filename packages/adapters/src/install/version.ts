import { fillTemplate, fillText, toolFolders, toolVars, type Manifest } from '@deidbench/core/manifest';
import { lastWords } from '../ended.ts';
import { AdapterError } from '../errors.ts';
import { plainText } from '../plain.ts';
import { ask } from './ask.ts';
import { run } from './run.ts';

/** Why an adapter is not for a version of its tool; undefined when it is. Numbers are compared in turn, `1.10` behind `1.9`. */
export function versionProblem({ version }: Manifest, told: string): string | undefined {
  if ('fixed' in version) return undefined;
  const { from, below } = version;
  const isOld = from !== undefined && isBefore(told, from);
  const isNew = below !== undefined && !isBefore(told, below);
  if (!isOld && !isNew) return undefined;
  const bounds = [from && `from ${from}`, below && `below ${below}`].filter(Boolean).join(' ');
  return `version ${told} is here, and this adapter is for versions ${bounds}`;
}

function isBefore(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => (/\d+(?:\.\d+)*/u.exec(text)?.[0] ?? '').split('.').map(Number)) as [number[], number[]];
  const at = b.findIndex((number, i) => (a[i] ?? 0) !== number);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** Where a tool is: as in `ReadyTool`. */
interface Whereabouts {
  dir: string;
  site: string;
  folder: string;
}

/**
 * The version that an installed tool tells of itself; `inside` says how a command is called where the tool lies in an image.
 * @throws AdapterError STEP_FAILED when the command cannot be started, fails, or prints nothing that the pattern finds.
 */
export async function toldVersion(manifest: Manifest, tool: Whereabouts, inside?: (argv: readonly string[]) => string[]): Promise<string> {
  if ('fixed' in manifest.version) return plainText(manifest.version.fixed);
  const { command, pattern } = manifest.version;
  const vars = toolVars(tool);
  const env = Object.fromEntries(Object.entries(manifest.env).map(([name, text]) => [name, fillText(text, vars, `env/${name}`)]));
  const argv = fillTemplate(command, vars, 'version/command');
  const { output, ended } = inside
    ? await askedOutside(inside(argv), { ...process.env, ...env })
    : await ask({ argv, env }, toolFolders({ ...tool, manifest }));
  const said = plainText(output);
  // What fails may print numbers as well: the line of an error, say.
  const version = ended === '' ? new RegExp(pattern).exec(said)?.[1]?.replaceAll(/\s+/gu, ' ').trim() : undefined;
  if (version === undefined || version === '') {
    const words = [...(ended === '' ? [] : [ended]), ...lastWords(said, 2)].join(' · ') || 'nothing';
    throw new AdapterError(
      'STEP_FAILED',
      `${manifest.id} does not tell its version: ${argv.slice(0, 3).join(' ')} … said: ${words}`,
      'Look at version.command and version.pattern of its manifest.',
    );
  }
  return version;
}

async function askedOutside(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<{ output: string; ended: string }> {
  const { code, output, ended } = await run(argv, { env, seconds: 120 });
  return { output, ended: code === 0 ? '' : (ended ?? `exited ${code ?? 'with no code'}`) };
}
