import { homedir } from 'node:os';
import { commandLine } from '@deidbench/report';
import { CommanderError } from 'commander';
import { describeFailure, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';
import { versionText } from './version.ts';

/** Runs one command line and gives its exit code; nothing is thrown. */
export async function main(argv: string[], io: Io): Promise<number> {
  // An option of the program would take --version away from `score --version`, which names the version of a row.
  if (asksVersion(argv)) {
    const version = versionText();
    io.out(argv.includes('--json') ? `${JSON.stringify({ version }, undefined, 2)}\n` : `${version}\n`);
    return EXIT.done;
  }
  const state = { exit: EXIT.done as number, command: '', typed: commandLine(['deidbench', ...argv], homedir()) };
  const program = buildProgram(io, state);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return state.exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.input;
    const failure = describeFailure(error, state.command);
    io.say(`${['deidbench', state.command].filter(Boolean).join(' ')}: ${failure.line}\n`);
    if (process.env['DEIDBENCH_DEBUG'] && error instanceof Error) io.say(`${error.stack}\n`);
    return failure.exit;
  }
}

/** `--version` beside switches of the program and no command. */
function asksVersion(argv: readonly string[]): boolean {
  const [asked, ...more] = argv.filter((word) => word !== '--json' && word !== '--quiet');
  return more.length === 0 && (asked === '--version' || asked === '-V');
}
