import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { SideDigests } from '@deidbench/core/model';
import { openDataset, type OpenDataset } from '../check/open.ts';
import { listFiles } from '../digest/list-files.ts';
import { sealOf, sideDigests } from '../digest/side-digests.ts';
import { SynthError } from '../errors.ts';
import { FILES } from '../write/settings.ts';
import { TAR_END, tarHeader, tarPadding } from './tar.ts';

export type Side = 'public' | 'sealed';

/**
 * Packs one side of a data set into a tar file, gzip where the name ends in gz. `public`: the input alone, for those who will be judged.
 * `sealed`: key, reference, crosswalks and plantings, for those who judge. Both name the same content digest, and the public one commits to
 * what is sealed: with both unpacked into one folder `checkDataset` proves that nothing was changed meanwhile. Equal sets give equal files.
 * @throws {SynthError} NOT_A_DATASET, OUT_NOT_EMPTY
 */
export async function packDataset(folder: string, side: Side, file: string): Promise<{ files: number; bytes: number }> {
  const open = openDataset(folder);
  if (existsSync(file)) throw new SynthError('OUT_NOT_EMPTY', `--out ${file}: is there already. Give a new file name.`);
  const digests = sideDigests(open.dataset, open.at);
  const entries = side === 'public' ? publicEntries(open, sealOf(digests)) : sealedEntries(open, digests);
  const part = `${file}.part`;
  try {
    const steps = file.endsWith('gz') ? [createGzip({ level: 6 })] : [];
    await pipeline([Readable.from(tarParts(entries)), ...steps, createWriteStream(part)]);
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
  return { files: entries.length, bytes: statSync(file).size };
}

interface Entry {
  name: string;
  from: string | Buffer;
}

function publicEntries(open: OpenDataset, seal: string): Entry[] {
  const { name, mediaType, contentDigest, counts } = open.dataset;
  const { patients, studies, series, instances } = counts;
  const about = {
    formatVersion: 1,
    side: 'public',
    name,
    mediaType,
    contentDigest,
    seal,
    counts: { patients, studies, series, instances },
  };
  return [{ name: FILES.public, from: json(about) }, ...filesBelow(open, open.dataset.input, 'input')];
}

function sealedEntries(open: OpenDataset, digests: SideDigests): Entry[] {
  const { answers, uidMap, patientMap, planted, reference } = open.dataset;
  const curators = existsSync(open.at(FILES.curators)) ? FILES.curators : undefined;
  const taken = new Set<string>([FILES.dataset]);
  const single = Object.entries({ answers, curators, uidMap, patientMap, planted }).flatMap(([side, path]) =>
    path === undefined ? [] : [[side, path, freeName(basename(path), side, taken)] as const],
  );
  // Both sides unpacked into one folder are a data set again, wherever the parts of an imported one lie.
  const names = Object.fromEntries(single.flatMap(([side, , name]) => (side === 'curators' ? [] : [[side, name]])));
  const packed = { ...open.dataset, input: 'input', ...names, ...(reference === undefined ? {} : { reference: 'reference' }), digests };
  return [
    { name: FILES.dataset, from: json(packed) },
    ...single.map(([, path, name]) => ({ name, from: open.at(path) })),
    ...(reference === undefined ? [] : filesBelow(open, reference, 'reference')),
  ];
}

/** Parts of an imported set come from several folders, and may bear one name there. */
function freeName(name: string, side: string, taken: Set<string>): string {
  const free = taken.has(name) ? `${side}-${name}` : name;
  taken.add(free);
  return free;
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

const filesBelow = ({ at }: OpenDataset, root: string, name: string): Entry[] =>
  listFiles(at(root)).map((path) => ({ name: `${name}/${path}`, from: join(at(root), path) }));

async function* tarParts(entries: readonly Entry[]): AsyncGenerator<Buffer> {
  for (const { name, from } of entries) {
    const size = typeof from === 'string' ? statSync(from).size : from.length;
    yield tarHeader(name, size);
    if (typeof from === 'string') for await (const chunk of createReadStream(from)) yield chunk as Buffer;
    else yield from;
    yield tarPadding(size);
  }
  yield TAR_END;
}
