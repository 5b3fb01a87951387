import type { Manifest } from '@deidbench/core/manifest';
import { findExecutable } from '@deidbench/core/process';
import { aptCommand } from './apt.ts';

/** Programs that a tool calls and this machine lacks, with the Debian package that brings each. */
export function missingPrograms({ programs = {} }: Manifest): { program: string; debian: string }[] {
  return Object.entries(programs)
    .filter(([program]) => findExecutable(program, process.env.PATH) === undefined)
    .map(([program, debian]) => ({ program, debian }));
}

/** Why a tool cannot run without them, and what to do. */
export function withoutPrograms(id: string, missing: readonly { program: string; debian: string }[]): { reason: string; remedy: string } {
  const names = missing.map(({ program }) => program).join(' and ');
  const command = aptCommand(missing.map(({ debian }) => debian));
  return {
    reason: `needs ${names}, which is not on the PATH`,
    remedy: `Run: deidbench adapters install ${id} --system, or: ${command}`,
  };
}
