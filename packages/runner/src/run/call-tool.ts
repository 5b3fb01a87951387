import { join } from 'node:path';
import { clearAdapterEnd, readAdapterEnd } from '@deidbench/core/manifest';
import { runSandboxed, type Command, type Exec } from '@deidbench/core/process';
import { makeWay } from './below.ts';
import { commandFor, sandboxFor } from './command.ts';
import { sumExecs } from './exec-sum.ts';
import { instanceAt, stagedName, type Invocation } from './invocation.ts';
import type { UnitTask } from './task.ts';
import { maskedWords } from './tool-log.ts';

export interface CallHooks {
  onSpawn: (pid: number) => void;
  signal: AbortSignal;
}

/** Calls the tool for what an invocation has staged, once, or once a file for tools that take one. `seconds` is what is left of the unit's time. */
export async function callTool(task: UnitTask, invocation: Invocation, seconds: number, hooks: CallHooks): Promise<Exec> {
  if (task.tool.manifest.input === 'file') return callByFile(task, invocation, seconds, hooks);
  const command = commandFor(task, invocation, invocation.input, invocation.output);
  return callOnce(task, invocation, command, seconds, hooks);
}

/** Adapter code may know better than its exit code how the tool ended. */
async function callOnce(task: UnitTask, invocation: Invocation, command: Command, seconds: number, hooks: CallHooks): Promise<Exec> {
  const sandbox = sandboxFor(task, invocation, { ...task.limits, seconds });
  const hasCode = task.tool.manifest.adapter !== undefined;
  if (hasCode) clearAdapterEnd(sandbox.work);
  const exec = await runSandboxed(command, sandbox, hooks.signal, hooks.onSpawn);
  const told = hasCode && exec.end === 'exited' ? readAdapterEnd(sandbox.work) : undefined;
  return told ? { ...exec, ...told, ...(told.detail !== undefined && { detail: maskedWords(task, told.detail) }) } : exec;
}

async function callByFile(task: UnitTask, invocation: Invocation, seconds: number, hooks: CallHooks): Promise<Exec> {
  const execs: Exec[] = [];
  let left = seconds;
  for (const local of invocation.members) {
    const last = execs.at(-1);
    if (left <= 0 && last) {
      execs.push({ ...last, end: 'timeout', wallSeconds: 0, cpuSeconds: 0 });
      break;
    }
    const name = stagedName(task.tool.manifest, instanceAt(task, local));
    const output = join(invocation.output, name);
    makeWay(invocation.output, name);
    const command = commandFor(task, invocation, join(invocation.input, name), output);
    const exec = await callOnce(task, invocation, command, left, hooks);
    execs.push(exec);
    left -= exec.wallSeconds;
  }
  return sumExecs(execs);
}
