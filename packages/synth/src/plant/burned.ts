import type { Paint, Series } from '../iod/context.ts';
import { type Box, burn, type BurnText, type Region } from '../pixels/burn.ts';
import { areApart, layOut } from '../pixels/lay-out.ts';
import { LABEL_EDGE } from '../pixels/phantom.ts';
import { containerOf } from '../iod/sm.ts';
import type { Samples } from '../pixels/paint.ts';

const european = (date: string): string => `${date.slice(6, 8)}.${date.slice(4, 6)}.${date.slice(0, 4)}`;

/** What a modality writes into its images: name and birth date, sometimes the id with the study date or the hospital. */
function textsOf(series: Series, rng: { chance: (share: number) => boolean }): BurnText[] {
  const { name, sex, birthDate, id, site } = series.patient;
  const texts: BurnText[] = [
    {
      lines: [`${name.family.toUpperCase()} ${name.given.toUpperCase()} [${sex}]`, `DOB: ${european(birthDate)}`],
      identifiers: [
        { text: name.spoken, kind: 'name' },
        { text: european(birthDate), kind: 'birth-date' },
      ],
    },
  ];
  if (series.modality.modality === 'SM')
    texts.push({ lines: [containerOf(series)], identifiers: [{ text: series.study.accession, kind: 'accession-number' }] });
  else if (rng.chance(0.5))
    texts.push({
      lines: [`ID ${id}`, european(series.study.date)],
      identifiers: [
        { text: id, kind: 'direct-number' },
        { text: european(series.study.date), kind: 'event-date' },
      ],
    });
  else if (rng.chance(0.3)) texts.push({ lines: [site.name.toUpperCase()], identifiers: [{ text: site.name, kind: 'site' }] });
  return texts;
}

/** An overview's text stands on the label. */
function roomOf({ modality }: Series, { rows, columns }: Paint): Box | undefined {
  return modality.key === 'SM-overview' ? [0, 0, Math.round((columns * (LABEL_EDGE + 1)) / 2), rows] : undefined;
}

/** Burns the patient's identifiers into the samples; the regions are the same in all instances of a series. */
export function burnIdentifiers(series: Series, samples: Samples, paint: Paint): Region[] {
  const rng = series.rngOf('burned in');
  const regions = layOut(textsOf(series, rng), paint, rng, roomOf(series, paint));
  const kept = areApart(regions) ? regions : regions.slice(0, 1);
  burn(samples, paint, kept);
  return kept;
}
