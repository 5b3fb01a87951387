import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import type { Cell, FindingRow, Fold, FoldedTool, Severity } from '@deidbench/core/model';
import { rankTools, writeHtml } from '@deidbench/report';

// Measures the report page with 100,000 groups of findings: size, time to the first view, time of a filter. Needs a Chromium (CHROMIUM, or /usr/bin/chromium).

const TOOLS = 10;
const PATIENTS = 250;
const PLACES = 40;
const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: set CHROMIUM`);

const folder = await mkdtemp(join(tmpdir(), 'deidbench-report-benchmark-'));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const fold = largeFold();
  const ranked = await timed(() => rankTools(fold));
  const written = await timed(() => writeHtml(folder, fold, ranked.value));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const opened = await timed(async () => {
    await page.goto(`file://${written.value}`);
    await page.waitForSelector('.virtual-row');
  });
  const filters: Record<string, number> = {
    severity: await chooseMilliseconds(page, 'Severity', 'high'),
    tool: await chooseMilliseconds(page, 'Tool', 'tool-3'),
    search: await typeMilliseconds(page, '(0019,"VENDOR",07)'),
    clear: await clickMilliseconds(page),
  };
  const result = {
    groups: TOOLS * PATIENTS * PLACES,
    megabytes: (await stat(written.value)).size / 1e6,
    milliseconds: { rank: ranked.milliseconds, write: written.milliseconds, firstView: opened.milliseconds, filters },
  };
  console.log(JSON.stringify(result, (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value), 2));
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}

/** Milliseconds from the change of a select to the next picture. */
async function chooseMilliseconds(page: Page, label: string, value: string): Promise<number> {
  return await page.locator('.filters').getByLabel(label, { exact: false }).first().evaluate(untilPainted, { value, event: 'change' });
}

async function typeMilliseconds(page: Page, value: string): Promise<number> {
  return await page.getByRole('searchbox').evaluate(untilPainted, { value, event: 'input' });
}

async function clickMilliseconds(page: Page): Promise<number> {
  return await page.getByRole('button', { name: 'Clear' }).evaluate(untilPainted, { value: '', event: 'click' });
}

/** Runs in the page. */
async function untilPainted(element: Element, { value, event }: { value: string; event: string }): Promise<number> {
  const start = performance.now();
  const option = [...element.querySelectorAll('option')].find((o) => o.textContent === value);
  if ('value' in element) element.value = option?.value ?? value;
  element.dispatchEvent(new Event(event, { bubbles: true }));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}

function largeFold(): Fold {
  const patients = Array.from({ length: PATIENTS }, (_, i) => `P${String(i).padStart(4, '0')}`);
  const tools = Array.from({ length: TOOLS }, (_, t) => largeTool(`tool-${t}`, patients));
  return {
    dataset: {
      name: 'benchmark',
      digest: '0'.repeat(64),
      patients: PATIENTS,
      studies: PATIENTS,
      series: PATIENTS,
      instances: PATIENTS * 100,
      checks: PATIENTS * 1000,
      planted: PATIENTS * PLACES,
      modalities: ['CT', 'MR'],
    },
    tools,
    notInstalled: [],
    notJudged: [],
    provenance: {},
  };
}

function largeTool(id: string, patients: readonly string[]): FoldedTool {
  return {
    id,
    name: id,
    homepage: '',
    licence: '',
    profile: 'default',
    policy: 'tcia',
    version: '1',
    collidingUids: 0,
    attempts: [],
    notes: [],
    cells: patients.map((patient, i): Cell => ({
      patient,
      modality: i % 2 ? 'CT' : 'MR',
      vendor: 'v',
      action: 'text_removed',
      category: 'HIPAA-A',
      mustHold: false,
      total: 1000,
      passed: 900,
      failed: 100,
      blank: 0,
    })),
    patients: patients.map((patient) => ({
      patient,
      instances: { expected: 100, produced: 100, paired: 100 },
      outcome: { ok: 100 },
      leaks: { high: 10, medium: 10, low: 20 },
      leakInstances: 100,
    })),
    findings: patients.flatMap((patient, p) => Array.from({ length: PLACES }, (_, n) => largeFinding(id, patient, p, n))),
  };
}

function largeFinding(tool: string, patient: string, p: number, n: number): FindingRow {
  const number = (Number(tool.slice(5)) * PATIENTS + p) * PLACES + n;
  return {
    id: `F-${number.toString(16).padStart(8, '0')}`,
    tool,
    profile: 'default',
    rule: 'key',
    action: 'text_removed',
    patient,
    at: [p * 100, p * 100 + 1],
    tagPath: `(0019,"VENDOR",${String(n).padStart(2, '0')})`,
    tagName: `Private element ${n}`,
    kind: 'name',
    place: 'private',
    label: 'leak',
    leak: true,
    severity: SEVERITIES[n % 3] ?? 'low',
    category: 'HIPAA-A',
    expected: '<REMOVED>',
    actual: `Name of ${patient} at ${n}`,
    explanation: 'No word of the planted identifier may remain.',
    example: { ordinal: p * 100, path: `series-${p}/1-1.dcm` },
  };
}
