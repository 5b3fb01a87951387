/** The part of cli-progress 3.12 that is used here; the package ships no types. */
declare module 'cli-progress' {
  export interface SingleBar {
    increment(by: number, payload?: Record<string, unknown>): void;
  }
  export class MultiBar {
    constructor(options: Record<string, unknown>, preset: Record<string, unknown>);
    create(total: number, start: number, payload: Record<string, unknown>): SingleBar;
    remove(bar: SingleBar): boolean;
    log(text: string): void;
    stop(): void;
  }
  export const Presets: { shades_classic: Record<string, unknown> };
}
