import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, hostname, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

/** A real Slurm of one node on the loopback address, started for a test and stopped after it. */
export interface LocalSlurm {
  env: NodeJS.ProcessEnv;
  run(program: 'sbatch' | 'squeue' | 'scontrol' | 'scancel', args: string[]): string;
  /** Waits until no job is left in the queue. */
  drained(seconds: number): Promise<void>;
  stop(): void;
}

/** Tasks of the longest array that this cluster takes. */
export const MOST_TASKS = 3;

const PROGRAMS = ['/usr/sbin/slurmctld', '/usr/sbin/slurmd', '/usr/sbin/munged', '/usr/bin/sbatch'];

/** Why a test can't start Slurm here, or undefined when it can. */
export function slurmMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'Slurm is started as root only';
  const missing = PROGRAMS.filter((program) => !existsSync(program));
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

function startMunge(home: string): { socket: string; pidFile: string } {
  const user = Number(execFileSync('id', ['-u', 'munge'], { encoding: 'utf8' }));
  const group = Number(execFileSync('id', ['-g', 'munge'], { encoding: 'utf8' }));
  const folder = join(home, 'munge');
  mkdirSync(folder, { mode: 0o755 });
  chownSync(folder, user, group);
  const key = join(folder, 'munge.key');
  writeFileSync(key, 'k'.repeat(128), { mode: 0o600 });
  chownSync(key, user, group);
  const files = { socket: join(folder, 'munge.socket'), pidFile: join(folder, 'munged.pid') };
  const args = [
    `--key-file=${key}`,
    `--socket=${files.socket}`,
    `--pid-file=${files.pidFile}`,
    `--log-file=${join(folder, 'munged.log')}`,
    `--seed-file=${join(folder, 'seed')}`,
  ];
  execFileSync('setpriv', [`--reuid=${user}`, `--regid=${group}`, '--clear-groups', '/usr/sbin/munged', ...args]);
  return files;
}

function configuration(home: string, ports: [number, number], mungeSocket: string): string {
  const host = hostname();
  return [
    'ClusterName=deidbench',
    `SlurmctldHost=${host}(127.0.0.1)`,
    'AuthType=auth/munge',
    `AuthInfo=socket=${mungeSocket}`,
    'CryptoType=crypto/munge',
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core',
    'JobAcctGatherType=jobacct_gather/linux',
    'SlurmUser=root',
    'SlurmdUser=root',
    'ReturnToService=2',
    // A short array, so that a test sees what is done where a plan is longer than that.
    `MaxArraySize=${MOST_TASKS + 1}`,
    'SchedulerParameters=batch_sched_delay=1,sched_interval=2',
    'MailProg=/bin/true',
    `SlurmctldPort=${ports[0]}`,
    `SlurmdPort=${ports[1]}`,
    `StateSaveLocation=${join(home, 'state')}`,
    `SlurmdSpoolDir=${join(home, 'spool')}`,
    `SlurmctldPidFile=${join(home, 'slurmctld.pid')}`,
    `SlurmdPidFile=${join(home, 'slurmd.pid')}`,
    `SlurmctldLogFile=${join(home, 'slurmctld.log')}`,
    `SlurmdLogFile=${join(home, 'slurmd.log')}`,
    `NodeName=${host} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} RealMemory=${Math.floor((totalmem() / 2 ** 20) * 0.9)} State=UNKNOWN`,
    `PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP`,
    '',
  ].join('\n');
}

/** Ends a daemon and waits until it is gone, so that its folder can be removed. */
function killByFile(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  const pid = readFileSync(pidFile, 'utf8').trim();
  const running = () => existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  spawnSync('kill', ['-TERM', pid]);
  for (let waited = 0; running() && waited < 30; waited++) spawnSync('sleep', ['0.1']);
  if (running()) spawnSync('kill', ['-KILL', pid]);
}

export async function startSlurm(): Promise<LocalSlurm> {
  const home = mkdtempSync(join(tmpdir(), 'deidbench-slurm-'));
  // The authentication daemon runs as its own user and must be able to enter.
  chmodSync(home, 0o755);
  for (const folder of ['state', 'spool']) mkdirSync(join(home, folder));
  const munge = startMunge(home);
  const file = join(home, 'slurm.conf');
  writeFileSync(file, configuration(home, [await freePort(), await freePort()], munge.socket));
  const env = { ...process.env, SLURM_CONF: file };
  execFileSync('/usr/sbin/slurmctld', ['-f', file], { env });
  execFileSync('/usr/sbin/slurmd', ['-f', file], { env });
  const run: LocalSlurm['run'] = (program, args) => execFileSync(program, args, { env, encoding: 'utf8' });

  const ready = () => spawnSync('sinfo', ['-h', '-o', '%T'], { env, encoding: 'utf8' }).stdout?.trim() === 'idle';
  for (let waited = 0; !ready(); waited++) {
    if (waited > 120) throw new Error(`Slurm did not become ready: ${spawnSync('sinfo', [], { env, encoding: 'utf8' }).stdout}`);
    await sleep(250);
  }
  return {
    env,
    run,
    async drained(seconds) {
      for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(300)) if (run('squeue', ['-h']).trim() === '') return;
      throw new Error(`jobs are still in the queue after ${seconds} s:\n${run('squeue', [])}`);
    },
    stop() {
      for (const name of ['slurmd', 'slurmctld']) killByFile(join(home, `${name}.pid`));
      killByFile(munge.pidFile);
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
