import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds and packs every package, installs the tarballs into an empty folder, and goes the whole way there: what users of a release get. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'deidbench-packed-'));
const tarballs = join(folder, 'tarballs');
const place = join(folder, 'place');

/** Runs a program and gives its stdout; stops with what it said where it fails. */
function run(program: string, args: string[], cwd: string): string {
  // The engine of the text reader would fetch parts for graphics cards that nothing here uses.
  const env = { ...process.env, NO_COLOR: '1', ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const done = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${done.status}:\n${done.stderr}\n${done.stdout}`);
  return done.stdout;
}

try {
  mkdirSync(tarballs);
  mkdirSync(place);
  run('npm', ['run', '-s', 'build', '--', '--skip-nx-cache'], root);
  for (const name of readdirSync(join(root, 'packages'))) run('npm', ['pack', '--silent', join(root, 'packages', name)], tarballs);
  writeFileSync(join(place, 'package.json'), '{"private": true}');
  const files = readdirSync(tarballs).map((name) => join(tarballs, name));
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...files], place);
  const deidbench = (...args: string[]): string => run(join(place, 'node_modules/.bin/deidbench'), args, place);
  const tools = JSON.parse(deidbench('adapters', 'list', '--json')) as unknown[];
  deidbench('synth', '--preset', 'demo', '--patients', '3', '--image-size', '64', '--out', 'set');
  const results = JSON.parse(deidbench('run', '--dataset', 'set', '--tools', 'identity', '--out', 'run', '--json')) as { controls: string };
  if (results.controls !== 'ok') throw new Error(`the controls of the packed release are ${results.controls}`);
  deidbench('report', 'run', '--format', 'html,xlsx,junit,sarif');
  console.log(`packed, installed and run: ${files.length} packages, ${tools.length} tools, controls ok`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
