import table from '../data/presets.json' with { type: 'json' };
import { SynthError } from '../errors.ts';

/** Counts of one modality: patients, studies, series, instances. */
export type PresetRow = [modality: string, patients: number, studies: number, series: number, instances: number];

/** Counts as published ("MIDI-B" and "Pseudo-PHI" on The Cancer Imaging Archive); what is our own is said in docs. */
export interface Preset {
  name: string;
  /** First part of the new patient ids. */
  prefix: string;
  rows: PresetRow[];
  /** Row whose studies are studies of the other rows' patients. `twoModalities`: patients that two rows share. */
  shared?: { row: string; patients: number; studies: number; twoModalities: number };
  /** Further patients with whole-slide images: [patients, instances], studies and series uncounted. */
  slides?: [number, number];
  /** RTSTRUCT, RTPLAN and RTDOSE series a study, one instance each. */
  radiotherapy?: number;
  /** Instances of a study of every kind of object that the generator makes. */
  every?: number;
}

const presets = table as unknown as Record<string, Preset>;
export const PRESETS: readonly string[] = Object.keys(presets);

/** A preset with each count of a row × `scale`, rounded up. */
export function presetOf(name: string, scale: number): Preset {
  if (!Object.hasOwn(presets, name)) {
    throw new SynthError('UNKNOWN_PRESET', `--preset ${name}: no such preset. There are ${PRESETS.join(', ')}.`);
  }
  if (!(scale > 0 && scale <= 10)) throw new SynthError('SCALE_RANGE', `--scale ${scale}: give a number above 0, at most 10.`);
  const preset = presets[name] as Preset;
  const up = (count: number): number => Math.ceil(count * scale - 1e-9);
  const scaled: Preset = { ...preset, rows: preset.rows.map(([modality, ...counts]) => [modality, ...counts.map(up)] as PresetRow) };
  if (preset.shared) {
    const { row, patients, studies, twoModalities } = preset.shared;
    scaled.shared = {
      row,
      patients: up(patients),
      studies: up(studies),
      twoModalities: scale < 1 ? Math.floor(twoModalities * scale) : up(twoModalities),
    };
  }
  if (preset.every !== undefined) scaled.every = up(preset.every);
  if (preset.slides) scaled.slides = [up(preset.slides[0]), up(preset.slides[1])];
  return scaled;
}
