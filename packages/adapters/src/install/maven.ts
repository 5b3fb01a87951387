import { step } from './run.ts';

/** Copies Java archives by their coordinates into `dir`. */
export async function installMaven(
  dir: string,
  artifacts: readonly string[],
  repository: string | undefined,
  say: (step: string) => void,
): Promise<void> {
  for (const artifact of artifacts) {
    say(artifact);
    const from = repository === undefined ? [] : [`-DremoteRepositories=${repository}`];
    await step(['mvn', '-q', '-B', '-Dstyle.color=never', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false', ...from], {
      dir,
      seconds: 900,
      remedy: 'Check that the Maven repository can be reached, then install again.',
    });
    await step(['mvn', '-q', '-B', '-Dstyle.color=never', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${dir}`], {
      dir,
      seconds: 900,
      remedy: 'Check that the Maven repository can be reached, then install again.',
    });
  }
}
