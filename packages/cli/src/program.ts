import { Command, InvalidArgumentError, type Option } from 'commander';
import { registerCommands } from './commands/index.ts';
import { UsageError } from './exit.ts';
import type { Io, Session } from './io.ts';
import { loadConfig } from './config.ts';
import { ofEveryShard } from './of-every-shard.ts';
import { openSession, type GlobalOptions } from './session.ts';
import { nearest } from './suggest.ts';

export interface ProgramState {
  exit: number;
  /** The whole command line. */
  typed: string;
  /** The command that runs, for messages: `dataset import`. */
  command: string;
}

/** All commands on one commander program that throws in place of exiting. */
export function buildProgram(io: Io, state: ProgramState): Command {
  const program = new Command('deidbench');
  let session: Session | undefined;
  program
    .description('Benchmarks DICOM de-identification tools side by side on MIDI-style data.')
    .option('--json', 'machine-readable answer on stdout, nothing else there')
    .option('--quiet', 'no progress and no remarks')
    .option('--config <file>', 'deidbench.config.yaml, .json or .ts (default: the nearest one above the working folder)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExample:\n  $ deidbench demo\n\ndeidbench --version tells the release.\nExit codes: 0 done · 1 a gate failed or a control is wrong · 2 wrong use · 3 could not finish · 130 interrupted',
    );
  registerCommands({
    program,
    session: () => {
      if (!session) throw new UsageError('no command is running');
      return session;
    },
  });
  program.hook('preSubcommand', async (_, command) => {
    const options = program.opts<GlobalOptions>();
    const config = await loadConfig(options.config, commandNames(program));
    const { commands, file = '' } = config;
    if (command.name() === 'plan') applyConfig(command, ofEveryShard(commands['run'] ?? {}), `${file}: run`);
    applyConfig(command, commands[command.name()] ?? {}, `${file}: ${command.name()}`);
    session = openSession(io, options, config, state.typed, (code) => {
      state.exit = code;
    });
  });
  program.hook('preAction', (_, command) => {
    state.command = pathOf(command);
  });
  prepare(program, io);
  return program;
}

/** Every command throws, and speaks of an error in one line. */
function prepare(command: Command, io: Io): void {
  command.exitOverride();
  command.showSuggestionAfterError(false);
  command.configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: (text) => io.say(text),
    outputError: (text, write) => write(`deidbench${pathOf(command) && ` ${pathOf(command)}`}: ${errorLine(text, command)}\n`),
  });
  for (const sub of command.commands) prepare(sub, io);
}

function errorLine(text: string, command: Command): string {
  const line = text.replace(/^error: /, '').trim();
  const option = /^unknown option '(--?[^']*)'/.exec(line)?.[1];
  if (option !== undefined)
    return `${option}: no such option.${meant(
      option,
      command.options.map((o) => o.long ?? ''),
    )}`;
  const name = /^unknown command '([^']*)'/.exec(line)?.[1];
  if (name !== undefined)
    return `${name}: no such command.${meant(
      name,
      command.commands.map((c) => c.name()),
    )}`;
  return `${line.replace(/\.$/, '')}. \`deidbench ${pathOf(command)} --help\` shows an example.`.replace(
    'deidbench  --help',
    'deidbench --help',
  );
}

function meant(word: string, known: string[]): string {
  const near = nearest(word, known.filter(Boolean));
  return near === undefined ? ` Known: ${known.filter(Boolean).join(', ')}.` : ` Did you mean ${near}?`;
}

function pathOf(command: Command): string {
  const names: string[] = [];
  for (let c: Command | null = command; c?.parent; c = c.parent) names.unshift(c.name());
  return names.join(' ');
}

function commandNames(program: Command): string[] {
  return program.commands.map((c) => c.name()).filter((name) => name !== 'help');
}

/** Gives options the values of a section of the configuration; `where` names it in messages. */
function applyConfig(command: Command, values: Record<string, string | number | boolean>, where: string): void {
  for (const [name, value] of Object.entries(values)) {
    const option = command.options.find((o) => o.attributeName() === name || o.long === `--${name}`);
    if (!option)
      throw new UsageError(`${where}.${name}: no such option. Known: ${command.options.map((o) => o.attributeName()).join(', ')}.`);
    command.setOptionValueWithSource(option.attributeName(), configValue(option, value, `${where}.${name}`), 'config');
  }
}

/** What the command line would make of a value of the configuration; `where` names it in messages. */
function configValue(option: Option, value: string | number | boolean, where: string): unknown {
  const wrong = (what: string) => new UsageError(`${where}: ${JSON.stringify(value)} does not fit. ${what} (${option.flags})`);
  if (option.isBoolean()) {
    if (typeof value !== 'boolean') throw wrong('true or false is needed.');
    return value;
  }
  if (typeof value === 'boolean') throw wrong('A text or a number is needed.');
  if (!option.parseArg) return String(value);
  try {
    return option.parseArg(String(value), undefined);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw wrong(error.message);
    throw error;
  }
}
