import { importOfficialEdits } from '@deidbench/runner';
import type { Shell } from '../shell.ts';

export function registerImportPixels({ program, session }: Shell): void {
  program
    .command('import-pixels')
    .description(
      "Bring a person's verdicts on burned-in text (an edited pixel_validation.xlsx) into the official files of a scored folder.",
    )
    .argument('<run>', 'run folder made by score --official')
    .argument('[sheet]', 'edited workbook; without it the one in <run>/official')
    .addHelpText('after', '\nExample:\n  $ deidbench import-pixels runs/mine pixel_validation_edited.xlsx')
    .action(async (run: string, sheet: string | undefined) => {
      const now = session();
      const { folder, instance } = await importOfficialEdits(run, sheet);
      now.say(`Official files written anew: ${folder} (${instance.all.pass} pass, ${instance.all.fail} fail, ${instance.all.blank} blank)`);
    });
}
