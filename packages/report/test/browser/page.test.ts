import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEHAVIOURS } from '../../src/testing/behaviours.ts';
import { syntheticFold } from '../../src/testing/synthetic-fold.ts';
import { findChromium, launch, open, standsOn } from './browser.ts';

const executable = findChromium();
/** A4 turned, less its margins, at 96 pixels an inch. */
const SHEET = { width: 1031, height: 702 };
const HOSTILE = '<img src=x onerror=alert(1)>';

describe.runIf(executable)('the report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(executable);
  });
  afterAll(() => browser.close());

  it('shows every section from verdict to glossary, with no error and no request', async () => {
    const { page, problems } = await open(browser, syntheticFold());
    expect(await page.locator('h2:not(.small)').allTextContents()).toEqual([
      'Ranking',
      'Leaks and use',
      'By action and category',
      'Speed and memory',
      'By modality, vendor and identifier',
      'Findings',
      'Provenance',
      'Ten words',
    ]);
    expect(await page.locator('h1').textContent()).toContain('tool-amber (tuned) comes first of 7 tools');
    await page.waitForSelector('#tradeoff svg');
    expect(problems).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('has no accessibility violation in %s', async (colorScheme) => {
    const { page } = await open(browser, syntheticFold(), { context: { colorScheme, viewport: { width: 1280, height: 900 } } });
    await page.waitForSelector('#tradeoff svg');
    await page.locator('.virtual').press('Enter');
    await page.waitForSelector('.detail');
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    expect(await violations(page)).toEqual([]);
    await page.goto(`${page.url()}#tool/1`);
    await page.waitForSelector('.tool');
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('works with the keyboard alone: a tool is opened, a finding is found and read', async () => {
    const { page } = await open(browser, syntheticFold());
    await tabTo(page, 'a[href="#tool/1"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tool h1');
    await page.goBack();
    await page.waitForSelector('#findings');
    await tabTo(page, '.search input');
    await page.keyboard.type('Study Description');
    await tabTo(page, '.virtual');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.locator('.detail').textContent()).toContain('Study Description');
    expect(await page.locator('.virtual-row[aria-selected="true"]').getAttribute('aria-posinset')).toBe('2');
    await page.close();
  });

  it('filters findings by tool, severity and text', async () => {
    const { page } = await open(browser, syntheticFold());
    const shown = async (): Promise<number> =>
      Number(/^([\d,]+) of/u.exec((await page.locator('.count').textContent()) ?? '')?.[1]?.replace(',', ''));
    const all = await shown();
    await page.getByLabel('Severity').selectOption('high');
    const high = await shown();
    await page.locator('.filters').getByLabel('Tool').selectOption('tool-ember');
    const ember = await shown();
    await page.getByRole('searchbox').fill('(0010,0010)');
    const names = await shown();
    expect([all, high, ember, names].every((n, i, list) => n > 0 && (i === 0 || n < (list[i - 1] ?? 0)))).toBe(true);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await shown()).toBe(all);
    await page.close();
  });

  it('shows the header of an instance before and after, with what has a finding, and says what is left out', async () => {
    const fold = syntheticFold();
    const finding = fold.tools.find((tool) => tool.id === 'tool-ember')?.findings.find((f) => f.tagPath.includes('(0010,0010)'));
    const rows = [
      {
        path: finding?.tagPath ?? '',
        name: "Patient's Name",
        vr: 'PN',
        state: 'same' as const,
        finding: 'high' as const,
        input: HOSTILE,
        output: HOSTILE,
      },
      { path: '<(0010,0020)>', name: 'Patient ID', vr: 'LO', state: 'removed' as const, input: '7██████' },
    ];
    const counts = { changed: 0, removed: 9, added: 0, same: 40 };
    const diff = { tool: 'tool-ember', profile: 'default', ordinal: 0, path: finding?.example.path ?? '', modality: 'CT', counts, rows };
    const { page, problems } = await open(browser, fold, { diffs: { shown: [diff], left: 3 } });
    await page.getByRole('searchbox').fill(finding?.id ?? '');
    await page.locator('.virtual').press('Enter');
    await page.locator('.detail summary').click();
    expect(await page.locator('.headers tr.marked').textContent()).toContain('= unchanged high finding');
    expect(await page.locator('.detail').textContent()).toContain('8 more elements by deidbench explain --header');
    expect(await page.locator('.detail .values dd').first().textContent()).toContain('<img');
    expect(await violations(page)).toEqual([]);
    await page.locator('.detail h3 a').click();
    expect(await page.locator('.tool').textContent()).toContain('3 more of all tools');
    expect(await page.locator('main img').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('leads from a place on the page of a tool to its findings', async () => {
    const { page } = await open(browser, syntheticFold(), { hash: '#tool/1' });
    const place = await page.locator('.places .path').first().textContent();
    await page.locator('.places a').first().click();
    expect(await page.getByRole('searchbox').inputValue()).toBe(place);
    expect(await page.locator('.virtual-row').count()).toBe(1);
    await page.close();
  });

  it('says before the first tool of tier D what its order does not mean, and orders by leaks at one click', async () => {
    const { page } = await open(browser, syntheticFold());
    expect(await page.locator('.verdict .tiers').textContent()).toMatch(/A fit for release.*D not fit for release/u);
    const rows = await page.locator('.ranking tbody tr').allTextContents();
    const divider = rows.findIndex((text) => text.includes('not fit for release: in the order of what is kept, not of who leaks least'));
    expect(rows[divider - 1]).toContain('tool-amber');
    expect(rows[divider + 1]).toContain('tool-ember');
    await page.getByRole('button', { name: 'Order by fewest leaks' }).click();
    expect(await page.locator('.divider').count()).toBe(0);
    expect((await page.locator('.ranking tbody tr:not(.control)').last().textContent()) ?? '').toContain('tool-fjord');
    await page.close();
  });

  it('leads from an action of a tool to its findings in sight, and back to where the reader was', async () => {
    const { page } = await open(browser, syntheticFold());
    await page.locator('.ranking a[href="#tool/2"]').click();
    await standsOn(page, '.tool h1');
    await page.locator('.figures a', { hasText: 'text_removed' }).click();
    await page.waitForSelector('#findings');
    expect(await page.locator('.filters').getByLabel('Action').inputValue()).toBe('text_removed');
    await standsOn(page, '#findings-title');
    const box = await page.locator('#findings-title').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(500);
    await page.goBack();
    await page.waitForSelector('.tool');
    await page.locator('nav a').click();
    await page.waitForSelector('.ranking');
    await standsOn(page, '.ranking a[href="#tool/2"]');
    await page.close();
  });

  it('opens at the section that its address names', async () => {
    const { page } = await open(browser, syntheticFold(), { hash: '#provenance' });
    await expect.poll(async () => (await page.locator('#provenance-title').boundingBox())?.y).toBeLessThan(900);
    await page.close();
  });

  it('offers other orders and says how far they agree', async () => {
    const { page } = await open(browser, syntheticFold());
    await page.locator('#ranking select').selectOption('own');
    await page.getByRole('spinbutton', { name: 'HIPAA' }).fill('100');
    await page.getByRole('spinbutton', { name: 'TCIA' }).fill('0');
    expect(await page.locator('#ranking .hint').first().textContent()).toMatch(/Kendall’s tau -?\d\.\d\d/u);
    expect(await page.locator('.ranking thead').textContent()).toContain('Weighted score');
    await page.close();
  });

  it('masks values unless asked, and then says so', async () => {
    const masked = await open(browser, syntheticFold());
    expect(await masked.page.content()).not.toMatch(/Stephanie|iVBORw0KGgo/u);
    const shown = await open(browser, syntheticFold(), { showValues: true });
    expect(await shown.page.content()).toMatch(/Stephanie/u);
    await shown.page.locator('.filters').getByLabel('Place').selectOption('visible');
    await shown.page.locator('.virtual').press('Enter');
    expect(await shown.page.locator('.crops img').count()).toBe(2);
    expect(await shown.page.locator('.banner').textContent()).toContain('unmasked');
    await Promise.all([masked.page.close(), shown.page.close()]);
  });

  it.each([400, 720, 1024, 1600])('does not scroll sideways at %d pixels', async (width) => {
    const { page } = await open(browser, syntheticFold(), { context: { viewport: { width, height: 800 } } });
    await page.waitForSelector('#tradeoff svg');
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('does not scroll sideways on a phone for a tool of a long name either', async () => {
    const fold = syntheticFold();
    const [first, ...others] = fold.tools;
    const id = 'the-de-identifier-of-a-hospital-far-away';
    const renamed = { ...first!, id, findings: first!.findings.map((finding) => ({ ...finding, tool: id })) };
    const { page } = await open(browser, { ...fold, tools: [renamed, ...others] }, { context: { viewport: { width: 400, height: 800 } } });
    await page.waitForSelector('#tradeoff svg');
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('prints findings as lines on paper, without what only a screen needs', async () => {
    const { page } = await open(browser, syntheticFold());
    await page.emulateMedia({ media: 'print' });
    await page.locator('.virtual-row').nth(59).waitFor({ state: 'attached' });
    expect(await page.locator('.bar').isVisible()).toBe(false);
    await page.close();
  });

  it('fills few sheets of paper however many findings there are', async () => {
    const { page } = await open(browser, syntheticFold({ patients: 60 }));
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/gu)?.length).toBeLessThan(14);
    await page.close();
  });

  it('prints the figures of forty tools on the width of a sheet', async () => {
    const behaviours = Array.from({ length: 6 }, (_, i) =>
      BEHAVIOURS.map((one) => (i > 0 && one.control ? undefined : { ...one, id: one.control ?? `${one.id}-${i}` })),
    )
      .flat()
      .filter((one) => one !== undefined);
    const { page } = await open(browser, syntheticFold({ behaviours: behaviours.slice(0, 40) }), { context: { viewport: SHEET } });
    await page.emulateMedia({ media: 'print' });
    const edges = await page
      .locator('table.matrix.many')
      .evaluateAll((tables) => tables.map((table) => table.getBoundingClientRect().right));
    expect(edges.length).toBeGreaterThan(0);
    expect(Math.max(...edges)).toBeLessThanOrEqual(SHEET.width);
    await page.close();
  });

  it('shows verdict and ranking where scripts are off', async () => {
    const { page } = await open(browser, syntheticFold(), { context: { javaScriptEnabled: false } });
    expect(await page.locator('noscript').count()).toBe(1);
    expect(await page.content()).toContain('comes first of 7 tools');
    await page.close();
  });
});

async function violations(page: Parameters<typeof tabTo>[0]): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(
    (v) =>
      `${v.id}: ${v.nodes
        .map((n) => n.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

async function tabTo(page: import('playwright').Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}
