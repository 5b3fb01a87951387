import { flushCompileCache } from 'node:module';

/**
 * To be called once by a worker's module: the terminal's Ctrl-C goes to the whole process group, but only the parent decides; and a worker
 * whose parent is gone ends, so that what it started under a parent-death signal ends too. What it has loaded is remembered compiled, where Node
 * keeps such a cache: a worker is killed in the end, and would not come to it then.
 */
export function workerSetup(): void {
  flushCompileCache();
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
}

/** Sends an event to the parent's `onEvent` of the task under way. Events keep their order. */
export function emitEvent(event: object): void {
  process.send?.(event);
}
