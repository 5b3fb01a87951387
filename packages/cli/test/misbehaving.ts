import type { InstanceOutcome } from '@deidbench/core/model';

/** What every one of them begins with. */
export const FIRST = `
import * as fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
const copy = () => cpSync(input, output, { recursive: true });
const file = fs.readdirSync(input, { recursive: true }).filter((name) => name.endsWith('.dcm')).sort()[0];
const sh = (script) => execFileSync('sh', ['-c', script, 'sh', input, output], { stdio: 'inherit' });
`;

export interface Misbehaviour {
  does: string;
  script: string;
  manifest?: object;
  /** Further programs beside the manifest. */
  files?: Record<string, string>;
  /** By the number of instances. */
  outcome: (n: number) => Partial<Record<InstanceOutcome, number>>;
  /** Text of a finding. */
  said?: string;
}

const all = (outcome: InstanceOutcome) => (n: number) => ({ [outcome]: n });
const butOne = (outcome: InstanceOutcome) => (n: number) => ({ ok: n - 1, [outcome]: 1 });

/** Tools as they should not be, by id. */
export const MISBEHAVING: Record<string, Misbehaviour> = {
  daemon: {
    does: 'leaves a daemon, forked twice, without environment',
    script: `copy(); sh('setsid -f env -i sh -c "setsid sleep 8642 & sleep 8642" </dev/null >/dev/null 2>&1');`,
    outcome: all('ok'),
  },
  'closes-stdout': {
    does: 'closes its output streams and lives on',
    script: `fs.closeSync(1); fs.closeSync(2); setInterval(() => undefined, 1000);`,
    outcome: all('timeout'),
  },
  'many-files': {
    does: 'writes twenty thousand small files beside its results',
    script: `fs.mkdirSync(join(output, '000000')); for (let i = 0; i < 20_000; i += 1) fs.writeFileSync(join(output, '000000', 'x' + i), ''); copy();`,
    outcome: all('ok'),
    said: 'many more files',
  },
  late: {
    does: 'writes its results after its end, by a child in another session',
    script: `sh('setsid -f sh -c "sleep 2; cp -r $1/. $2" >/dev/null 2>&1 </dev/null');`,
    outcome: all('refused'),
  },
  'deletes-output': {
    does: 'deletes its output folder',
    script: `copy(); try { fs.rmSync(output, { recursive: true }); } catch { for (const name of fs.readdirSync(output)) fs.rmSync(join(output, name), { recursive: true }); }`,
    outcome: all('refused'),
  },
  'no-rights': {
    does: 'takes all rights from its output',
    script: `copy(); sh('chmod 000 "$2"/*/*.dcm; chmod 000 "$2"/*; chmod 000 "$2"');`,
    outcome: all('ok'),
  },
  names: {
    does: 'names files by no text, very long, and alike but for case',
    script: `copy(); fs.writeFileSync(Buffer.concat([Buffer.from(output + '/'), Buffer.from([0xff, 0xfe, 0x41])]), 'x'); fs.writeFileSync(join(output, 'n'.repeat(251) + '.dcm'), 'x'); fs.writeFileSync(join(output, file.replace('.dcm', '.DCM')), 'x'); fs.writeFileSync(join(output, '-rf \\n\\u202e $(reboot).dcm'), 'x');`,
    outcome: all('ok'),
  },
  device: {
    does: 'makes devices and sockets',
    script: `copy(); try { sh('mknod "$2/null.dcm" c 1 3 2>/dev/null'); } catch {} const { createServer } = await import('node:net'); process.chdir(output); const server = createServer().listen('s.dcm'); await new Promise((done) => server.once('listening', done)); process.exit(0);`,
    outcome: all('ok'),
    said: 'device',
  },
  'huge-environment': {
    does: 'gives its child an environment beyond all bounds',
    script: `copy(); const env = Object.fromEntries(Array.from({ length: 15 }, (_, i) => ['V' + i, 'x'.repeat(120_000)])); execFileSync('sleep', ['1'], { env: { ...env, PATH: process.env.PATH } }); try { execFileSync('true', [], { env: { HUGE: 'x'.repeat(4e6) } }); } catch {}`,
    outcome: all('ok'),
  },
  stdin: {
    does: 'waits for what nobody types',
    script: `for await (const line of process.stdin) void line; copy();`,
    outcome: all('ok'),
  },
  stops: {
    does: 'stops itself',
    script: `process.kill(process.pid, 'SIGSTOP'); copy();`,
    outcome: all('timeout'),
  },
  'kills-all': {
    does: 'kills all that it can reach',
    script: `process.kill(-1, 'SIGKILL'); process.kill(process.pid, 'SIGKILL');`,
    outcome: all('tool-error'),
  },
  prints: {
    does: 'prints control characters and what it reads, and fails',
    script: `const read = fs.readFileSync(join(input, file)); process.stderr.write('\\u001b[2J\\u001b]0;title\\u0007\\u0000'); fs.writeSync(2, read.subarray(0, 60_000)); process.exit(1);`,
    outcome: all('tool-error'),
  },
  sparse: {
    does: 'claims ten terabytes',
    script: `copy(); fs.truncateSync(join(output, file), 10 * 2 ** 40);`,
    outcome: butOne('invalid-output'),
    said: 'larger than any',
  },
  times: {
    does: 'dates its files a thousand years from now, and before there was time',
    script: `copy(); fs.utimesSync(join(output, file), -1e9, 4e9); fs.utimesSync(output, 4e9, 4e9);`,
    outcome: all('ok'),
  },
  loops: {
    does: 'leaves a ring of links and a folder within itself',
    script: `copy(); fs.symlinkSync('b', join(output, 'a')); fs.symlinkSync('a', join(output, 'b')); fs.symlinkSync('.', join(output, 'self')); fs.symlinkSync('/proc/self/root', join(output, 'root.dcm'));`,
    outcome: all('ok'),
    said: 'symbolic link',
  },
  forks: {
    does: 'starts processes without number',
    script: `sh('for i in $(seq 700); do sleep 8642 & done; wait');`,
    // One patient, so that it is not called again.
    manifest: { identifiers: 'per-invocation' },
    outcome: all('tool-error'),
  },
  'folder-for-file': {
    does: 'makes a folder where a file is due',
    script: `copy(); fs.rmSync(join(output, file)); fs.mkdirSync(join(output, file, file), { recursive: true });`,
    outcome: butOne('refused'),
  },
  'same-file': {
    does: 'gives one file under every name',
    script: `copy(); for (const name of fs.readdirSync(output, { recursive: true })) if (name.endsWith('.dcm') && name !== file) { fs.rmSync(join(output, name)); fs.linkSync(join(output, file), join(output, name)); }`,
    outcome: all('ok'),
  },
  'long-paths': {
    does: 'makes folders within folders until no path can name them',
    script: `copy(); for (const where of [output, process.env.HOME]) { process.chdir(where); for (let i = 0; i < 30; i += 1) { fs.mkdirSync('d'.repeat(200)); process.chdir('d'.repeat(200)); } fs.writeFileSync('x.dcm', 'x'); }`,
    outcome: all('ok'),
    said: 'cannot be read',
  },
  'bad-folders': {
    does: 'leaves folders whose names are no text and whose rights are gone',
    script: `copy(); const bad = Buffer.concat([Buffer.from(output + '/'), Buffer.from([0xff, 0xfe])]); fs.mkdirSync(bad); fs.writeFileSync(Buffer.concat([bad, Buffer.from('/x.dcm')]), 'x'); fs.chmodSync(bad, 0);`,
    outcome: all('ok'),
  },
  'no-interpreter': {
    does: 'is a script whose interpreter is not there',
    script: '',
    manifest: { command: ['{manifest}/tool', '{input}', '{output}'] },
    files: { tool: '#!/no/such/interpreter\n' },
    outcome: all('not-installed'),
  },
  'stops-parent': {
    does: 'stops the process that waits for it',
    script: `copy(); process.kill(process.ppid, 'SIGSTOP');`,
    outcome: all('ok'),
  },
  'one-word': {
    does: 'prints what it reads without a break, and fails',
    script: `const read = fs.readFileSync(join(input, file)).toString('latin1').replace(/[^A-Za-z^]/g, ''); process.stdout.write('z'.repeat(300) + read.slice(0, 20_000)); process.exit(1);`,
    outcome: all('tool-error'),
  },
  empty: {
    does: 'leaves empty files',
    script: `copy(); for (const name of fs.readdirSync(output, { recursive: true })) if (name.endsWith('.dcm')) fs.truncateSync(join(output, name), 0);`,
    outcome: all('invalid-output'),
  },
};
