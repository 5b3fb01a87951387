import type { FoldedTool } from '@deidbench/core/model';
import { shownValue } from '../shown-value.ts';
import { mergeFindings, type FindingGroup } from '../write/merge-findings.ts';
import { modalityLookup } from './modalities.ts';
import { TEXT_COLUMNS, type FindingTable, type TextColumn } from './types.ts';

/** A page holds at most this many groups of findings; the gravest stay, findings.csv has all. */
const MOST_GROUPS = 100_000;
const LONGEST_VALUE = 400;
/** Crops take at most this much of the page, in base64 characters. */
const MOST_EVIDENCE = 12_000_000;
/** Findings of the page that come with pictures. */
const MOST_PICTURED = 200;

const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

/** Groups the findings of all tools by column, gravest first; values are masked unless asked otherwise. */
export function findingTable(tools: readonly FoldedTool[], showValues: boolean): FindingTable {
  const { total, shown } = gravestGroups(tools);
  const dictionary = new Map<string, number>();
  const columns = Object.fromEntries(TEXT_COLUMNS.map((name) => [name, [] as number[]])) as Record<TextColumn, number[]>;
  for (const { group, modality } of shown) {
    const texts = textsOf(group, modality, showValues);
    for (const name of TEXT_COLUMNS) columns[name].push(intern(dictionary, texts[name]));
  }
  return {
    total,
    strings: [...dictionary.keys()],
    ids: shown.map(({ group }) => group.id),
    tool: shown.map(({ tool }) => tool),
    instances: shown.map(({ group }) => group.instances),
    leak: shown.map(({ group }) => (group.leak ? 1 : 0)),
    columns,
    // Crops show burned-in text as it is: they are values.
    evidence: showValues ? evidenceOf(shown.map(({ group }) => group)) : {},
  };
}

interface ToolGroup {
  tool: number;
  group: FindingGroup;
  modality: string;
}

/** The gravest groups of all tools; what cannot be shown is not held. */
function gravestGroups(tools: readonly FoldedTool[]): { total: number; shown: ToolGroup[] } {
  const shelves: ToolGroup[][] = Array.from({ length: 6 }, () => []);
  let total = 0;
  tools.forEach((tool, i) => {
    const modalities = modalityLookup(tool);
    for (const group of mergeFindings(tool.findings)) {
      total += 1;
      const shelf = shelves[GRAVITY[group.severity] * 2 + (group.leak ? 0 : 1)];
      if (shelf && shelf.length < MOST_GROUPS) shelf.push({ tool: i, group, modality: modalities(group).join(' ') });
    }
  });
  return { total, shown: shelves.flat().slice(0, MOST_GROUPS) };
}

function intern(dictionary: Map<string, number>, text: string): number {
  const known = dictionary.get(text);
  if (known !== undefined) return known;
  dictionary.set(text, dictionary.size);
  return dictionary.size - 1;
}

function textsOf(group: FindingGroup, modality: string, showValues: boolean): Record<TextColumn, string> {
  const { first } = group;
  const value = (text: string | undefined): string => shownValue(text, LONGEST_VALUE, showValues);
  return {
    patient: first.patient,
    tagPath: first.tagPath,
    tagName: first.tagName ?? '',
    action: first.action ?? '',
    kind: first.kind ?? '',
    place: first.place ?? '',
    severity: group.severity,
    label: group.label,
    category: first.category,
    rules: group.rules.join(', '),
    path: first.example.path,
    expected: value(first.expected),
    actual: value(first.actual),
    explanation: first.explanation,
    modality,
  };
}

function evidenceOf(groups: readonly FindingGroup[]): FindingTable['evidence'] {
  const evidence: FindingTable['evidence'] = {};
  let left = MOST_EVIDENCE;
  let pictured = 0;
  groups.forEach(({ first }, row) => {
    const size = Object.values(first.evidence ?? {}).reduce((sum, png) => sum + png.length, 0);
    if (!first.evidence || size > left || pictured >= MOST_PICTURED) return;
    left -= size;
    pictured += 1;
    evidence[row] = first.evidence;
  });
  return evidence;
}
