import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SideDigests } from '@deidbench/core/model';
import { openAnswerKey, type AnswerKey } from '@deidbench/judge/key';
import { listFiles } from '../digest/list-files.ts';
import { sealOf, sideDigests, treeDigest } from '../digest/side-digests.ts';
import { planPreset } from '../plan/plan.ts';
import { compareKey, comparePlanted, readInstance, type ReadFile } from './instance.ts';
import { readMap } from './maps.ts';
import { openDataset, type OpenDataset } from './open.ts';
import { PlantedIndex } from './planted-index.ts';
import { Problems } from './problems.ts';
import { FILES } from '../write/settings.ts';
import type { CheckReport, ImportedFiles } from './types.ts';

/**
 * Checks a data set from end to end: digest of the files, counts against the preset, every value of the key against the input, every planted
 * identifier in the input and gone from the reference, crosswalks one-to-one, references that resolve. An imported one is checked as far as it
 * goes: of its files those that `imported` names, as a run would take them.
 * @throws {SynthError} NOT_A_DATASET
 */
export async function checkDataset(
  folder: string,
  onProgress: (done: number, total: number) => void = () => undefined,
  imported?: () => Promise<ImportedFiles>,
): Promise<CheckReport> {
  const checker = new Checker(openDataset(folder));
  try {
    return await checker.run(onProgress, imported);
  } finally {
    checker.close();
  }
}

class Checker {
  private readonly open: OpenDataset;
  private readonly problems = new Problems();
  private readonly key: AnswerKey;
  private readonly uids: Map<string, string>;
  private readonly sops = new Set<string>();
  private readonly references: [file: string, sop: string][] = [];
  private checks = 0;

  constructor(open: OpenDataset) {
    this.open = open;
    this.key = openAnswerKey(open.at(open.dataset.answers));
    this.uids = readMap(open, open.dataset.uidMap, this.problems);
    readMap(open, open.dataset.patientMap, this.problems);
  }

  async run(onProgress: (done: number, total: number) => void, imported?: () => Promise<ImportedFiles>): Promise<CheckReport> {
    const { dataset, at } = this.open;
    const planted = dataset.planted === undefined ? undefined : await PlantedIndex.open(at(dataset.planted));
    const taken = dataset.source.kind === 'import' ? await imported?.() : undefined;
    if (taken !== undefined && taken.digest !== dataset.contentDigest)
      this.problems.add('DIGEST', dataset.input, 'the files are not those that were imported: a file was changed, added or taken away.');
    const files = taken?.paths ?? listFiles(at(dataset.input));
    const twins = this.twins();
    const digests: [path: string, md5: string][] = [];
    for (const [i, path] of files.entries()) {
      const input = this.read(dataset.input, path);
      if (input !== undefined) {
        digests.push([path, createHash('md5').update(input.bytes).digest('hex')]);
        this.one(input, planted, twins);
      }
      onProgress(i + 1, files.length);
    }
    this.whole(treeDigest(digests), digests.length, planted);
    this.sides();
    const { list, more } = this.problems;
    return { ok: list.length === 0, instances: digests.length, checks: this.checks, planted: planted?.lines ?? 0, problems: list, more };
  }

  close(): void {
    this.key.close();
  }

  private read(root: string, path: string): ReadFile | undefined {
    try {
      return readInstance(`${root}/${path}`, readFileSync(join(this.open.at(root), path)));
    } catch (error) {
      // Licences and the like lie in released folders.
      if (this.open.dataset.source.kind === 'synth')
        this.problems.add('UNREADABLE', `${root}/${path}`, `can't be read (${(error as Error).message}).`);
      return undefined;
    }
  }

  private one(input: ReadFile, planted: PlantedIndex | undefined, twins: boolean): void {
    const rows = this.key.rowsOf(input.sop);
    this.sops.add(input.sop);
    for (const sop of input.refersTo) this.references.push([input.path, sop]);
    if (rows.length === 0) this.problems.add('NO_KEY_ROW', input.path, 'the key has no row for this instance.');
    for (const row of rows) this.checks += compareKey(input, this.key.checksOf(row).checks, this.problems);
    const twin = twins ? this.twinOf(input) : undefined;
    comparePlanted(input, twin, planted?.of(input.sop) ?? [], this.problems);
  }

