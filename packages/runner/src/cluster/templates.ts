import { quoteShell } from './quote.ts';

export const CLUSTER_FORMATS = ['slurm', 'kubernetes', 'aws-batch'] as const;
export type ClusterFormat = (typeof CLUSTER_FORMATS)[number];

/** What an array job needs to know. Each of its parts runs one shard of the same plan into its own folder; one last step merges them. */
export interface ClusterPlan {
  dataset: string;
  tools: string;
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
  /** More arguments of `deidbench run`. */
  extra: string[];
}

export interface ClusterFile {
  name: string;
  text: string;
  executable: boolean;
}

/** The files to hand to a scheduler. */
export function clusterFiles(format: ClusterFormat, plan: ClusterPlan): ClusterFile[] {
  switch (format) {
    case 'slurm':
      return [slurmArray(plan), slurmSubmit(plan)];
    case 'kubernetes':
      return [kubernetesJob(plan), mergeScript(plan)];
    case 'aws-batch':
      return [awsJob(plan), mergeScript(plan)];
  }
}

/** Arguments of one shard; `index` is a shell expression for a number from 1. */
function shardCommand(plan: ClusterPlan, index: string): string {
  const fixed = ['run', '--dataset', plan.dataset, '--tools', plan.tools, '--jobs', String(plan.jobs), ...plan.extra];
  const words = [...plan.command, ...fixed].map(quoteShell).join(' ');
  return `${words} --shard "${index}/${plan.shards}" --out ${quoteShell(`${plan.out}/shard-`)}"${index}"`;
}

function mergeCommand(plan: ClusterPlan): string {
  const shards = `${quoteShell(`${plan.out}/shard-`)}*`;
  return `${plan.command.map(quoteShell).join(' ')} merge ${shards} --out ${quoteShell(`${plan.out}/merged`)}`;
}

function slurmArray(plan: ClusterPlan): ClusterFile {
  const text = `#!/bin/bash
#SBATCH --job-name=deidbench
#SBATCH --array=1-${plan.shards}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${plan.jobs}
#SBATCH --mem=${plan.memoryMegabytes}M
#SBATCH --time=${plan.minutes}
#SBATCH --output=${plan.out}/shard-%a.log
# One task, one shard. A task that is started again goes on where it stopped.
set -euo pipefail
i=\${SLURM_ARRAY_TASK_ID:?start this file with sbatch}
exec ${shardCommand(plan, '$i')}
`;
  return { name: 'deidbench.sbatch', text, executable: true };
}

function slurmSubmit(plan: ClusterPlan): ClusterFile {
  const text = `#!/bin/bash
# Submits the array and, once every shard is done, the merge.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p ${quoteShell(plan.out)}
array=$(sbatch --parsable deidbench.sbatch)
sbatch --parsable --job-name=deidbench-merge --dependency=afterok:"\${array%%;*}" --output=${quoteShell(`${plan.out}/merge.log`)} --wrap ${quoteShell(mergeCommand(plan))}
`;
  return { name: 'submit.sh', text, executable: true };
}

function mergeScript(plan: ClusterPlan): ClusterFile {
  return {
    name: 'merge.sh',
    text: `#!/bin/bash\n# Run this once every shard is done.\nset -euo pipefail\nexec ${mergeCommand(plan)}\n`,
    executable: true,
  };
}

function kubernetesJob(plan: ClusterPlan): ClusterFile {
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'deidbench' },
    spec: {
      completionMode: 'Indexed',
      completions: plan.shards,
      parallelism: plan.shards,
      backoffLimitPerIndex: 2,
      activeDeadlineSeconds: plan.minutes * 60,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [
            {
              name: 'shard',
              image: plan.image,
              command: ['/bin/bash', '-c', `exec ${shardCommand(plan, '$((JOB_COMPLETION_INDEX + 1))')}`],
              resources: { limits: { cpu: String(plan.jobs), memory: `${plan.memoryMegabytes}Mi` } },
              volumeMounts: [{ name: 'data', mountPath: '/data' }],
            },
          ],
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'deidbench-data' } }],
        },
      },
    },
  };
  // JSON is YAML: kubectl apply takes it as it is.
  return { name: 'job.json', text: `${JSON.stringify(job, undefined, 2)}\n`, executable: false };
}

function awsJob(plan: ClusterPlan): ClusterFile {
  const request = {
    jobName: 'deidbench',
    jobQueue: 'deidbench',
    jobDefinition: 'deidbench',
    arrayProperties: { size: plan.shards },
    retryStrategy: { attempts: 2 },
    timeout: { attemptDurationSeconds: plan.minutes * 60 },
    containerOverrides: {
      command: ['/bin/bash', '-c', `exec ${shardCommand(plan, '$((AWS_BATCH_JOB_ARRAY_INDEX + 1))')}`],
      resourceRequirements: [
        { type: 'VCPU', value: String(plan.jobs) },
        { type: 'MEMORY', value: String(plan.memoryMegabytes) },
      ],
    },
  };
  return { name: 'submit-job.json', text: `${JSON.stringify(request, undefined, 2)}\n`, executable: false };
}
