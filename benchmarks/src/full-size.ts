// Plans the 172,887 instances of the three MIDI data sets together, and makes, runs with the three controls, judges and deletes them part by
// part, so that the disk holds one part at a time. Every part is a line of FOLDER/full-size.ndjson; called again it goes on after the last.
// Usage: node --conditions=@deidbench/source benchmarks/src/full-size.ts FOLDER [--parts 36] [--minutes 600] [--image-size 32] [--jobs 2]
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { planPreset, splitPlan } from '@deidbench/synth';
import { doPart, type DonePart, type Part } from './full-size-part.ts';

const PRESETS = ['midi-1.0', 'midi-1.1', 'midi-1.2'];
const PUBLISHED_INSTANCES = 172_887;
const SEED = 7;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parts: { type: 'string', default: '36' },
    minutes: { type: 'string', default: '600' },
    'image-size': { type: 'string', default: '32' },
    jobs: { type: 'string', default: '2' },
  },
});
const folder = resolve(positionals[0] ?? 'runs/full-size');
const ledger = join(folder, 'full-size.ndjson');
mkdirSync(folder, { recursive: true });

const parts = planParts(Number(values.parts));
const planned = parts.reduce((sum, { plan }) => sum + plan.counts.instances, 0);
if (planned !== PUBLISHED_INSTANCES) throw new Error(`${planned} instances planned, ${PUBLISHED_INSTANCES} are published`);
const done = readLedger();
const deadline = Date.now() + Number(values.minutes) * 60_000;
for (const part of parts.slice(done.length)) {
  if (Date.now() > deadline) break;
  const result = await doPart(part, { folder, seed: SEED, imageSize: Number(values['image-size']), jobs: Number(values.jobs) });
  done.push(result);
  appendFileSync(ledger, `${JSON.stringify(result)}\n`);
  console.log(JSON.stringify(result));
}
console.log(JSON.stringify(summary(done), undefined, 2));
process.exitCode = done.every(({ wrong }) => wrong.length === 0) ? 0 : 1;

/** Patients dealt out at random, so that the first parts stand for all; the parts of the three sets in turn. */
function planParts(count: number): Part[] {
  const each = Math.max(1, Math.round(count / PRESETS.length));
  const shares = Array.from({ length: each }, (_, i) => ({ name: `part-${i + 1}`, share: 1 / each }));
  const sets = PRESETS.map((preset) => splitPlan(planPreset({ preset, seed: SEED }), shares, SEED));
  return shares.flatMap(({ name }, i) => sets.flatMap((plans, s) => (plans[i] ? [{ name: `${PRESETS[s]}-${name}`, plan: plans[i] }] : [])));
}

function readLedger(): DonePart[] {
  if (!existsSync(ledger)) return [];
  const lines = readFileSync(ledger, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as DonePart);
}

function summary(all: readonly DonePart[]): object {
  const sum = (of: (part: DonePart) => number) => all.reduce((total, part) => total + of(part), 0);
  const most = (of: (part: DonePart) => number) => Math.max(0, ...all.map(of));
  const instances = sum((part) => part.instances);
  const perInstance = (seconds: number) => Math.round((seconds / Math.max(1, instances)) * 1e5) / 100;
  return {
    planned: { instances: planned, parts: parts.length },
    measured: { instances, parts: all.length, patients: sum((part) => part.patients), checks: sum((part) => part.checks) },
    wrong: all.flatMap((part) => part.wrong),
    wallMinutes: { generate: sum((part) => part.generate.wallSeconds) / 60, run: sum((part) => part.run.wallSeconds) / 60 },
    cpuMillisecondsAnInstance: {
      generate: perInstance(sum((part) => part.generate.cpuSeconds)),
      runThreeControls: perInstance(sum((part) => part.run.cpuSeconds)),
      foldAndRank: perInstance(sum((part) => part.fold.cpuSeconds)),
    },
    peakMegabytes: {
      parentGenerating: most((part) => part.generate.parentPeakBytes) / 1e6,
      parentRunning: most((part) => part.run.parentPeakBytes) / 1e6,
      parentFolding: most((part) => part.fold.parentPeakBytes) / 1e6,
      worker: most((part) => Math.max(part.run.workerPeakBytes, part.generate.workerPeakBytes)) / 1e6,
      together: most((part) => Math.max(part.run.togetherPeakBytes, part.generate.togetherPeakBytes)) / 1e6,
    },
    kilobytesAnInstance: {
      dataset: sum((part) => part.datasetBytes) / instances / 1e3,
      blobs: sum((part) => part.blobBytes) / instances / 1e3,
    },
  };
}
