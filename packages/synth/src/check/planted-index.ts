import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { Planted } from '@deidbench/core/model';

/** Where the lines of each instance stand in planted.jsonl: a large set's lines are never in memory together. */
export class PlantedIndex {
  lines = 0;
  private readonly places = new Map<string, [offset: number, length: number][]>();
  private readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async open(path: string): Promise<PlantedIndex> {
    const index = new PlantedIndex(path);
    let rest = Buffer.alloc(0);
    let offset = 0;
    for await (const chunk of createReadStream(path)) {
      const bytes = Buffer.concat([rest, chunk as Buffer]);
      let from = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
        index.note(bytes.toString('utf8', from, end), offset + from, end - from);
        from = end + 1;
      }
      offset += from;
      rest = bytes.subarray(from);
    }
    return index;
  }

  private note(line: string, offset: number, length: number): void {
    const sop = /"sop":"([0-9.]+)"/u.exec(line)?.[1];
    if (sop === undefined) return;
    this.lines++;
    const places = this.places.get(sop);
    const last = places?.at(-1);
    if (last !== undefined && last[0] + last[1] + 1 === offset) last[1] += length + 1;
    else if (places === undefined) this.places.set(sop, [[offset, length]]);
    else places.push([offset, length]);
  }

  of(sop: string): Planted[] {
    const places = this.places.get(sop) ?? [];
    if (places.length === 0) return [];
    const file = openSync(this.path, 'r');
    try {
      return places.flatMap(([offset, length]) => {
        const buffer = Buffer.alloc(length);
        readSync(file, buffer, 0, length, offset);
        return buffer
          .toString('utf8')
          .split('\n')
          .map((line) => JSON.parse(line) as Planted);
      });
    } finally {
      closeSync(file);
    }
  }
}
