import type { Config } from './config.ts';

type Values = Config['commands'][string];

/** Settings of `run` that decide what a shard does and what it stores. `plan` writes them into its files: a container sees no configuration. */
const NAMES = new Set(['limit-time', 'limit-memory', 'seed', 'durations', 'all-frames', 'real-data']);

/** Those of a configuration's settings of `run` that hold for every shard. */
export function ofEveryShard(run: Values): Values {
  return Object.fromEntries(Object.entries(run).filter(([name]) => NAMES.has(withHyphens(name))));
}

/** `limitTime` may be written in place of `limit-time`. */
function withHyphens(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
