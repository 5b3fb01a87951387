import { table } from '../measure.ts';

export interface Outcome {
  tokens: number;
  read: number;
}

/** Words read and verdicts, by every property of the boxes. */
export class Tally {
  readonly #rows = new Map<string, { boxes: number; tokens: number; read: number; agree: number }>();

  add(properties: Readonly<Record<string, string>>, { tokens, read }: Outcome): void {
    for (const key of ['all', ...Object.entries(properties).map(([name, value]) => `${name}: ${value}`)]) {
      const row = this.#rows.get(key) ?? { boxes: 0, tokens: 0, read: 0, agree: 0 };
      this.#rows.set(key, {
        boxes: row.boxes + 1,
        tokens: row.tokens + tokens,
        read: row.read + read,
        agree: row.agree + (read > 0 ? 1 : 0),
      });
    }
  }

  get boxes(): number {
    return this.#rows.get('all')?.boxes ?? 0;
  }

  /** Share of the words read, and of the boxes judged as their recorded text would be. */
  total(): { share: number; agreement: number } {
    const all = this.#rows.get('all');
    return all === undefined ? { share: 0, agreement: 0 } : { share: all.read / all.tokens, agreement: all.agree / all.boxes };
  }

  markdown(): string {
    const rows = [...this.#rows].toSorted(([a], [b]) => (a === 'all' ? -1 : b === 'all' ? 1 : a.localeCompare(b, 'en', { numeric: true })));
    const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)} %`;
    return table(
      ['boxes', 'number', 'words read', 'verdict as by the recorded text'],
      rows.map(([name, { boxes, tokens, read, agree }]) => [name, boxes, `${percent(read, tokens)} of ${tokens}`, percent(agree, boxes)]),
    );
  }
}
