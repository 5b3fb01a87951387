import type { FindingRow, Place, Results, ToolResult } from '@deidbench/core/model';

const PLACES: readonly Place[] = ['visible', 'plain', 'nested', 'private', 'hidden'];
/** Elements shown in the table of places that most tools forget. */
const MOST_ELEMENTS = 25;

/** What was run: dataset, seed, versions. */
export function runTable({ dataset, provenance }: Results): string {
  const told = provenance as Record<string, string | undefined>;
  const source = (provenance.source ?? {}) as Record<string, string | number>;
  const rows = [
    ['dataset', `${source.preset}, seed ${source.seed}, difficulty ${source.difficulty}`],
    ['size', `${dataset.patients} patients, ${dataset.studies} studies, ${dataset.series} series, ${dataset.instances} instances`],
    ['answer key', `${dataset.checks.toLocaleString('en')} checks; ${dataset.planted.toLocaleString('en')} planted identifiers`],
    ['modalities', dataset.modalities.join(', ')],
    ['deidbench', `${told.deidbench}, rules ${told.rulesVersion}, Node ${told.node}`],
    ['text reader', told.readerVersion ?? 'none'],
    ['IOD validator', told.iodVersion ?? 'none'],
    ['seed given to tools', told.seed ?? ''],
  ];
  return table(['', ''], rows);
}

/** The order, with what it rests on. */
export function rankingTable(tools: readonly ToolResult[], instances: number): string {
  const rows = tools.map((tool) => [
    tool.control ? '–' : place(tool),
    `${tool.id} ${tool.version}`,
    tool.control ? 'control' : tool.profile,
    tool.policy,
    tool.tier ?? '–',
    `${tool.leaks.high} / ${tool.leaks.medium} / ${tool.leaks.low}`,
    percent(tool.leakRate),
    percent(tool.retention),
    percent(tool.conformance),
    `${tool.outcome.ok ?? 0}/${instances}`,
    percent(tool.score, 2),
  ]);
  const head = [
    '#',
    'tool',
    'profile',
    'claims',
    'tier',
    'leaks high / med / low',
    'patients with one',
    'kept',
    'conform',
    'delivered',
    'official score',
  ];
  return table(head, rows);
}

/** What the second profile changes. */
export function tuningTable(tools: readonly ToolResult[]): string {
  const rows = tools.flatMap((tuned) => {
    const before = tools.find(({ id, profile }) => id === tuned.id && profile === 'default');
    if (tuned.profile !== 'tuned' || before === undefined) return [];
    return [
      [
        tuned.id,
        `${before.tier} → ${tuned.tier}`,
        `${before.leaks.high} → ${tuned.leaks.high}`,
        `${before.leaks.medium} → ${tuned.leaks.medium}`,
        `${percent(before.retention)} → ${percent(tuned.retention)}`,
        `${percent(before.conformance)} → ${percent(tuned.conformance)}`,
      ],
    ];
  });
  return table(['tool', 'tier', 'high leaks', 'medium leaks', 'kept', 'conform'], rows.toSorted(byFirst));
}

/** High and medium leaks by where the identifier was left. */
export function placesTable(tools: readonly ToolResult[], findings: readonly FindingRow[]): string {
  const grave = graveLeaks(findings);
  const rows = real(tools).map((tool) => {
    const own = grave.filter((row) => row.tool === tool.id && row.profile === tool.profile);
    const counts = PLACES.map((name) => String(new Set(own.filter((row) => row.place === name).map(keyOf)).size || ''));
    return [`${tool.id} ${tool.profile}`, ...counts];
  });
  return table(['tool', ...PLACES], rows);
}

/** Elements at which the most tools leave an identifier of high or medium severity. */
export function leakPlacesTable(tools: readonly ToolResult[], findings: readonly FindingRow[]): string {
  const shown = new Set(real(tools).map(nameOf));
  const grave = graveLeaks(findings).filter((row) => shown.has(nameOf({ id: row.tool, profile: row.profile })));
  // What the key does not ask for bears no name; another finding at the same element does.
  const names = new Map(findings.flatMap(({ tagPath, tagName }) => (tagName ? [[lastOf(tagPath), tagName] as const] : [])));
  const rows = [...Map.groupBy(grave, (row) => elementOf(row, names))].map(([element, group]) => {
    const leaking = new Set(group.map((row) => nameOf({ id: row.tool, profile: row.profile })));
    const kinds = [...new Set(group.map(({ kind }) => kind ?? ''))].filter((kind) => kind !== '').toSorted();
    return { element, leaking: leaking.size, tuned: [...leaking].filter((name) => name.endsWith(' tuned')).length, kinds };
  });
  const sorted = rows.toSorted((a, b) => b.leaking - a.leaking || (a.element < b.element ? -1 : 1)).slice(0, MOST_ELEMENTS);
  return table(
    ['element or place', `of ${shown.size} rows`, 'of them tuned', 'kinds'],
    sorted.map(({ element, leaking, tuned, kinds }) => [element, String(leaking), String(tuned), kinds.join(', ')]),
  );
}

/** What became of text that is burned into the pixels. */
export function burnedInTable(tools: readonly ToolResult[]): string {
  const rows = real(tools)
    .filter(({ actions }) => (actions.pixels_hidden?.passed ?? 0) > 0)
    .map(({ id, profile, actions, outcome, instances }) => [
      `${id} ${profile}`,
      `${actions.pixels_hidden?.passed ?? 0}/${actions.pixels_hidden?.total ?? 0}`,
      `${actions.pixels_retained?.passed ?? 0}/${actions.pixels_retained?.total ?? 0}`,
      `${outcome.ok ?? 0}/${instances.expected}`,
    ]);
  return table(['tool', 'boxes blanked', 'other images unchanged', 'delivered'], rows);
}

function real(tools: readonly ToolResult[]): ToolResult[] {
  return tools.filter(({ control }) => !control);
}

function nameOf({ id, profile }: { id: string; profile: string }): string {
  return `${id} ${profile}`;
}

function graveLeaks(findings: readonly FindingRow[]): FindingRow[] {
  return findings.filter(({ leak, severity }) => leak && severity !== 'low');
}

/** A leak is one identifier of one patient at one place. */
function keyOf({ patient, tagPath, kind }: FindingRow): string {
  return `${patient} ${tagPath} ${kind ?? ''}`;
}

/** The last element of a path, with its name: item numbers and the way to it would split what is one habit. */
function elementOf({ tagPath, place }: FindingRow, names: ReadonlyMap<string, string>): string {
  const last = lastOf(tagPath);
  const name = names.has(last) ? ` ${names.get(last)}` : '';
  return `${last}${name}${place === 'nested' ? ', in a sequence' : ''}`.replaceAll('|', '\\|');
}

function lastOf(tagPath: string): string {
  return tagPath.slice(Math.max(0, tagPath.lastIndexOf('<'))).replaceAll(/[<>]/gu, '');
}

function place({ rank }: ToolResult): string {
  if (rank === null) return '–';
  return rank.low === rank.high ? String(rank.value) : `${rank.value} (${rank.low}–${rank.high})`;
}

function percent(share: number | null, digits = 1): string {
  return share === null ? '–' : `${(100 * share).toFixed(digits)} %`;
}

function byFirst([a = '']: readonly string[], [b = '']: readonly string[]): number {
  return a < b ? -1 : 1;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
