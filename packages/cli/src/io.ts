import type { RankingMethod } from '@deidbench/core/model';
import type { ProgressSink } from './progress/sink.ts';

/** Where a command speaks. `out` is for the answer, `say` for words on the way; `--json` keeps stdout for one machine-readable answer. */
export interface Io {
  out(text: string): void;
  say(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** What a command gets: the streams with `--json` and `--quiet` already applied. */
export interface Session {
  /** Lines for a person; nothing with --json, or with --quiet. */
  say(text: string): void;
  /** The answer for a person; nothing with --json. */
  print(text: string): void;
  /** The answer for a machine; nothing without --json. */
  json(value: unknown): void;
  readonly isJson: boolean;
  readonly colour: boolean;
  readonly columns: number;
  progress(): ProgressSink;
  /** Folders with adapters that the configuration names. */
  readonly adapterFolders: string[];
  /** Overrides of the ranking's thresholds and resampling. */
  readonly ranking: Partial<RankingMethod>;
  exit(code: number): void;
  /** What was typed, for who wants to do it again. */
  readonly command: string;
}

export function terminalIo(): Io {
  // A reader that went away (`| head`), or a terminal that was closed, ends neither a run nor in a stack trace.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreNobody);
  return {
    out: (text) => process.stdout.write(text),
    say: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns || 100,
  };
}

function ignoreNobody(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
