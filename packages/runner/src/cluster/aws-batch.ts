import { RunnerError } from '../errors.ts';
import { mergeScript, shardCommand, type ClusterFile, type ClusterPlan } from './cluster-plan.ts';

/** AWS Batch takes arrays of 2 to 10,000 jobs. */
const [LEAST, MOST] = [2, 10_000];

/** A job definition and a SubmitJob request with an array: index 0 is shard 1. @throws RunnerError BAD_SHARD */
export function awsBatchFiles(plan: ClusterPlan): ClusterFile[] {
  if (plan.shards < LEAST || plan.shards > MOST)
    throw new RunnerError('BAD_SHARD', `--shards ${plan.shards}: AWS Batch takes arrays of ${LEAST} to ${MOST} jobs.`);
  const command = ['/bin/bash', '-c', `exec ${shardCommand(plan, '$((AWS_BATCH_JOB_ARRAY_INDEX + 1))', '/scratch')}`];
  const definition = {
    jobDefinitionName: 'deidbench',
    type: 'container',
    platformCapabilities: ['EC2'],
    retryStrategy: { attempts: 2 },
    timeout: { attemptDurationSeconds: plan.minutes * 60 },
    containerProperties: {
      image: plan.image,
      command,
      resourceRequirements: [
        { type: 'VCPU', value: String(plan.jobs) },
        { type: 'MEMORY', value: String(plan.memoryMegabytes) },
      ],
      volumes: [
        { name: 'data', host: { sourcePath: '/data' } },
        { name: 'scratch', host: { sourcePath: '/scratch' } },
      ],
      mountPoints: [
        { sourceVolume: 'data', containerPath: '/data', readOnly: false },
        { sourceVolume: 'scratch', containerPath: '/scratch', readOnly: false },
      ],
    },
  };
  const request = {
    jobName: 'deidbench',
    jobQueue: 'deidbench',
    jobDefinition: 'deidbench',
    arrayProperties: { size: plan.shards },
  };
  return [file('job-definition.json', definition), file('submit-job.json', request), mergeScript(plan)];
}

function file(name: string, content: object): ClusterFile {
  return { name, text: `${JSON.stringify(content, undefined, 2)}\n`, executable: false };
}
