import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { onTestFinished } from 'vitest';
import type { Fold, HeaderDiffs } from '@deidbench/core/model';
import { writeHtml } from '../../src/html/write-html.ts';
import { rankTools } from '../../src/rank/rank-tools.ts';

const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium of this machine, or undefined with a word on how to get one: these tests then do not run. */
export function findChromium(): string | undefined {
  const found = PLACES.find((path) => path !== undefined && existsSync(path));
  if (found === undefined)
    console.warn(
      '\n*** The report page is NOT tested in a browser: no Chromium here. Set CHROMIUM or install one (Debian: apt-get install chromium). ***\n',
    );
  return found;
}

export async function launch(executablePath: string | undefined): Promise<Browser> {
  if (executablePath === undefined) throw new Error('no Chromium');
  return await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page on a run's report, with everything that went wrong or left the machine. */
export interface Opened {
  page: Page;
  path: string;
  problems: string[];
}

/** Ranks a fold, writes its page to a folder of this test and opens it. */
export async function open(
  browser: Browser,
  fold: Fold,
  options: { showValues?: boolean; diffs?: HeaderDiffs; hash?: string; context?: BrowserContextOptions } = {},
): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'deidbench-page-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = await writeHtml(folder, fold, rankTools(fold), {
    showValues: options.showValues ?? false,
    ...(options.diffs && { diffs: options.diffs }),
  });
  const opened = await openFile(browser, path, options);
  await opened.page.waitForSelector('h1');
  return opened;
}

/** Opens a page that is written already. */
export async function openFile(
  browser: Browser,
  path: string,
  options: { hash?: string; context?: BrowserContextOptions } = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options.context });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => {
    problems.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/u.test(request.url())) problems.push(`request ${request.url()}`);
  });
  await page.goto(`file://${path}${options.hash ?? ''}`);
  return { page, path, problems };
}

/** Waits until the keyboard stands on an element: the page moves it there only once it is drawn. */
export async function standsOn(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((s) => document.activeElement?.matches(s) ?? false, selector);
}
