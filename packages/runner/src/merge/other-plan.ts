import { canonicalJson } from '@deidbench/core/model';
import type { PlannedTool, RunFile } from '../plan/plan-file.ts';

/** Says in what the plan of one shard differs from that of another. */
export function otherPlan(stranger: RunFile, home: RunFile): string {
  if (stranger.shard?.count !== home.shard?.count) return `it is one of ${stranger.shard?.count} shards, not of ${home.shard?.count}`;
  const tools = otherTools(stranger.tools, home.tools);
  if (tools !== undefined) return tools;
  const settings = ['limits', 'seed'] as const;
  const setting = settings.find((name) => canonicalJson(stranger[name]) !== canonicalJson(home[name]));
  if (setting !== undefined) return `another ${setting === 'limits' ? 'limit of time or memory' : setting}`;
  if (isolationOf(stranger) !== isolationOf(home)) return `isolation by ${isolationOf(stranger)}, not by ${isolationOf(home)}`;
  if (canonicalJson(stranger.durations ?? {}) !== canonicalJson(home.durations ?? {})) return 'it was dealt out by other durations';
  return 'other units';
}

/** True for runs that have a tool in common besides the controls. */
export function shareTools(a: RunFile, b: RunFile): boolean {
  const rows = new Set(a.tools.filter(isTool).map(rowOf));
  return b.tools.some((tool) => isTool(tool) && rows.has(rowOf(tool))) || (rows.size === 0 && !b.tools.some(isTool));
}

function otherTools(stranger: readonly PlannedTool[], home: readonly PlannedTool[]): string | undefined {
  const [mine, theirs] = [new Map(stranger.map((tool) => [rowOf(tool), tool])), new Map(home.map((tool) => [rowOf(tool), tool]))];
  const more = [...mine.keys()].filter((row) => !theirs.has(row));
  const less = [...theirs.keys()].filter((row) => !mine.has(row));
  if (more.length + less.length > 0)
    return [...(more.length > 0 ? [`it has ${more.join(', ')}`] : []), ...(less.length > 0 ? [`it lacks ${less.join(', ')}`] : [])].join(
      ' and ',
    );
  for (const [row, tool] of mine) {
    const other = theirs.get(row);
    if (!other) continue;
    if (tool.version !== other.version) return `${row} is of version ${tool.version}, not ${other.version}`;
    if (tool.lockDigest !== other.lockDigest || tool.manifestDigest !== other.manifestDigest)
      return `another installation or manifest of ${row}`;
  }
  return undefined;
}

function isolationOf({ provenance }: RunFile): string {
  const isolation = provenance['isolation'] as { method?: string } | undefined;
  return isolation?.method ?? 'an unknown method';
}

function isTool({ control }: PlannedTool): boolean {
  return control === undefined;
}

function rowOf({ id, profile }: PlannedTool): string {
  return `${id}:${profile}`;
}
