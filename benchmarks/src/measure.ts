import type { Times } from './official-script.ts';

/** Runs something `times` times; the least wall and processor seconds of them, which others on the machine disturb least. */
export async function best(times: number, run: () => unknown): Promise<Times> {
  let least: Times = { wall: Infinity, cpu: Infinity };
  for (let i = 0; i < times; i += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    least = { wall: Math.min(least.wall, (performance.now() - started) / 1000), cpu: Math.min(least.cpu, (user + system) / 1e6) };
  }
  return least;
}

/** A Markdown table. */
export const table = (header: string[], rows: (string | number)[][]): string =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
