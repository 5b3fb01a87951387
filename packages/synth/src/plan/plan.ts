import { MODALITIES, modalityOf } from '../iod/index.ts';
import { fitting, PRIVATE, UNUSUAL, type Carrier } from '../plant/carriers.ts';
import { rng } from '../random/rng.ts';
import { type Vendor, vendorsOf } from '../vendor/vendors.ts';
import { burnShare } from './burn-share.ts';
import { layOutPatients, type PatientSlots } from './layout.ts';
import { presetOf } from './preset.ts';
import { countAll, countByModality } from './counts.ts';
import { giveSyntaxes } from './syntaxes.ts';
import type { DatasetPlan, PatientPlan, SeriesPlan } from './types.ts';

export interface PlanOptions {
  preset: string;
  scale?: number | undefined;
  /** So many patients at most, taken from all rows alike. */
  patients?: number | undefined;
  seed: number;
  /** Default normal. */
  difficulty?: 'normal' | 'edge' | undefined;
  /** `full`: label and overview images beside the slides' volumes. Default volume. */
  slides?: 'volume' | 'full' | undefined;
}

/** What a data set will hold: patients, studies, series, vendors, and where identifiers are planted. Depends on the options alone. */
export function planPreset({
  preset: name,
  scale = 1,
  patients,
  seed,
  difficulty = 'normal',
  slides = 'volume',
}: PlanOptions): DatasetPlan {
  const preset = presetOf(name, scale);
  const volumes = layOutPatients(
    preset,
    MODALITIES.filter(({ key }) => !BESIDE_VOLUMES.includes(key)),
    seed,
  );
  const slots = slides === 'full' ? volumes.map(withLabels) : volumes;
  const chosen = patients === undefined ? slots : takeAlike(slots, patients);
  const people = chosen.map(({ studies }, i): PatientPlan => ({
    number: i + 1,
    studies: studies.map((study) => ({
      ...(study.uncounted ? { uncounted: true } : {}),
      series: study.series.map(({ kind, instances }): SeriesPlan => ({
        kind,
        instances,
        vendor: NO_VENDOR,
        carriers: [],
        burned: false,
        syntax: '',
      })),
    })),
  }));
  const all = people.flatMap(({ studies }) => studies.flatMap(({ series }) => series));
  giveVendors(people, seed);
  giveCarriers(all, seed);
  giveBurned(all);
  giveSyntaxes(all, seed, difficulty, preset.every !== undefined);
  return {
    preset: name,
    name: preset.name,
    prefix: preset.prefix,
    patients: people,
    everyone: people.length,
    counts: countAll(people),
    byModality: countByModality(people),
  };
}

/** Kinds of images that lie beside a slide's volume. */
const BESIDE_VOLUMES = ['SM-label', 'SM-overview'];

/** Every series of slides with a label and an overview image of each. */
function withLabels(patient: PatientSlots): PatientSlots {
  const studies = patient.studies.map((study) => ({
    ...study,
    series: study.series.flatMap((slot) =>
      slot.kind === 'SM' ? [slot, ...BESIDE_VOLUMES.map((kind) => ({ kind, instances: slot.instances }))] : [slot],
    ),
  }));
  return { ...patient, studies };
}

const NO_VENDOR: Vendor = { manufacturer: '', model: '', software: '', blocks: [] };

/** Patients of all rows in turn, so that a few of them hold as many modalities as can be. */
function takeAlike(slots: PatientSlots[], count: number): PatientSlots[] {
  const queues = [...Map.groupBy(slots, ({ row }) => row).values()];
  const out: PatientSlots[] = [];
  for (let turn = 0; out.length < Math.min(count, slots.length); turn++) {
    for (const queue of queues) {
      const next = queue[turn];
      if (next !== undefined && out.length < count) out.push(next);
    }
  }
  return out;
}

/** Each vendor of a modality once, then by weight. What is alike in a study comes from one machine. */
function giveVendors(people: readonly PatientPlan[], seed: number): void {
  const studies = people.flatMap((patient) => patient.studies);
  const visits = studies.flatMap(({ series }) => [...Map.groupBy(series, ({ kind }) => kind)]);
  for (const [kind, list] of Map.groupBy(visits, ([of]) => of)) {
    const vendors = vendorsOf(modalityOf(kind).modality);
    const random = rng(seed, 'vendors', modalityOf(kind).modality);
    for (const [i, [, alike]] of list.entries()) {
      const vendor = vendors[i]?.[0] ?? random.weighted(vendors);
      for (const series of alike) series.vendor = vendor;
    }
  }
}

/** First each carrier once where it fits, in at most 60 % of the series; then by weight until 45 % of the series hold one. */
function giveCarriers(all: SeriesPlan[], seed: number): void {
  for (const [name, list, share, most] of [
    ['unusual', UNUSUAL, 0.45, 0.6],
    ['private', PRIVATE, 0.45, 1],
  ] as const) {
    const random = rng(seed, 'carriers', name);
    const free = new Set(random.shuffle(all.filter((series) => fits(list, series).length > 0)));
    const limit = Math.ceil(free.size * most);
    let used = 0;
    for (const carrier of list) {
      const series = [...free].find((candidate) => fits([carrier], candidate).length > 0);
      if (series === undefined || used >= limit) continue;
      series.carriers.push(carrier.id);
      free.delete(series);
      used++;
    }
    const wanted = Math.round((free.size + used) * share) - used;
    for (const series of [...free].slice(0, Math.max(0, wanted))) {
      series.carriers.push(random.weighted(fits(list, series).map((carrier) => [carrier, Math.sqrt(carrier.weight)] as const)).id);
    }
  }
}

const fits = (list: readonly Carrier[], { kind, vendor }: SeriesPlan): Carrier[] => fitting(list, modalityOf(kind).modality, vendor.blocks);

/** Text in the pixels of as many series of a kind as have it. */
function giveBurned(all: SeriesPlan[]): void {
  for (const [kind, list] of Map.groupBy(all, (series) => series.kind)) burnShare(list, modalityOf(kind).burned);
}
