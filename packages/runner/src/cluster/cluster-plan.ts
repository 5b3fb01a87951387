import { quoteShell } from './quote.ts';

/** What an array job needs to know. Each of its parts runs one shard of the same plan into its own folder; one last step merges them. */
export interface ClusterPlan {
  dataset: string;
  tools: string;
  /** Folder on a shared disk for the shards' run folders and the merged run. */
  out: string;
  shards: number;
  jobs: number;
  /** Bound of one shard. */
  minutes: number;
  memoryMegabytes: number;
  /** Command that starts deidbench on a node. */
  command: string[];
  /** Container image for kubernetes and aws-batch. */
  image: string;
  /** More arguments of `deidbench run`: limits, seed and the like, alike for all shards. */
  extra: string[];
}

export interface ClusterFile {
  name: string;
  text: string;
  executable: boolean;
}

/** Arguments of one shard as a shell line; `index` and `scratch` are shell expressions: a number from 1, and a folder on the node's own disk. */
export function shardCommand(plan: ClusterPlan, index: string, scratch: string): string {
  const fixed = ['run', '--dataset', plan.dataset, '--tools', plan.tools, '--jobs', String(plan.jobs), ...plan.extra];
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
