import type { ProgressSink } from './sink.ts';

/** Plain lines, at most one a thing in ten seconds: for logs and pipes. */
export function lineProgress(say: (text: string) => void, now: () => number = Date.now, everyMs = 10_000): ProgressSink {
  const things = new Map<string, { total: number; done: number; started: number; said: number }>();
  return {
    start(name, total) {
      if (!things.has(name)) things.set(name, { total, done: 0, started: now(), said: now() });
    },
    advance(name, by, note) {
      const thing = things.get(name);
      if (!thing) return;
      thing.done += by;
      if (thing.done >= thing.total || now() - thing.said < everyMs) return;
      thing.said = now();
      say(`  ${name}: ${thing.done}/${thing.total}${note ? `, ${note}` : ''}`);
    },
    finish(name, word) {
      const thing = things.get(name);
      if (!thing) return;
      things.delete(name);
      const seconds = (now() - thing.started) / 1000;
      say(`  ${name}: ${thing.done}/${thing.total} in ${seconds.toFixed(1)} s${word ? ` (${word})` : ''}`);
    },
    stop() {},
  };
}
