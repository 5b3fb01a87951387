import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { ProgressSink } from './sink.ts';

interface Bar {
  bar: SingleBar;
  started: number;
  done: number;
}

const FORMAT = '  {name} {bar} {value}/{total} {note}';

/** One bar a thing on a terminal. */
export function barProgress(): ProgressSink {
  const bars = new Map<string, Bar>();
  const multi = new MultiBar(
    { format: FORMAT, fps: 5, barsize: 24, hideCursor: true, clearOnComplete: false, linewrap: false, stream: process.stderr },
    Presets.shades_classic,
  );
  let isStopped = false;
  return {
    start(name, total) {
      if (bars.has(name)) return;
      const bar = multi.create(total, 0, { name: name.padEnd(28).slice(0, 28), note: '' });
      bars.set(name, { bar, started: Date.now(), done: 0 });
    },
    advance(name, by, note) {
      const known = bars.get(name);
      if (!known) return;
      known.done += by;
      const seconds = (Date.now() - known.started) / 1000;
      known.bar.increment(by, { note: note ?? (seconds < 1 ? '' : `${Math.round(known.done / seconds)}/s`) });
    },
    finish(name, word) {
      const known = bars.get(name);
      if (!known) return;
      // Only what runs has a bar: more bars than a terminal has lines would be drawn over each other.
      bars.delete(name);
      multi.remove(known.bar);
      const seconds = ((Date.now() - known.started) / 1000).toFixed(1);
      multi.log(`  ${name.padEnd(28)} ${known.done} in ${seconds} s${word ? ` (${word})` : ''}\n`);
    },
    stop() {
      if (isStopped) return;
      isStopped = true;
      multi.stop();
    },
  };
}