  private twins(): boolean {
    const { dataset, at } = this.open;
    return this.open.dataset.reference !== undefined && existsSync(at(dataset.reference ?? ''));
  }

  /** The curated file: its folder is the new Series Instance UID, its name the input's. */
  private twinOf(input: ReadFile): ReadFile | undefined {
    const { reference } = this.open.dataset;
    const [series, name] = input.path.split('/').slice(-2);
    const path = `${this.uids.get(series ?? '') ?? ''}/${name ?? ''}`;
    if (reference === undefined || this.open.dataset.source.kind === 'import') return undefined;
    if (!existsSync(join(this.open.at(reference), path))) {
      this.problems.add('NO_REFERENCE', input.path, 'the reference lacks this instance.');
      return undefined;
    }
    const twin = this.read(reference, path);
    for (const sop of twin?.refersTo ?? []) this.references.push([`${reference}/${path}`, sop]);
    if (twin !== undefined && twin.sop !== this.uids.get(input.sop))
      this.problems.add('MAP', input.path, 'the crosswalk has another UID than the reference.');
    if (twin !== undefined) this.sops.add(twin.sop);
    return twin;
  }

  /** What stands beside the input is what was made. */
  private sides(): void {
    const { dataset, at } = this.open;
    if (dataset.digests === undefined) return;
    const found = sideDigests(dataset, at);
    const committed = readSeal(at(FILES.public));
    if (committed !== undefined && committed !== sealOf(found))
      this.problems.add('DIGEST', FILES.public, 'commits to another sealed side than this one.');
    for (const [side, digest] of Object.entries(dataset.digests) as [keyof SideDigests, string][])
      if (found[side] !== digest)
        this.problems.add(
          'DIGEST',
          side === 'curators' ? FILES.curators : (dataset[side] ?? side),
          'is not what was made: something in it was changed.',
        );
  }

  private whole(digest: string, instances: number, planted: PlantedIndex | undefined): void {
    const { dataset } = this.open;
    if (dataset.source.kind === 'synth') {
      if (digest !== dataset.contentDigest)
        this.problems.add('DIGEST', dataset.input, 'the files are not those that were made: a file was changed, added or taken away.');
      this.counts(instances, planted);
      // What real objects refer to seldom lies beside them.
      if (dataset.source.preset !== 'base')
        for (const [file, sop] of this.references)
          if (!this.sops.has(sop)) this.problems.add('REFERENCE_OPEN', file, 'refers to an instance that the data set lacks.');
    }
    for (const row of this.key.rows)
      if (!this.sops.has(row.sop))
        this.problems.add('NO_INSTANCE', dataset.answers, `row ${row.ordinal} is about an instance that the input lacks.`);
  }

  private counts(instances: number, planted: PlantedIndex | undefined): void {
    const { counts, source } = this.open.dataset;
    const say = (what: string, found: number, said: number): void => {
      if (found !== said) this.problems.add('COUNTS', 'dataset.json', `${what}: ${said} are said, ${found} were found.`);
    };
    say('instances', instances, counts.instances);
    say('planted identifiers', planted?.lines ?? 0, counts.planted);
    say('patients', new Set(this.key.rows.map(({ patient }) => patient)).size, counts.patients);
    if (source.kind !== 'synth' || source.part !== undefined || source.scale === undefined) return;
    const plan = planPreset({
      preset: source.preset,
      scale: source.scale,
      patients: source.patients,
      seed: source.seed,
      difficulty: source.difficulty,
      slides: source.slides,
    });
    for (const what of ['patients', 'studies', 'series', 'instances'] as const)
      say(`${what} of the preset`, counts[what], plan.counts[what]);
  }
}

/** What the public side of a packed data set commits to, where it lies in the folder. */
function readSeal(path: string): string | undefined {
  return existsSync(path) ? String((JSON.parse(readFileSync(path, 'utf8')) as { seal?: unknown }).seal) : undefined;
}
