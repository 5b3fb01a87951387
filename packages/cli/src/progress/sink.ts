/** Progress of several things at once, one line each. */
export interface ProgressSink {
  start(name: string, total: number): void;
  /** `note`: a few words to stand beside the figure. */
  advance(name: string, by: number, note?: string): void;
  /** Closes the line of one thing with a last word. */
  finish(name: string, word?: string): void;
  stop(): void;
}

export const SILENT: ProgressSink = { start() {}, advance() {}, finish() {}, stop() {} };
