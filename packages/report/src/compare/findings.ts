import type { FoldedTool } from '@deidbench/core/model';
import { mergeFindings, spotOf, type FindingGroup } from '../write/merge-findings.ts';
import type { FindingChange, ToolComparison } from './types.ts';

const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

/** Sorts the findings of two runs of a tool into those that came, got graver, were mended, vanished with their files, and stayed. */
export function compareFindings(
  base: FoldedTool,
  next: FoldedTool,
): Pick<ToolComparison, 'added' | 'graver' | 'fixed' | 'gone' | 'unchanged'> {
  const before = byKey(base);
  const after = byKey(next);
  const lost = patientsWithLostFiles(base, next);
  const added = [...after].filter(([key]) => !before.has(key)).map(([, group]) => change(undefined, group));
  const missing = [...before].filter(([key]) => !after.has(key)).map(([, group]) => group);
  const graver = [...after].flatMap(([key, group]) => {
    const old = before.get(key);
    return old && isGraver(old, group) ? [change(old, group)] : [];
  });
  return {
    added,
    graver,
    fixed: missing.filter((group) => !lost.has(group.first.patient)).map((group) => change(group, undefined)),
    gone: missing.filter((group) => lost.has(group.first.patient)).map((group) => change(group, undefined)),
    unchanged: before.size - missing.length - graver.length,
  };
}

/** A failure that became a leak, or one of the same kind and place that tells more than before. */
function isGraver(old: FindingGroup, group: FindingGroup): boolean {
  return (group.leak && !old.leak) || (group.leak === old.leak && GRAVITY[group.severity] < GRAVITY[old.severity]);
}

/** By place alone: what got graver or is said in other words is no other finding. */
function byKey(tool: FoldedTool): Map<string, FindingGroup> {
  return new Map(
    mergeFindings(tool.findings, spotOf).map((group) => {
      const { patient, tagPath, action, kind } = group.first;
      return [JSON.stringify([patient, tagPath, action ?? '', kind ?? '']), group];
    }),
  );
}

function patientsWithLostFiles(base: FoldedTool, next: FoldedTool): Set<string> {
  const paired = new Map(next.patients.map((p) => [p.patient, p.instances.paired]));
  return new Set(base.patients.filter((p) => (paired.get(p.patient) ?? 0) < p.instances.paired).map((p) => p.patient));
}

function change(base: FindingGroup | undefined, next: FindingGroup | undefined): FindingChange {
  const { first, severity, leak, id } = (next ?? base) as FindingGroup;
  return {
    id,
    patient: first.patient,
    tagPath: first.tagPath,
    tagName: first.tagName ?? '',
    action: first.action ?? first.rule,
    kind: first.kind ?? '',
    severity,
    leak,
    instances: { base: base?.instances ?? 0, next: next?.instances ?? 0 },
  };
}
