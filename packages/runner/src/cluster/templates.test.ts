import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import awsBatch from '../testing/schemas/aws-batch.json' with { type: 'json' };
import kubernetesJob from '../testing/schemas/kubernetes-job.json' with { type: 'json' };
import type { ClusterPlan } from './cluster-plan.ts';
import { clusterFiles, type ClusterFormat } from './templates.ts';

const PLAN: ClusterPlan = {
  dataset: "/data/a set with 'quotes' & $HOME $(id) $$",
  tools: 'all',
  out: '/data/runs of %a',
  durations: '/data/before',
  shards: 3,
  jobs: 2,
  minutes: 90,
  memoryMegabytes: 9000,
  command: ['deidbench'],
  image: 'registry.example.org/deidbench:0.1.0',
  env: { DEIDBENCH_CACHE: '/home/a b/cache' },
  setup: 'hash -r',
  extra: ['--seed', '9'],
};

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-templates-'));
  mkdirSync(join(dir, 'bin'));
  program('deidbench', 'printf "%s\\n" "$@"');
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A program on the PATH of the scripts. */
function program(name: string, script: string): string {
  const path = join(dir, 'bin', name);
  writeFileSync(path, `#!/bin/bash\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function fileOf(format: ClusterFormat, name: string, plan = PLAN): string {
  return clusterFiles(format, plan).find((file) => file.name === name)?.text ?? '';
}

interface Pod {
  containers: [{ command: string[]; volumeMounts: { mountPath: string; subPath?: string; readOnly?: boolean }[] }];
  activeDeadlineSeconds: number;
}
type Job = { spec: Record<string, unknown> & { template: { spec: Pod } } };
type Definition = { containerProperties: { command: string[]; mountPoints: object[] } };

function jsonOf<T>(format: ClusterFormat, name: string): T {
  return JSON.parse(fileOf(format, name)) as T;
}

/** Runs a script of ours; answers what it says. */
function run(script: string, env: Record<string, string> = {}, args: string[] = []): string {
  const PATH = `${join(dir, 'bin')}:${process.env['PATH'] ?? ''}`;
  return execFileSync('/bin/bash', ['-c', script, 'script', ...args], { encoding: 'utf8', env: { PATH, TMPDIR: dir, ...env } });
}

/** What deidbench is called with when a shell runs a script of ours. */
function called(script: string, env: Record<string, string> = {}, args: string[] = []): string[] {
  return run(script, env, args).trimEnd().split('\n');
}

function after(words: readonly string[], option: string): string | undefined {
  return words[words.indexOf(option) + 1];
}

/** What Kubernetes makes of a command before it starts it: $$ is $, $(NAME) a variable that it knows. */
function asKubernetes(command: string, env: Record<string, string>): string {
  return command.replace(/\$\$|\$\(([^)]*)\)/g, (all, name: string | undefined) => (all === '$$' ? '$' : (env[name ?? ''] ?? all)));
}

/** How each scheduler runs the i-th of its tasks, counted from 1. */
const TASKS: Record<ClusterFormat, (task: number) => string[]> = {
  slurm: (task) => called(fileOf('slurm', 'deidbench.sbatch'), { SLURM_ARRAY_TASK_ID: String(task) }),
  kubernetes: (task) => {
    const env = { JOB_COMPLETION_INDEX: String(task - 1), HOME: '/root', id: 'spoilt' };
    const [container] = jsonOf<Job>('kubernetes', 'job.json').spec.template.spec.containers;
    return called(asKubernetes(container.command[2] ?? '', env), env);
  },
  'aws-batch': (task) => {
    const { command } = jsonOf<Definition>('aws-batch', 'job-definition.json').containerProperties;
    return called(command[2] ?? '', { AWS_BATCH_JOB_ARRAY_INDEX: String(task - 1) });
  },
};
const MERGES: Record<ClusterFormat, () => string> = {
  slurm: () => fileOf('slurm', 'merge.sbatch'),
  kubernetes: () => asKubernetes(jsonOf<Job>('kubernetes', 'merge-job.json').spec.template.spec.containers[0].command[2] ?? '', {}),
  'aws-batch': () =>
    jsonOf<{ containerOverrides: { command: string[] } }>('aws-batch', 'submit-merge.json').containerOverrides.command[2] ?? '',
};
const FORMATS = Object.keys(TASKS) as ClusterFormat[];

describe.each(FORMATS)('an array for %s', (format) => {
  it('gives every task its own shard, folder and scratch, and all the same else', () => {
    const tasks = [1, 2, 3].map((task) => TASKS[format](task));
    expect(tasks.map((words) => after(words, '--shard'))).toEqual(['1/3', '2/3', '3/3']);
    expect(tasks.map((words) => after(words, '--out'))).toEqual([1, 2, 3].map((task) => `${PLAN.out}/shard-${task}`));
    for (const words of tasks) {
      expect(words[0]).toBe('run');
      expect(after(words, '--dataset')).toBe(PLAN.dataset);
      expect(after(words, '--durations')).toBe(PLAN.durations);
      expect(after(words, '--seed')).toBe('9');
      expect(after(words, '--scratch')).toMatch(/^\//);
    }
  });

  it('merges the folders of all shards and nothing that lies beside them', () => {
    const scripts = [MERGES[format](), ...(format === 'slurm' ? [] : [fileOf(format, 'merge.sh')])];
    const shards = [1, 2, 3].map((shard) => `${PLAN.out}/shard-${shard}`);
    for (const script of scripts) expect(called(script)).toEqual(['merge', ...shards, '--out', `${PLAN.out}/merged`]);
  });
});

/** What a published schema says against a value. */
function problemsOf(schema: object, value: unknown): unknown[] {
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  validate(value);
  return validate.errors ?? [];
}

describe('jobs of Kubernetes', () => {
  it('fit the published schema of batch/v1, which refuses what it does not know', () => {
    for (const name of ['job.json', 'merge-job.json']) expect(problemsOf(kubernetesJob, jsonOf('kubernetes', name))).toEqual([]);
    const job = jsonOf<Job>('kubernetes', 'job.json');
    expect(problemsOf(kubernetesJob, { ...job, spec: { ...job.spec, completionsMode: 'Indexed' } })).toHaveLength(1);
  });

  it('count their shards, try a lost one again by itself, and bound the time of each and not of all', () => {
    const { spec } = jsonOf<Job>('kubernetes', 'job.json');
    expect(spec).toMatchObject({ completionMode: 'Indexed', completions: 3, parallelism: 3, backoffLimitPerIndex: 2 });
    expect(spec).not.toHaveProperty('activeDeadlineSeconds');
    expect(spec.template.spec.activeDeadlineSeconds).toBe(90 * 60);
  });

  it('see dataset and durations read-only, and the runs beside them', () => {
    const [{ volumeMounts }] = jsonOf<Job>('kubernetes', 'job.json').spec.template.spec.containers;
    expect(volumeMounts.map(({ mountPath, subPath, readOnly }) => [mountPath, subPath, readOnly])).toEqual([
      [PLAN.dataset, PLAN.dataset.slice('/data/'.length), true],
      [PLAN.durations, 'before', true],
      [PLAN.out, 'runs of %a', false],
      ['/scratch', undefined, undefined],
    ]);
  });
});

describe('an array of AWS Batch', () => {
  const schemaOf = (shape: string) => ({ ...awsBatch, $ref: `#/definitions/${shape}` });

  it('fits the published shapes of RegisterJobDefinition and SubmitJob, which refuse what they do not know', () => {
    const definition = jsonOf<Definition>('aws-batch', 'job-definition.json');
    expect(problemsOf(schemaOf('RegisterJobDefinitionRequest'), definition)).toEqual([]);
    expect(problemsOf(schemaOf('SubmitJobRequest'), jsonOf('aws-batch', 'submit-job.json'))).toEqual([]);
    expect(problemsOf(schemaOf('SubmitJobRequest'), jsonOf('aws-batch', 'submit-merge.json'))).toEqual([]);
    expect(problemsOf(schemaOf('RegisterJobDefinitionRequest'), { ...definition, arrayProperties: { size: 3 } })).toHaveLength(1);
  });

  it('sees dataset and durations read-only', () => {
    expect(jsonOf<Definition>('aws-batch', 'job-definition.json').containerProperties.mountPoints).toEqual([
      { sourceVolume: 'data-1', containerPath: PLAN.dataset, readOnly: true },
      { sourceVolume: 'data-2', containerPath: PLAN.durations, readOnly: true },
      { sourceVolume: 'runs', containerPath: PLAN.out, readOnly: false },
      { sourceVolume: 'scratch', containerPath: '/scratch', readOnly: false },
    ]);
  });

  it('is submitted with a merge that waits for it', () => {
    program('aws', `echo "$*" >>${join(dir, 'aws')}; [[ $* != *arrayProperties* && $* != *submit-job.json* ]] || echo 11-22`);
    run(fileOf('aws-batch', 'submit.sh'), {}, ['--job-queue', 'q']);
    expect(readFileSync(join(dir, 'aws'), 'utf8').split('\n')[2]).toMatch(/submit-merge\.json --depends-on jobId=11-22 --job-queue q$/);
  });

  it.each([1, 10_001])('is refused for %i shards, which AWS Batch does not take', (shards) => {
    expect(() => clusterFiles('aws-batch', { ...PLAN, shards })).toThrow(/arrays of 2 to 10000/);
  });
});

