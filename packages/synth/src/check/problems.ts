import type { CheckProblem, CheckProblemCode } from './types.ts';

const MOST = 100;

/** Problems as they are found; at most a hundred of a kind are kept. */
export class Problems {
  readonly list: CheckProblem[] = [];
  more = 0;
  private readonly counts = new Map<CheckProblemCode, number>();

  add(code: CheckProblemCode, file: string, message: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= MOST) this.list.push({ code, file, message });
    else this.more++;
  }
}
