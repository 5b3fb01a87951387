import { spawn } from 'node:child_process';
import type { Session } from './io.ts';

const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' };

/** Opens a file as the desktop does; where there is no desktop it says so and goes on. */
export async function openPage(path: string, session: Session): Promise<void> {
  const child = spawn(OPENERS[process.platform] ?? 'xdg-open', [path], { detached: true, stdio: 'ignore' });
  const started = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  if (started) child.unref();
  else session.say(`No browser could be opened here; the page is ${path}`);
}
