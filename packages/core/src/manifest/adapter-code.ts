import { lstatSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ATTEMPT_ENDS, type AttemptEnd, type Job } from '../model/index.ts';

/** What adapter code is told. */
export type AdapterJob = Job;

/** How a program that adapter code started has ended. */
export type ProgramEnd = Pick<AttemptEnd, 'end' | 'exitCode' | 'signal' | 'detail'>;

export interface AdapterContext {
  /** Runs a program inside the tool's sandbox to its end; what it prints is the tool's log. Never rejects. */
  exec(command: { argv: string[]; env?: Record<string, string>; cwd?: string }): Promise<ProgramEnd>;
  /** Aborted when the tool is asked to end; its programs are ended by it. */
  signal: AbortSignal;
}

/** What the factory of a manifest's `adapter` module gives. */
export interface Adapter {
  deidentify(job: AdapterJob, context: AdapterContext): Promise<AttemptEnd>;
}

const END_FILE = 'adapter-end.json';
const LARGEST_END = 64 * 1024;

/** The program that calls adapter code: `node HOST MODULE JOB FILE`. */
export const ADAPTER_HOST = fileURLToPath(new URL(`./adapter-host${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/** Folder that a tool with adapter code must see. */
export const ADAPTER_HOST_FOLDER = dirname(ADAPTER_HOST);

/** Where adapter code tells its end. */
export function adapterEndFile(work: string): string {
  return join(work, END_FILE);
}

/** Forgets what an earlier call in the same work folder told. */
export function clearAdapterEnd(work: string): void {
  rmSync(adapterEndFile(work), { recursive: true, force: true });
}

/**
 * The end that adapter code told in its last call; undefined where it told none that can be believed. That the machine failed is not for it to say.
 */
export function readAdapterEnd(work: string): AttemptEnd | undefined {
  const path = adapterEndFile(work);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > LARGEST_END) return undefined;
  let told: Partial<Record<keyof AttemptEnd, unknown>>;
  try {
    told = (JSON.parse(readFileSync(path, 'utf8')) ?? {}) as typeof told;
  } catch {
    return undefined;
  }
  const end = ATTEMPT_ENDS.find((known) => known === told.end);
  if (end === undefined || end === 'infrastructure') return undefined;
  const { exitCode, signal, detail } = told;
  return {
    end,
    ...(typeof exitCode === 'number' && Number.isInteger(exitCode) && { exitCode }),
    ...(typeof signal === 'string' && signal in constants.signals && { signal }),
    ...(typeof detail === 'string' && { detail: detail.slice(0, 500) }),
  };
}
