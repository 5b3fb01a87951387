import { relative } from 'node:path';
import {
  jsonFile,
  MERGE_MEGABYTES,
  mergeCommand,
  mergeScript,
  shardCommand,
  warningSeconds,
  type ClusterFile,
  type ClusterPlan,
} from './cluster-plan.ts';
import { commonFolder, mountsOf } from './mounts.ts';

/**
 * An indexed Job (batch/v1, stable since Kubernetes 1.24; a retry limit an index since 1.29 as beta, 1.33 as stable): index 0 is shard 1. And
 * the Job that merges. JSON is YAML: kubectl apply takes it as it is.
 */
export function kubernetesFiles(plan: ClusterPlan): ClusterFile[] {
  const shard = shardCommand(plan, '$((JOB_COMPLETION_INDEX + 1))', '/scratch');
  const array = {
    completionMode: 'Indexed',
    completions: plan.shards,
    parallelism: plan.shards,
    backoffLimitPerIndex: 2,
    template: template(plan, shard, { cpu: String(plan.jobs), memory: `${plan.memoryMegabytes}Mi` }),
  };
  const merge = {
    backoffLimit: 2,
    template: template(plan, mergeCommand(plan), { cpu: '1', memory: `${Math.min(MERGE_MEGABYTES, plan.memoryMegabytes)}Mi` }),
  };
  return [jsonFile('job.json', job('deidbench', array)), jsonFile('merge-job.json', job('deidbench-merge', merge)), mergeScript(plan)];
}

function job(name: string, spec: object): object {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec };
}

/** A pod. The bound of time is its own, not that of the Job: a shard may have to wait until there is room for it. */
function template(plan: ClusterPlan, line: string, resources: { cpu: string; memory: string }): object {
  const mounts = mountsOf(plan);
  const claimed = commonFolder(mounts.map(({ path }) => path));
  return {
    spec: {
      restartPolicy: 'Never',
      activeDeadlineSeconds: plan.minutes * 60,
      terminationGracePeriodSeconds: warningSeconds(plan),
      containers: [
        {
          name: 'deidbench',
          image: plan.image,
          // In a command $$ stands for $, and $(NAME) for a variable.
          command: ['/bin/bash', '-c', `exec ${line}`.replaceAll('$', '$$$$')],
          resources: { limits: resources, requests: resources },
          volumeMounts: [
            ...mounts.map(({ path, readOnly }) => ({ name: 'data', mountPath: path, subPath: relative(claimed, path), readOnly })),
            { name: 'scratch', mountPath: '/scratch' },
          ],
        },
      ],
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'deidbench-data' } },
        { name: 'scratch', emptyDir: {} },
      ],
    },
  };
}
