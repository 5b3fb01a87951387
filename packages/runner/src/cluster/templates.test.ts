import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AWS_JOB_DEFINITION, AWS_SUBMIT_JOB, KUBERNETES_JOB } from '../testing/scheduler-schemas.ts';
import type { ClusterPlan } from './cluster-plan.ts';
import { clusterFiles, type ClusterFormat } from './templates.ts';

const PLAN: ClusterPlan = {
  dataset: "/data/a set with 'quotes' & $HOME",
  tools: 'all',
  out: '/data/runs',
  shards: 3,
  jobs: 2,
  minutes: 90,
  memoryMegabytes: 9000,
  command: ['deidbench'],
  image: 'registry.example.org/deidbench:0.1.0',
  extra: ['--seed', '9'],
};

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-templates-'));
  mkdirSync(join(dir, 'bin'));
  const stub = join(dir, 'bin', 'deidbench');
  writeFileSync(stub, '#!/bin/bash\nprintf "%s\\n" "$@"\n');
  chmodSync(stub, 0o755);
});
afterAll(() => rmSync(dir, { recursive: true }));

function fileOf(format: ClusterFormat, name: string, plan = PLAN): string {
  return clusterFiles(format, plan).find((file) => file.name === name)?.text ?? '';
}

function jsonOf(format: ClusterFormat, name: string): Record<string, unknown> {
  return JSON.parse(fileOf(format, name)) as Record<string, unknown>;
}

/** What deidbench is called with when a shell runs a script of ours. */
function called(script: string, env: Record<string, string> = {}): string[] {
  const PATH = `${join(dir, 'bin')}:${process.env['PATH'] ?? ''}`;
  return execFileSync('/bin/bash', ['-c', script], { encoding: 'utf8', env: { PATH, TMPDIR: dir, ...env } })
    .trimEnd()
    .split('\n');
}

function after(words: readonly string[], option: string): string | undefined {
  return words[words.indexOf(option) + 1];
}

interface Contained {
  command: string[];
}

/** How each scheduler runs the i-th of its tasks, counted from 1. */
const TASKS: Record<ClusterFormat, (task: number) => string[]> = {
  slurm: (task) => called(fileOf('slurm', 'deidbench.sbatch'), { SLURM_ARRAY_TASK_ID: String(task) }),
  kubernetes: (task) => {
    const spec = jsonOf('kubernetes', 'job.json')['spec'] as { template: { spec: { containers: Contained[] } } };
    return called(spec.template.spec.containers[0]?.command[2] ?? '', { JOB_COMPLETION_INDEX: String(task - 1) });
  },
  'aws-batch': (task) => {
    const { command } = jsonOf('aws-batch', 'job-definition.json')['containerProperties'] as Contained;
    return called(command[2] ?? '', { AWS_BATCH_JOB_ARRAY_INDEX: String(task - 1) });
  },
};
const FORMATS = Object.keys(TASKS) as ClusterFormat[];

describe.each(FORMATS)('an array for %s', (format) => {
  it('gives every task its own shard, folder and scratch, and all the same else', () => {
    const tasks = [1, 2, 3].map((task) => TASKS[format](task));
    expect(tasks.map((words) => after(words, '--shard'))).toEqual(['1/3', '2/3', '3/3']);
    expect(tasks.map((words) => after(words, '--out'))).toEqual(['/data/runs/shard-1', '/data/runs/shard-2', '/data/runs/shard-3']);
    for (const words of tasks) {
      expect(words[0]).toBe('run');
      expect(after(words, '--dataset')).toBe(PLAN.dataset);
      expect(after(words, '--seed')).toBe('9');
      expect(after(words, '--scratch')).toMatch(/^\//);
    }
  });

  it('merges the folders of all shards and nothing that lies beside them', () => {
    const merge = fileOf(format, format === 'slurm' ? 'merge.sbatch' : 'merge.sh');
    expect(called(merge)).toEqual([
      'merge',
      '/data/runs/shard-1',
      '/data/runs/shard-2',
      '/data/runs/shard-3',
      '--out',
      '/data/runs/merged',
    ]);
  });
});

describe('a job of Kubernetes', () => {
  it('fits the fields of batch/v1', () => {
    expect(problemsOf(KUBERNETES_JOB, jsonOf('kubernetes', 'job.json'))).toEqual([]);
  });
});

describe('an array of AWS Batch', () => {
  it('fits the requests of RegisterJobDefinition and SubmitJob', () => {
    expect(problemsOf(AWS_JOB_DEFINITION, jsonOf('aws-batch', 'job-definition.json'))).toEqual([]);
    expect(problemsOf(AWS_SUBMIT_JOB, jsonOf('aws-batch', 'submit-job.json'))).toEqual([]);
  });

  it.each([1, 10_001])('is refused for %i shards, which AWS Batch does not take', (shards) => {
    expect(() => clusterFiles('aws-batch', { ...PLAN, shards })).toThrow(/arrays of 2 to 10000/);
  });
});

describe('a task of Slurm', () => {
  it('ends as deidbench does and leaves no scratch', () => {
    const stub = join(dir, 'fails');
    writeFileSync(
      stub,
      `#!/bin/bash\nwhile [ "$1" != --scratch ]; do shift; done\ntouch "$2/a"; echo "$2" >${join(dir, 'scratch')}; exit 3\n`,
    );
    chmodSync(stub, 0o755);
    const script = fileOf('slurm', 'deidbench.sbatch', { ...PLAN, command: [stub] });
    expect(() => called(script, { SLURM_ARRAY_TASK_ID: '1' })).toThrow(expect.objectContaining({ status: 3 }));
    const scratch = readFileSync(join(dir, 'scratch'), 'utf8').trim();
    expect(scratch).toContain(dir);
    expect(existsSync(scratch)).toBe(false);
  });

  it('passes the warning before its time limit on, and waits for what deidbench does then', () => {
    const stub = join(dir, 'stops');
    writeFileSync(stub, `#!/bin/bash\ntrap 'echo stopped; exit 130' TERM\nkill -TERM $PPID\nsleep 20 & wait\n`);
    chmodSync(stub, 0o755);
    const script = fileOf('slurm', 'deidbench.sbatch', { ...PLAN, command: [stub] });
    expect(() => called(script, { SLURM_ARRAY_TASK_ID: '1' })).toThrow(expect.objectContaining({ status: 130, stdout: 'stopped\n' }));
  });
});

function problemsOf(schema: object, value: unknown): unknown[] {
  const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);
  validate(value);
  return validate.errors ?? [];
}
