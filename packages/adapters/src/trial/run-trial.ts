import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clearAdapterEnd, readAdapterEnd, toolCommand, toolFolders, type ReadyTool } from '@deidbench/core/manifest';
import { runSandboxed, type Command, type Exec, type Sandbox } from '@deidbench/core/process';
import { inScratchFolder } from '../scratch-folder.ts';
import type { SampleFile } from '../sample/set.ts';
import { collectOutputs, type Collected } from './collect.ts';
import { leftBehind } from './left-behind.ts';

export interface TrialOptions {
  profile?: string;
  seconds?: number;
  seed?: number;
  /** A file that is no DICOM, staged beside the others under this name. */
  stranger?: { name: string; bytes: Uint8Array };
}

type Called = TrialOptions & { signal: AbortSignal };

/** What a tool made of a few files. */
export interface Trial extends Collected {
  exec: Exec;
  /** Neutral names of inputs that were no longer the same bytes afterwards. */
  harmed: string[];
  log: string;
}

const GIB = 2 ** 30;

/** Runs an installed tool on a few files in a sandbox of its own, as a benchmark would, and takes the folder away again. */
export async function runTrial(tool: ReadyTool, files: readonly SampleFile[], options: TrialOptions = {}): Promise<Trial> {
  return inScratchFolder('deidbench-trial-', (root, signal) => trialIn(root, tool, files, { ...options, signal }));
}

async function trialIn(root: string, tool: ReadyTool, files: readonly SampleFile[], options: Called): Promise<Trial> {
  const staged = files.map((file) => ({ name: tool.manifest.input === 'flat' ? file.flat : file.tree, bytes: file.bytes }));
  const all = options.stranger ? [...staged, options.stranger] : staged;
  const input = join(root, 'in');
  const output = join(root, 'out');
  await stage(input, all);
  await stage(join(root, 'reference'), tool.manifest.control === 'oracle' ? staged : []);
  await stage(output, tool.manifest.input === 'copy-in-place' ? all : []);
  for (const folder of ['work', 'home']) await mkdir(join(root, folder), { recursive: true });
  const exec = await call(root, tool, all, options);
  const collected = collectOutputs(tool.manifest, { root, output, work: join(root, 'work') }, staged);
  if (tool.manifest.input === 'copy-in-place') dropUntouched(collected.outputs, staged);
  return { exec, ...collected, harmed: harmedOf(input, all), log: await readFile(join(root, 'log'), 'utf8').catch(() => '') };
}

/** A copy that a tool was to change, and did not, is no answer of it. */
function dropUntouched(outputs: Map<string, Uint8Array>, staged: readonly { name: string; bytes: Uint8Array }[]): void {
  for (const { name, bytes } of staged) if (Buffer.from(bytes).equals(outputs.get(name) ?? Buffer.alloc(0))) outputs.delete(name);
}

async function call(root: string, tool: ReadyTool, files: readonly { name: string }[], options: Called): Promise<Exec> {
  const sandbox = sandboxOf(root, tool, options);
  if (tool.manifest.input !== 'file')
    return callOnce(tool, commandOf(root, tool, join(root, 'in'), join(root, 'out'), options), sandbox, options.signal);
  let last: Exec | undefined;
  for (const { name } of files) {
    const target = join(root, 'out', name);
    await mkdir(dirname(target), { recursive: true });
    last = await callOnce(tool, commandOf(root, tool, join(root, 'in', name), target, options), sandbox, options.signal);
    if (options.signal.aborted) break;
  }
  if (!last) throw new RangeError('a trial needs files');
  return last;
}

/** As in a run, adapter code may know better than its exit code how the tool ended. */
async function callOnce({ manifest }: ReadyTool, command: Command, sandbox: Sandbox, signal: AbortSignal): Promise<Exec> {
  if (manifest.adapter === undefined) return runSandboxed(command, sandbox, signal);
  clearAdapterEnd(sandbox.work);
  const exec = await runSandboxed(command, sandbox, signal);
  return exec.end === 'exited' ? { ...exec, ...readAdapterEnd(sandbox.work) } : exec;
}

function commandOf(root: string, tool: ReadyTool, input: string, output: string, options: Called): Command {
  const { profiles, control } = tool.manifest;
  const profile = options.profile ?? ('default' in profiles ? 'default' : Object.keys(profiles)[0]) ?? 'default';
  const reference = control === 'oracle' ? { reference: join(root, 'reference') } : {};
  return toolCommand(tool, profile, { input, output, work: join(root, 'work'), seed: options.seed ?? 7, ...reference });
}

function sandboxOf(root: string, tool: ReadyTool, options: Called): Sandbox {
  const { runtime, image } = tool.manifest;
  return {
    input: join(root, 'in'),
    output: join(root, 'out'),
    work: join(root, 'work'),
    home: join(root, 'home'),
    hide: [],
    show: [...toolFolders(tool), ...(tool.manifest.control === 'oracle' ? [join(root, 'reference')] : [])],
    limits: { seconds: options.seconds ?? 240, memoryBytes: 4 * GIB, diskBytes: 4 * GIB, processes: 512 },
    addressSpaceLimit: tool.manifest.addressSpaceLimit,
    network: tool.manifest.capabilities.network ? 'loopback' : 'none',
    marker: `trial-${randomUUID()}`,
    logFile: join(root, 'log'),
    ...(runtime !== 'process' && image !== undefined && { container: { runtime, image } }),
  };
}

async function stage(folder: string, files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

function harmedOf(input: string, files: readonly { name: string; bytes: Uint8Array }[]): string[] {
  const { files: there, aside } = leftBehind(input);
  const found = new Set(there);
  const changed = files.map(({ name, bytes }) => found.delete(name) && Buffer.from(bytes).equals(readFileSync(join(input, name))));
  return [...files.filter((_, i) => !changed[i]).map(({ name }) => name), ...found, ...aside];
}
