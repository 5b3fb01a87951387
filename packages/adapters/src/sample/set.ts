import { sampleInstance } from './instance.ts';

/** A file of the sample: its neutral names in the two input forms, and its bytes. */
export interface SampleFile {
  tree: string;
  flat: string;
  bytes: Uint8Array;
}

/** Six images of two patients: two series of the first, one of the second, one image in implicit VR. */
export function sampleSet(): SampleFile[] {
  const places = [
    { patient: 1, series: 1, image: 1 },
    { patient: 1, series: 1, image: 2 },
    { patient: 1, series: 2, image: 1 },
    { patient: 1, series: 2, image: 2, implicitVr: true },
    { patient: 2, series: 1, image: 1 },
    { patient: 2, series: 1, image: 2 },
  ];
  return places.map((place, i) => {
    const flat = `${String(i + 1).padStart(6, '0')}.dcm`;
    return { tree: `${String(1 + Math.floor(i / 2)).padStart(6, '0')}/${flat}`, flat, bytes: sampleInstance(place) };
  });
}