describe('a task of Slurm', () => {
  const task = (command: string, plan: Partial<ClusterPlan> = {}) =>
    fileOf('slurm', 'deidbench.sbatch', { ...PLAN, command: [command], ...plan });
  const first = { SLURM_ARRAY_JOB_ID: '7', SLURM_ARRAY_TASK_ID: '1' };

  it('ends as deidbench does and leaves no scratch, that of a killed task before it neither', () => {
    const fails = program('fails', `while [ "$1" != --scratch ]; do shift; done\ntouch "$2/a"; echo "$2" >${join(dir, 'scratch')}; exit 3`);
    const left = join(dir, 'deidbench-7-1.killed');
    mkdirSync(left);
    expect(() => run(task(fails), first)).toThrow(expect.objectContaining({ status: 3 }));
    const scratch = readFileSync(join(dir, 'scratch'), 'utf8').trim();
    expect(scratch).toContain(dir);
    expect([scratch, left].filter((path) => existsSync(path))).toEqual([]);
  });

  it('works on another disk where the one that it is told of is not there', () => {
    expect(after(called(task('deidbench'), { ...first, TMPDIR: '/not/on/this/node' }), '--scratch')).toMatch(/^\/tmp\//);
  });

  it('finds the tools where they lie, and what its first line sets', () => {
    const shows = program('shows', 'echo "$DEIDBENCH_CACHE $LOADED"');
    expect(run(task(shows, { setup: 'export LOADED=$UNSET_ANYWHERE-java' }), first)).toBe('/home/a b/cache -java\n');
  });

  it('passes a signal on, and waits for what deidbench does then', () => {
    const stops = program('stops', `trap 'echo stopped; exit 130' TERM\nkill -TERM $PPID\nsleep 20 >/dev/null 2>&1 & wait`);
    expect(() => run(task(stops), first)).toThrow(expect.objectContaining({ status: 130, stdout: 'stopped\n' }));
  });

  it('queues itself again near the end of its time, but not without end and not when all is done', () => {
    const ends = (code: number) => program(`ends-${code}`, `trap 'exit ${code}' TERM\nkill -USR1 $PPID\nsleep 20 >/dev/null 2>&1 & wait`);
    const asked = join(dir, 'requeued');
    program('scontrol', `echo "$*" >>${asked}; exit 1`);
    expect(() => run(task(ends(130)), first)).toThrow(expect.objectContaining({ status: 130 }));
    expect(readFileSync(asked, 'utf8')).toBe('requeue 7_1\n');
    expect(() => run(task(ends(130)), { ...first, SLURM_RESTART_COUNT: '20' })).toThrow(expect.objectContaining({ status: 130 }));
    run(task(ends(0)), first);
    expect(readFileSync(asked, 'utf8')).toBe('requeue 7_1\n');
  });
});

describe('the submission to Slurm', () => {
  /** Calls of sbatch where the cluster's arrays have fewer than `most` + 1 tasks. */
  function submitted(most: number | undefined, args: string[] = []): string[] {
    const log = join(dir, 'sbatch.log');
    rmSync(log, { force: true });
    program('sbatch', `echo "$*" >>${log}; echo "$(wc -l <${log});cluster"`);
    program('scontrol', most === undefined ? 'exit 1' : `echo 'MaxArraySize            = ${most + 1}'`);
    run(fileOf('slurm', 'submit.sh', { ...PLAN, out: join(dir, 'runs of %a'), shards: 7 }), {}, args);
    return readFileSync(log, 'utf8').trim().split('\n');
  }

  it('is one array and a merge that waits until every task has ended, whatever became of it', () => {
    const [array = '', merge = '', ...more] = submitted(1000, ['--partition', 'long']);
    expect(array).toMatch(/--array=1-7 --output=.*\/runs of %%a\/logs\/shard-%a\.log --partition long deidbench\.sbatch 0$/);
    expect(merge).toMatch(/--dependency=afterany:1 --partition long merge\.sbatch$/);
    expect(more).toEqual([]);
    expect(submitted(undefined)).toHaveLength(2);
  });

  it('is several arrays where the cluster bounds their length, every shard once', () => {
    const calls = submitted(3);
    expect(calls.map((call) => /--array=(\S+)/.exec(call)?.[1])).toEqual(['1-3', '1-3', '1-1', undefined]);
    expect(calls.at(-1)).toContain('--dependency=afterany:1:2:3');
    const last = (call: string) => call.split(' ').at(-1) ?? '';
    const shards = calls.slice(0, 3).flatMap((call) => {
      const [, size = '0'] = /--array=1-(\d+)/.exec(call) ?? [];
      const ids = Array.from({ length: Number(size) }, (_, i) => String(i + 1));
      return ids.map((SLURM_ARRAY_TASK_ID) =>
        after(called(fileOf('slurm', 'deidbench.sbatch', { ...PLAN, shards: 7 }), { SLURM_ARRAY_TASK_ID }, [last(call)]), '--shard'),
      );
    });
    expect(shards).toEqual(['1/7', '2/7', '3/7', '4/7', '5/7', '6/7', '7/7']);
    expect(new Set(calls.map((call) => /logs\/(\S+)/.exec(call)?.[1])).size).toBe(4);
  });
});
