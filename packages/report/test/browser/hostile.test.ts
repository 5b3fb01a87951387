import { writeFile } from 'node:fs/promises';
import { join, dirname } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindingRow, Fold } from '@deidbench/core/model';
import { renderHtml } from '../../src/html/write-html.ts';
import { loadTemplate } from '../../src/html/template.ts';
import { rankTools } from '../../src/rank/rank-tools.ts';
import { syntheticFold } from '../../src/testing/synthetic-fold.ts';
import { findChromium, launch, open, openFile } from './browser.ts';

const executable = findChromium();

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  '\u202eevil\u2066\u200f',
  'a\u0000b\u001b[31mc\r\nd\u2028e',
  '=HYPERLINK("http://example.org")',
  "$& $1 $` $'",
  'x'.repeat(1_000_000),
];

/** A run whose every text is hostile. */
function hostileFold(): Fold {
  const fold = syntheticFold();
  fold.dataset.name = HOSTILE.slice(0, 9).join(' ');
  fold.provenance = { command: HOSTILE[0], [HOSTILE[1] ?? '']: HOSTILE[2], nested: { deep: HOSTILE[3] } };
  fold.notInstalled = HOSTILE.slice(0, 5).map((id) => ({ id, reason: id, remedy: id }));
  fold.notJudged = HOSTILE.slice(0, 5);
  fold.tools.forEach((tool, i) => {
    tool.notes = HOSTILE.slice(0, 5);
    tool.homepage = HOSTILE[4] ?? '';
    tool.name = HOSTILE[i % 9] ?? '';
    tool.version = HOSTILE[(i + 1) % 9] ?? '';
    for (const attempt of tool.attempts) Object.assign(attempt, { log: HOSTILE.slice(0, 9).join('\n'), exitCode: 1, detail: HOSTILE[0] });
    tool.cells.forEach((cell, n) =>
      Object.assign(cell, { vendor: HOSTILE[n % 9], modality: HOSTILE[(n + 5) % 9], category: HOSTILE[(n + 1) % 9] }),
    );
    tool.findings.forEach((finding, n) => poison(finding, HOSTILE[n % HOSTILE.length] ?? ''));
  });
  return fold;
}

function poison(finding: FindingRow, text: string): void {
  Object.assign(finding, {
    expected: text,
    actual: text,
    tagName: text.slice(0, 200),
    explanation: text.slice(0, 200),
    category: text.slice(0, 60),
    tagPath: `(0019,"${text}",0a)`,
    modalities: [text],
  });
  finding.example.path = text.slice(0, 200);
}

describe.runIf(executable)('hostile text in the report', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(executable);
  });
  afterAll(() => browser.close());

  it('is shown, never run, and a million characters do not swell the page', async () => {
    const { page, problems } = await open(browser, hostileFold(), { showValues: true });
    await page.waitForSelector('#tradeoff svg');
    for (const key of ['Enter', 'ArrowDown', 'Enter', 'ArrowDown', 'Enter', 'End', 'Enter']) await page.locator('.virtual').press(key);
    expect(await page.locator('main').textContent()).toContain('</script><script>alert(1)</script>');
    expect((await page.content()).length).toBeLessThan(4_000_000);
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200f\u0000\u001b]/u);
    expect(await page.title()).not.toMatch(/[\u202e\u0000]/u);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.goto(`${page.url()}#tool/0`);
    await page.waitForSelector('.tool');
    expect(await page.locator('.tool a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202e\u2066\u0000\u001b]/u);
    expect(await page.locator('main img, main svg[onload]').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('runs no script but its own: one put into the file is refused', async () => {
    const { page, path, problems } = await open(browser, syntheticFold());
    await page.close();
    const { readFile } = await import('node:fs/promises');
    const html = await readFile(path, 'utf8');
    const changed = join(dirname(path), 'changed.html');
    await writeFile(
      changed,
      html.replace('</body>', () => '<script>document.title="pwned"</script><img src="https://example.org/x.png"></body>'),
    );
    const second = await openFile(browser, changed);
    await second.page.waitForSelector('h1');
    expect(await second.page.title()).not.toBe('pwned');
    expect(second.problems.join('\n')).toMatch(/Content Security Policy/u);
    expect(problems).toEqual([]);
    await second.page.close();
  });

  it.each([
    ['no tools', syntheticFold({ behaviours: [] })],
    ['no patients', syntheticFold({ patients: 0 })],
    ['one patient', syntheticFold({ patients: 1 })],
    [
      'one tool without a finding',
      syntheticFold({ behaviours: [{ id: 'clean', removes: 1, keeps: 1, conforms: 1, delivers: 1, instancesPerSecond: 1, peakBytes: 0 }] }),
    ],
  ])('stands with %s', async (_name, fold) => {
    const { page, problems } = await open(browser, fold, { context: { viewport: { width: 700, height: 700 } } });
    await page.waitForTimeout(100);
    expect((await page.locator('h1').textContent())?.length).toBeGreaterThan(10);
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|Infinity/u);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('refuses data of another format by its number', async () => {
    const fold = syntheticFold({ patients: 1 });
    const html = renderHtml(await loadTemplate(), fold, rankTools(fold)).replace('"formatVersion":1', '"formatVersion":7');
    const { path, page } = await open(browser, fold);
    await page.close();
    const other = join(dirname(path), 'other.html');
    await writeFile(other, html);
    const second = await openFile(browser, other);
    await second.page.locator('#root', { hasText: 'but its data has format 7' }).waitFor();
    expect(await second.page.locator('h1').count()).toBe(0);
    await second.page.close();
  });
});
