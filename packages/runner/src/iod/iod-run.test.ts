import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detectIsolation } from '@deidbench/core/process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { foldRun } from '../fold/fold-run.ts';
import { runBenchmark } from '../run/benchmark.ts';
import { control, requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import type { IodAtHand } from './at-hand.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'deidbench-iod-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const OLD = `echo 'Error - </PatientSex(0010,0040)[1]> - Unrecognized enumerated value = <Q>' >&2`;
const NEW = `echo 'Error - </Modality(0008,0060)> - Missing attribute for Type 1 Required - Module=<X>' >&2`;

/** A program that speaks as dciodvfy does: one thing of originals, another of outputs. */
function speaking(ofOriginals: string, ofOutputs: string): IodAtHand {
  const program = join(dir, 'validator.sh');
  writeFileSync(program, `#!/bin/sh\ncase "$(readlink -f "$2")" in\n*/set/input/*) ${ofOriginals} ;;\n*) ${ofOutputs} ;;\nesac\nexit 1\n`);
  chmodSync(program, 0o755);
  return { validator: { name: 'speaking', version: '1', program, cache: join(dir, 'kept') } };
}

async function findingsOf(iod: IodAtHand, out = 'run') {
  if (!existsSync(join(dir, 'set'))) writeMiniDataset(join(dir, 'set'), 1);
  const asked = await requestFor(join(dir, 'set'), join(dir, out), [await control('identity')], { iod });
  await runBenchmark(asked, undisturbed());
  const { notJudged, tools } = await foldRun(asked.out);
  const [tool] = tools;
  const found = tool?.findings.filter(({ rule }) => rule === 'conformance').map(({ tagPath, at }) => [tagPath, at.length]);
  return { notJudged, notes: tool?.notes, found };
}

it('gives one finding for an error that only the outputs have, and none for an old one', async () => {
  const { found, notJudged } = await findingsOf(speaking(OLD, `${OLD}; ${NEW}`));
  expect(found).toEqual([['<(0008,0060)>', 4]]);
  expect(notJudged).toEqual([]);
});

it('asks about an original once', async () => {
  await findingsOf(speaking(OLD, OLD));
  const { found, notes } = await findingsOf(speaking('kill -ABRT $$', OLD), 'other');
  expect(found).toEqual([]);
  expect(notes?.join()).not.toContain('crashed');
});

it('says in a note what it could not validate, and blames nobody for it', async () => {
  const { found, notes } = await findingsOf(speaking(OLD, 'kill -ABRT $$'));
  expect(found).toEqual([]);
  expect(notes).toContain('IOD errors: the validator could not read, crashed or hung at 4 instances; they count as free of them');
});

it('tells a file that the validator can no longer read', async () => {
  const { found } = await findingsOf(speaking(OLD, `echo 'Error - Dicom dataset read failed' >&2`));
  expect(found).toEqual([['file', 4]]);
});

it('says in the results that there is no validator', async () => {
  const { notJudged } = await findingsOf({ absent: 'it is not installed' });
  expect(notJudged).toEqual(['IOD errors: it is not installed']);
  expect(readdirSync(dir)).not.toContain('kept');
});

it('lets the validator reach neither the answer key nor, where it can be kept from it, the network', async () => {
  const key = join(dir, 'set', 'answers.db');
  const looks = `if [ -s "${key}" ] || grep -q : /proc/net/tcp; then ${NEW}; fi`;
  const { method } = await detectIsolation();
  const { found } = await findingsOf(speaking(OLD, looks));
  expect(found).toHaveLength(method === 'group' ? 1 : 0);
});

it('cuts a report that never ends, and goes on with the next file', async () => {
  const { found } = await findingsOf(speaking(OLD, `${NEW}; yes 'Warning - and more' >&2`));
  expect(found).toEqual([['<(0008,0060)>', 4]]);
});
