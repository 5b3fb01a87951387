import type { Config } from './config.ts';
import type { Io, Session } from './io.ts';
import { barProgress } from './progress/bars.ts';
import { lineProgress } from './progress/lines.ts';
import { SILENT } from './progress/sink.ts';

export interface GlobalOptions {
  json?: boolean;
  quiet?: boolean;
  config?: string;
}

/** Applies `--json` and `--quiet` to the streams. */
export function openSession(io: Io, options: GlobalOptions, config: Config, command: string, setExit: (code: number) => void): Session {
  const isJson = options.json === true;
  const isQuiet = options.quiet === true;
  const say = (text: string) => {
    if (!isQuiet) io.say(`${text}\n`);
  };
  return {
    say,
    print: (text) => {
      if (!isJson) io.out(text.endsWith('\n') ? text : `${text}\n`);
    },
    json: (value) => {
      if (isJson) io.out(`${JSON.stringify(value, undefined, 2)}\n`);
    },
    isJson,
    colour: io.isTerminal && !process.env['NO_COLOR'] && !isJson,
    columns: io.columns,
    progress: () => {
      if (isQuiet) return SILENT;
      return io.isTerminal && !isJson ? barProgress() : lineProgress(say);
    },
    adapterFolders: config.adapters,
    ranking: config.ranking,
    exit: setExit,
    command,
  };
}
