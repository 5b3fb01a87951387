import { mergeScript, shardCommand, type ClusterFile, type ClusterPlan } from './cluster-plan.ts';

/** An indexed Job (batch/v1, stable since Kubernetes 1.24; a retry limit an index since 1.29 as beta, 1.33 as stable): index 0 is shard 1. */
export function kubernetesFiles(plan: ClusterPlan): ClusterFile[] {
  const resources = { cpu: String(plan.jobs), memory: `${plan.memoryMegabytes}Mi` };
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
              command: ['/bin/bash', '-c', `exec ${shardCommand(plan, '$((JOB_COMPLETION_INDEX + 1))', '/scratch')}`],
              resources: { limits: resources, requests: resources },
              volumeMounts: [
                { name: 'data', mountPath: '/data' },
                { name: 'scratch', mountPath: '/scratch' },
              ],
            },
          ],
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'deidbench-data' } },
            { name: 'scratch', emptyDir: {} },
          ],
        },
      },
    },
  };
  // JSON is YAML: kubectl apply takes it as it is.
  return [{ name: 'job.json', text: `${JSON.stringify(job, undefined, 2)}\n`, executable: false }, mergeScript(plan)];
}
