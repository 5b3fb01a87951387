import type { Command } from 'commander';
import type { Session } from './io.ts';

/** What a command file gets: the program to hang itself on, and a way to the session once the options are known. */
export interface Shell {
  program: Command;
  session: () => Session;
}
