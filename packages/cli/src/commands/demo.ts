import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { claimRunFolder, defaultLimits, openDataset } from '@deidbench/runner';
import { demoDataset } from '../demo-dataset.ts';
import { executeRun } from '../execute-run.ts';
import { iodAtHand, installIodValidator } from '../iod-validator.ts';
import { installAll } from '../install-all.ts';
import type { Shell } from '../shell.ts';
import { chooseTools } from '../tools-option.ts';
import { versionText } from '../version.ts';

/** Small tools that differ: five ecosystems, quickly installed. The rest of the fleet is a run of its own. */
const TOOLS = ['dicom-anonymizer', 'dicognito', 'dcm-anonymizer', 'dcmanon', 'gdcmanon', 'dcmjs', 'pydicom-baseline', 'ctp'];
/** What tuning brings, shown on the two that change most by it. */
const TUNED = ['dicom-anonymizer:tuned', 'dcmanon:tuned'];

export function registerDemo({ program, session }: Shell): void {
  program
    .command('demo')
    .description('Real tools side by side on a small generated dataset, with everything set up that is needed.')
    .option('--out <folder>', 'run folder', join('runs', 'demo'))
    .addHelpText('after', '\nExample:\n  $ deidbench demo')
    .action(async ({ out }: { out: string }) => {
      const now = session();
      await claimRunFolder(out, 'demo');
      const installing = Promise.all([installAll(now, TOOLS), installIodValidator(now)]);
      await demoDataset(join(out, 'dataset'), now);
      await installing;
      const { choices, notInstalled } = await chooseTools([...TOOLS, ...TUNED].join(','), { extraFolders: now.adapterFolders });
      const jobs = availableParallelism();
      const dataset = await openDataset(join(out, 'dataset'), { jobs });
      await executeRun(
        {
          kind: 'demo',
          dataset,
          choices,
          notInstalled,
          out,
          jobs,
          timing: 'shared',
          limits: defaultLimits(),
          seed: 7,
          realData: false,
          keepOutput: false,
          version: versionText(),
          command: now.command,
          iod: await iodAtHand(),
        },
        now,
      );
    });
}
