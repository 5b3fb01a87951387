import { parseFormats, REPORT_FORMATS } from '@deidbench/report';
import { finishRun } from '../finish-run.ts';
import { openPage } from '../open-page.ts';
import type { Shell } from '../shell.ts';

interface Options {
  format?: string;
  showValues?: boolean;
  open?: boolean;
}

export function registerReport({ program, session }: Shell): void {
  program
    .command('report')
    .description('Write the reports of a run again, in any format.')
    .argument('<run>', 'run folder')
    .option('--format <list>', `${REPORT_FORMATS.join(', ')} (default: html,json,csv)`)
    .option('--show-values', 'identifiers as they are, not masked')
    .option('--open', 'open the page in the browser')
    .addHelpText('after', '\nExample:\n  $ deidbench report runs/mine --format html,xlsx')
    .action(async (run: string, { format, showValues, open }: Options) => {
      const now = session();
      const formats = format === undefined ? undefined : parseFormats(format);
      const { files } = await finishRun(run, now, { ...(formats && { formats }), showValues: showValues === true });
      const page = files.find((file) => file.endsWith('.html'));
      if (open && page) await openPage(page, now);
    });
}
