import { AdapterError } from '../errors.ts';
import { run, step } from './run.ts';

/** The command that a person runs to install these packages. */
export function aptCommand(packages: readonly string[]): string {
  return `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** `name=version` of each installed package, or undefined when one is missing. */
export async function aptVersions(packages: readonly string[]): Promise<string[] | undefined> {
  const { code, output } = await run(['dpkg-query', '-W', '-f', '${db:Status-Status} ${Package}=${Version}\\n', ...packages], {
    seconds: 30,
  });
  const lines = output.split('\n').filter((line) => line.startsWith('installed '));
  return code === 0 && lines.length >= packages.length ? lines.map((line) => line.slice('installed '.length)) : undefined;
}

/** Installs system packages. Only called when the user allowed it with `--system`, and works only as root. */
export async function installApt(packages: readonly string[], say: (step: string) => void): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new AdapterError('STEP_FAILED', 'system packages can only be installed as root.', `Run: ${aptCommand(packages)}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const remedy = `Run: ${aptCommand(packages)}`;
  say('system packages');
  await run(['apt-get', 'update', '-qq'], { env, seconds: 600 });
  await step(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env, seconds: 1800, remedy });
}
