import type { Session } from './io.ts';

/** Shows how far the reading of a dataset's files has come while `act` runs; nothing for a dataset whose index holds. */
export async function withIndexProgress<T>(
  session: Session,
  act: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = session.progress();
  let seen = 0;
  try {
    return await act((done, total) => {
      progress.start('files read', total);
      progress.advance('files read', done - seen);
      seen = done;
    });
  } finally {
    if (seen > 0) progress.finish('files read');
    progress.stop();
  }
}
