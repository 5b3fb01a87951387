import { describe, expect, it } from 'vitest';
import { containerCommand, containerName } from './container-command.ts';
import type { Sandbox } from './types.ts';

const SANDBOX: Sandbox = {
  input: '/run/in',
  output: '/run/out',
  work: '/run/work',
  home: '/run/home',
  hide: ['/run'],
  show: ['/tools/x'],
  limits: { seconds: 60, memoryBytes: 2e9, diskBytes: 1e9, processes: 100 },
  addressSpaceLimit: false,
  network: 'none',
  marker: 'run-1 a/b',
  logFile: '/run/log',
};
const COMMAND = { argv: ['tool', '-i', '/run/in', '-o', '/run/out'], env: { MODE: 'a b' } };
const USER = { uid: 1000, gid: 100 };

/** Pairs of a flag with its value. */
function flags(argv: readonly string[], flag: string): string[] {
  return argv.filter((_, i) => argv[i - 1] === flag);
}

describe.each(['docker', 'podman'] as const)('the command of %s', (runtime) => {
  const argv = containerCommand({ runtime, image: 'tool@sha256:1' }, COMMAND, SANDBOX, USER);

  it('ends with the image and the arguments of the tool', () => {
    expect(argv.slice(argv.indexOf('--entrypoint'))).toEqual(['--entrypoint', 'tool', 'tool@sha256:1', ...COMMAND.argv.slice(1)]);
  });

  it('gives no network, no privileges, a system that cannot be written, and pulls nothing', () => {
    expect(flags(argv, '--network')).toEqual(['none']);
    expect(flags(argv, '--cap-drop')).toEqual(['ALL']);
    expect(flags(argv, '--pull')).toEqual(['never']);
    expect(argv).toContain('--read-only');
    expect(flags(argv, '--security-opt')).toContain('no-new-privileges');
  });

  it('shows the sandbox and nothing else of this machine', () => {
    expect(flags(argv, '--mount')).toEqual([
      'type=bind,source=/run/in,target=/run/in,readonly',
      'type=bind,source=/tools/x,target=/tools/x,readonly',
      'type=bind,source=/run/out,target=/run/out',
      'type=bind,source=/run/work,target=/run/work',
      'type=bind,source=/run/home,target=/run/home',
      'type=bind,source=/run/home/tmp,target=/tmp',
    ]);
    expect(argv).not.toContain('--volume');
  });

  it('sets the limits of the attempt', () => {
    expect(flags(argv, '--memory')).toEqual(['2000000000']);
    expect(flags(argv, '--memory-swap')).toEqual(['2000000000']);
    expect(flags(argv, '--pids-limit')).toEqual(['100']);
  });

  it('runs as who we are, with the settings of every tool and its own', () => {
    expect(flags(argv, '--user')).toEqual(['1000:100']);
    expect(flags(argv, '--env')).toEqual(expect.arrayContaining(['TZ=UTC', 'HOME=/run/home', 'MODE=a b', 'DEIDBENCH_ATTEMPT=run-1 a/b']));
    expect(flags(argv, '--env').some((variable) => variable.startsWith('PATH='))).toBe(false);
  });

  it('names the container by its marker, in the letters that names may have', () => {
    expect(flags(argv, '--name')).toEqual(['deidbench-run-1_a_b']);
    expect(containerName('a.b-c_1')).toBe('deidbench-a.b-c_1');
  });
});

describe('the command of podman', () => {
  it('keeps our user inside, unless that is root', () => {
    const argv = (uid: number): string[] => containerCommand({ runtime: 'podman', image: 'i' }, COMMAND, SANDBOX, { uid, gid: uid });
    expect(flags(argv(1000), '--userns')).toEqual(['keep-id']);
    expect(flags(argv(0), '--userns')).toEqual([]);
  });
});

describe('the command of apptainer', () => {
  const argv = containerCommand({ runtime: 'apptainer', image: '/images/tool.sif' }, COMMAND, SANDBOX, USER);

  it('contains all, without network and privileges', () => {
    expect(argv.slice(0, 9)).toEqual([
      'apptainer',
      'exec',
      '--containall',
      '--no-home',
      '--no-privs',
      '--no-eval',
      '--net',
      '--network',
      'none',
    ]);
  });

  it('ends with the image file and the whole command', () => {
    expect(argv.slice(-6)).toEqual(['/images/tool.sif', ...COMMAND.argv]);
    expect(flags(argv, '--mount')).toContain('type=bind,source=/run/in,destination=/run/in,ro');
  });
});

describe('a path with a comma', () => {
  it('is written as CSV has it', () => {
    const argv = containerCommand({ runtime: 'docker', image: 'i' }, COMMAND, { ...SANDBOX, input: '/a, "b"' }, USER);
    expect(flags(argv, '--mount')[0]).toBe('type=bind,"source=/a, ""b""","target=/a, ""b""",readonly');
  });
});
