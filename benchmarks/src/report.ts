import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import type { Cell, FindingRow, Fold, FoldedTool, Severity } from '@deidbench/core/model';
import { rankTools, writeHtml } from '@deidbench/report';

// Measures the report page with 100,000 groups of findings, values shown and no two alike, which is the largest page there is: its size, the time to
// the first view, the time of a filter. Needs a Chromium (CHROMIUM, or /usr/bin/chromium). `--write FILE` writes the figures as a page of Markdown.

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
  const written = await timed(() => writeHtml(folder, fold, ranked.value, { showValues: true }));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const opened = await timed(async () => {
    await page.goto(`file://${written.value}`);
    await page.waitForSelector('.virtual-row');
  });
  // The rest of the page is drawn after the first view; a filter is timed on a page at rest.
  await page.waitForTimeout(2000);
  const filters = {
    severity: await median(() => chooseMilliseconds(page, 'Severity', 'high'), page),
    tool: await median(() => chooseMilliseconds(page, 'Tool', 'tool-3'), page),
    search: await median(() => typeMilliseconds(page, '(0019,"VENDOR",07)'), page),
    clear: await median(() => clickMilliseconds(page)),
  };
  const result = {
    groups: TOOLS * PATIENTS * PLACES,
    megabytes: (await stat(written.value)).size / 1e6,
    milliseconds: { rank: ranked.milliseconds, write: written.milliseconds, firstView: opened.milliseconds, filters },
  };
  console.log(JSON.stringify(result, (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value), 2));
  const target = process.argv[process.argv.indexOf('--write') + 1];
  if (process.argv.includes('--write') && target) await writeFile(target, markdown(result));
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

interface Result {
  groups: number;
  megabytes: number;
  milliseconds: { rank: number; write: number; firstView: number; filters: Record<string, number> };
}

function markdown({ groups, megabytes, milliseconds }: Result): string {
  const { rank, write, firstView, filters } = milliseconds;
  const rows = [
    ['size of the page', '20 MB', `${megabytes.toFixed(1)} MB`],
    ['first view, from opening the file to the first line of findings', '2,000 ms', `${firstView.toFixed(0)} ms`],
    ...Object.entries(filters).map(([name, ms]) => [`filter: ${name} (median of 5)`, '100 ms', `${ms.toFixed(0)} ms`]),
    ['ranking, 2,000 resamples', '–', `${rank.toFixed(0)} ms`],
    ['writing the page', '–', `${write.toFixed(0)} ms`],
  ];
  return `# The report page

${groups.toLocaleString('en-US')} groups of findings of ${TOOLS} tools and ${PATIENTS} patients, values shown, no two alike. Node ${process.versions.node}, Chromium,
${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)} while measuring. Made by \`benchmarks/src/report.ts --write\`.

| what | aim | measured |
| --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}

/** Middle of five times; the filters are cleared in between. */
async function median(measure: () => Promise<number>, page?: Page): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    times.push(await measure());
    if (page) await clickMilliseconds(page);
  }
  return times.toSorted((a, b) => a - b)[2] ?? 0;
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
  const text = createHash('sha256').update(`${tool} ${patient} ${n}`).digest('hex');
  const number = (Number(tool.slice(5)) * PATIENTS + p) * PLACES + n;
  return {
    id: `F-${text.slice(0, 4)}${number.toString(16).padStart(5, '0').slice(-4)}`,
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
    expected: text.slice(8, 40),
    actual: `Name ${text.slice(8, 40)} at ${n}`,
    explanation: 'No word of the planted identifier may remain.',
    example: { ordinal: p * 100, path: `series-${p}/1-1.dcm` },
  };
}
