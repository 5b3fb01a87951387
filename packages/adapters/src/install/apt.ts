import { AdapterError } from '../errors.ts';
import { run, step } from './run.ts';

/** The command that a person runs to install these packages. */
export function aptCommand(packages: readonly string[]): string {
  return `sudo apt-get install -y --no-install-recommends ${packages.map(first).join(' ')}`;
}

/** `name=version` of each package, or undefined when one is missing. A package may be written with alternatives, `this|that`: one is enough. */
export async function aptVersions(packages: readonly string[]): Promise<string[] | undefined> {
  const all = packages.flatMap((name) => name.split('|'));
  const { output } = await run(['dpkg-query', '-W', '-f', '${db:Status-Status} ${Package}=${Version}\\n', ...all], { seconds: 30 });
  const installed = output.split('\n').flatMap((line) => (line.startsWith('installed ') ? [line.slice('installed '.length)] : []));
  const found = packages.map((name) => name.split('|').flatMap((one) => installed.filter((line) => line.startsWith(`${one}=`)))[0]);
  return found.every((line) => line !== undefined) ? found : undefined;
}

/** Installs system packages. Only called when the user allowed it with `--system`, and works only as root. */
export async function installApt(packages: readonly string[], say: (step: string) => void): Promise<void> {
  const remedy = `Run: ${aptCommand(packages)}`;
  if (process.getuid?.() !== 0) throw new AdapterError('STEP_FAILED', 'system packages can only be installed as root.', remedy);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say('system packages');
  await run(['apt-get', 'update', '-qq'], { env, seconds: 600 });
  await step(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages.map(first)], {
    dir: '/usr',
    env,
    seconds: 1800,
    remedy,
  });
}

function first(name: string): string {
  return name.split('|')[0] ?? name;
}
