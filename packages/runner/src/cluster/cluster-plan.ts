import { quoteShell } from './quote.ts';

/** What an array job needs to know. Each of its parts runs one shard of the same plan into its own folder; one last step merges them. */
export interface ClusterPlan {
  dataset: string;
  tools: string;
  /** Folder on a shared disk for the shards' run folders and the merged run. */
  out: string;
  /** Run folder with recorded durations, by which all shards are dealt out. */
  durations?: string;
  shards: number;
  jobs: number;
  /** Bound of one shard. */
  minutes: number;
  memoryMegabytes: number;
  /** Command that starts deidbench on a node. */
  command: string[];
  /** Container image for kubernetes and aws-batch. */
  image: string;
  /** Variables that deidbench must find on a node, such as where its tools lie (slurm). */
  env: Record<string, string>;
  /** Folder in which a task runs: from where tools and settings are looked for (slurm). */
  workFolder?: string;
  /** Shell line that a task runs before deidbench, such as `module load java` (slurm). */
  setup?: string;
  /** More arguments of `deidbench run`: limits, seed and the like, alike for all shards. */
  extra: string[];
}

export interface ClusterFile {
  name: string;
  text: string;
  executable: boolean;
}

/** Seconds before the end of its time at which a task is told to stop, so that what is done is saved and the rest goes on later. */
export function warningSeconds({ minutes }: ClusterPlan): number {
  return Math.min(120, Math.floor(minutes * 15));
}

/** Megabytes for the merge, which needs few but for many findings. */
export const MERGE_MEGABYTES = 4096;

/** Arguments of one shard as a shell line; `index` and `scratch` are shell expressions: a number from 1, and a folder on the node's own disk. */
export function shardCommand(plan: ClusterPlan, index: string, scratch: string): string {
  const durations = plan.durations === undefined ? [] : ['--durations', plan.durations];
  const fixed = ['run', '--dataset', plan.dataset, '--tools', plan.tools, '--jobs', String(plan.jobs), ...plan.extra, ...durations];
  const words = [...plan.command, ...fixed].map(quoteShell).join(' ');
  return `${words} --shard "${index}/${plan.shards}" --scratch "${scratch}" --out ${quoteShell(`${plan.out}/shard-`)}"${index}"`;
}

/** Merges the folders of all shards by their names, so that a missing one is told and nothing else is taken for one. */
export function mergeCommand(plan: ClusterPlan): string {
  const shards = `${quoteShell(`${plan.out}/shard-`)}{1..${plan.shards}}`;
  return `${plan.command.map(quoteShell).join(' ')} merge ${shards} --out ${quoteShell(`${plan.out}/merged`)}`;
}

export function mergeScript(plan: ClusterPlan): ClusterFile {
  return {
    name: 'merge.sh',
    text: `#!/bin/bash\n# Run this once every shard is done.\nset -euo pipefail\nexec ${mergeCommand(plan)}\n`,
    executable: true,
  };
}

export function jsonFile(name: string, content: object): ClusterFile {
  return { name, text: `${JSON.stringify(content, undefined, 2)}\n`, executable: false };
}
