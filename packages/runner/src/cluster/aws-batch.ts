import { RunnerError } from '../errors.ts';
import { jsonFile, mergeCommand, mergeScript, shardCommand, type ClusterFile, type ClusterPlan } from './cluster-plan.ts';
import { mountsOf } from './mounts.ts';

/** AWS Batch takes arrays of 2 to 10,000 jobs. */
const [LEAST, MOST] = [2, 10_000];

/** A job definition, a SubmitJob request with an array (index 0 is shard 1), one for the merge, and the script that submits both. @throws RunnerError BAD_SHARD */
export function awsBatchFiles(plan: ClusterPlan): ClusterFile[] {
  if (plan.shards < LEAST || plan.shards > MOST)
    throw new RunnerError('BAD_SHARD', `--shards ${plan.shards}: AWS Batch takes arrays of ${LEAST} to ${MOST} jobs.`);
  const request = {
    jobName: 'deidbench',
    jobQueue: 'deidbench',
    jobDefinition: 'deidbench',
    arrayProperties: { size: plan.shards },
  };
  const merge = {
    jobName: 'deidbench-merge',
    jobQueue: 'deidbench',
    jobDefinition: 'deidbench',
    containerOverrides: { command: shell(mergeCommand(plan)) },
  };
  return [
    jsonFile('job-definition.json', definition(plan)),
    jsonFile('submit-job.json', request),
    jsonFile('submit-merge.json', merge),
    { name: 'submit.sh', text: SUBMIT, executable: true },
    mergeScript(plan),
  ];
}

function definition(plan: ClusterPlan): object {
  const mounts = mountsOf(plan).map((mount, i) => ({ ...mount, name: mount.readOnly ? `data-${i + 1}` : 'runs' }));
  return {
    jobDefinitionName: 'deidbench',
    type: 'container',
    platformCapabilities: ['EC2'],
    retryStrategy: { attempts: 2 },
    timeout: { attemptDurationSeconds: plan.minutes * 60 },
    containerProperties: {
      image: plan.image,
      command: shell(shardCommand(plan, '$((AWS_BATCH_JOB_ARRAY_INDEX + 1))', '/scratch')),
      resourceRequirements: [
        { type: 'VCPU', value: String(plan.jobs) },
        { type: 'MEMORY', value: String(plan.memoryMegabytes) },
      ],
      volumes: [
        ...mounts.map(({ name, path }) => ({ name, host: { sourcePath: path } })),
        { name: 'scratch', host: { sourcePath: '/scratch' } },
      ],
      mountPoints: [
        ...mounts.map(({ name, path, readOnly }) => ({ sourceVolume: name, containerPath: path, readOnly })),
        { sourceVolume: 'scratch', containerPath: '/scratch', readOnly: false },
      ],
    },
  };
}

function shell(line: string): string[] {
  return ['/bin/bash', '-c', `exec ${line}`];
}

const SUBMIT = `#!/bin/bash
# Registers the job, submits the array, and the merge that begins once every shard is done. Arguments go to both: --job-queue …
set -euo pipefail
cd "$(dirname "$0")"
aws batch register-job-definition --cli-input-json file://job-definition.json
array=$(aws batch submit-job --cli-input-json file://submit-job.json "$@" --query jobId --output text)
aws batch submit-job --cli-input-json file://submit-merge.json --depends-on jobId="$array" "$@"
`;
