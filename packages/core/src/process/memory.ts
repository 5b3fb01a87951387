import { readFileSync } from 'node:fs';

export interface Memory {
  /** Resident now. */
  rssBytes: number;
  /** Most that was ever resident. */
  peakBytes: number;
}

/** Memory of a process, from /proc/PID/status; nothing for one that is gone. */
export function memoryOf(pid: number): Memory {
  const text = readProc(pid, 'status');
  return { rssBytes: kilobytes(text, 'VmRSS'), peakBytes: kilobytes(text, 'VmHWM') };
}

/** Memory of a process with shared pages divided among those who share them; dearer to ask for. */
export function proportionalBytes(pid: number): number {
  const text = readProc(pid, 'smaps_rollup');
  return text === '' ? memoryOf(pid).rssBytes : kilobytes(text, 'Pss');
}

function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
