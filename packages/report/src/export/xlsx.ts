import type { CellValue } from 'hucre';
import type { Counts, Fold, Results } from '@deidbench/core/model';
import { displayOrder } from '../display-order.ts';
import { shorten } from '../format.ts';
import { shownValue } from '../shown-value.ts';
import { breakdownsOf } from '../page-data/breakdowns.ts';
import { mergeFindings } from '../write/merge-findings.ts';
import { xmlText } from './clean-text.ts';

/** A person's sheet holds at most this many groups of findings; findings.csv has all. */
const MOST_FINDINGS = 50_000;
const LONGEST = 1000;
/** A spreadsheet refuses cells over 32,767 characters. */
const LONGEST_CELL = 32_000;

interface Sheet {
  name: string;
  rows: CellValue[][];
}

/** A workbook for people: ranking, actions, categories, groups, findings. Text stays text; no cell is a formula. The library is loaded when first needed. */
export async function xlsx(fold: Pick<Fold, 'tools'>, results: Results, showValues = false): Promise<Uint8Array> {
  const sheets = [
    ranking(results),
    counts('Actions', results, 'actions'),
    counts('Categories', results, 'categories'),
    groups(fold, results),
    findings(fold, showValues),
  ];
  const { writeXlsx } = await import('hucre');
  const written = await writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(clean)), freezePane: { rows: 1 } })),
  });
  return Uint8Array.from(written);
}

function clean(value: CellValue): CellValue {
  return typeof value === 'string' ? xmlText(shorten(value, LONGEST_CELL)) : value;
}

function ranking(results: Results): Sheet {
  const head = [
    'Rank',
    'Low',
    'High',
    'Tool',
    'Profile',
    'Policy',
    'Version',
    'Tier',
    'High leaks',
    'Medium leaks',
    'Low leaks',
    'Patients with a leak',
  ];
  const more = ['Kept', 'Conformance', 'Coverage', 'Failures per 100,000', 'Official score', 'Files/s', 'Peak bytes'];
  const rows = displayOrder(results.tools).map((t): CellValue[] => [
    t.rank?.value ?? '–',
    t.rank?.low ?? null,
    t.rank?.high ?? null,
    t.id,
    t.control ? 'control' : t.profile,
    t.policy,
    t.version,
    t.tier ?? '–',
    t.leaks.high,
    t.leaks.medium,
    t.leaks.low,
    t.leakPatients,
    t.retention,
    t.conformance,
    t.coverage,
    t.failuresPer100k,
    t.score,
    t.speed.instancesPerSecond,
    t.memory.peakBytes,
  ]);
  return { name: 'Ranking', rows: [[...head, ...more], ...rows] };
}

function counts(name: string, results: Results, key: 'actions' | 'categories'): Sheet {
  const rows = displayOrder(results.tools).flatMap((tool) =>
    Object.entries(tool[key]).map(([what, c]: [string, Counts]): CellValue[] => [
      tool.id,
      tool.profile,
      what,
      c.total,
      c.passed,
      c.failed,
      c.blank,
    ]),
  );
  return { name, rows: [['Tool', 'Profile', name === 'Actions' ? 'Action' : 'Category', 'Total', 'Passed', 'Failed', 'Blank'], ...rows] };
}

/** Figures of every tool by action, standard, modality, vendor and identifier kind, as the page shows them. */
function groups({ tools }: Pick<Fold, 'tools'>, results: Results): Sheet {
  const shown = displayOrder(results.tools).flatMap((r) => tools.find((tool) => tool.id === r.id && tool.profile === r.profile) ?? []);
  const rows = breakdownsOf(shown).flatMap(({ dimension, rows: names, cells }) =>
    names.flatMap((name, r) =>
      shown.map(({ id, profile }, i): CellValue[] => {
        const { total = 0, failed = 0, retainable = 0, retained = 0, high = 0, medium = 0, low = 0 } = cells[r]?.[i] ?? {};
        const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
        const failures = share(failed * 100_000, total);
        return [dimension, name, id, profile, total, failed, failures, share(retained, retainable), high, medium, low];
      }),
    ),
  );
  const head = [
    'By',
    'Group',
    'Tool',
    'Profile',
    'Checks',
    'Failed',
    'Failures per 100,000',
    'Kept',
    'High leaks',
    'Medium leaks',
    'Low leaks',
  ];
  return { name: 'Groups', rows: [head, ...rows] };
}

function findings(fold: Pick<Fold, 'tools'>, showValues: boolean): Sheet {
  const value = (text: string | undefined): string => shownValue(text, LONGEST, showValues);
  const head = [
    'Id',
    'Tool',
    'Profile',
    'Patient',
    'Place',
    'Element',
    'Action',
    'Identifier',
    'Severity',
    'Label',
    'Category',
    'Instances',
    'Example',
  ];
  const groups = fold.tools.filter((tool) => tool.control === undefined).flatMap((tool) => mergeFindings(tool.findings));
  const rows = groups
    .slice(0, MOST_FINDINGS)
    .map(({ id, first, severity, label, instances }): CellValue[] => [
      id,
      first.tool,
      first.profile,
      first.patient,
      first.tagPath,
      first.tagName ?? '',
      first.action ?? first.rule,
      first.kind ?? '',
      severity,
      label,
      first.category,
      instances,
      first.example.path,
      value(first.expected),
      value(first.actual),
      first.explanation,
    ]);
  if (groups.length > MOST_FINDINGS) rows.push([`${groups.length - MOST_FINDINGS} more stand in findings.csv`]);
  return { name: 'Findings', rows: [[...head, 'Expected', 'Output', 'Explanation'], ...rows] };
}
