import { awsBatchFiles } from './aws-batch.ts';
import type { ClusterFile, ClusterPlan } from './cluster-plan.ts';
import { kubernetesFiles } from './kubernetes.ts';
import { slurmFiles } from './slurm.ts';

export const CLUSTER_FORMATS = ['slurm', 'kubernetes', 'aws-batch'] as const;
export type ClusterFormat = (typeof CLUSTER_FORMATS)[number];

const FILES: Record<ClusterFormat, (plan: ClusterPlan) => ClusterFile[]> = {
  slurm: slurmFiles,
  kubernetes: kubernetesFiles,
  'aws-batch': awsBatchFiles,
};

/** The files to hand to a scheduler: a task an index, each with its shard of the same plan, and the merge. @throws RunnerError BAD_SHARD */
export function clusterFiles(format: ClusterFormat, plan: ClusterPlan): ClusterFile[] {
  return FILES[format](plan);
}
