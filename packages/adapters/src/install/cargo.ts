import { step } from './run.ts';

/** Builds the programs of one crate at one version, with the crate's own lock, into `dir/bin`. */
export async function installCargo(dir: string, crate: string, version: string, say: (step: string) => void): Promise<void> {
  say('building');
  await step(['cargo', 'install', crate, '--version', version, '--locked', '--quiet', '--root', dir], {
    dir,
    seconds: 3600,
    remedy: 'Check that the crate registry can be reached and that a C compiler is there, then install again.',
  });
}
