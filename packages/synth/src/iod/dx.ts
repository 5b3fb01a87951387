import { code, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Series } from './context.ts';
import { digitalXRay, film, lateral } from './film.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

/** Digital X-Ray Image IOD, for presentation (PS3.3 A.26). */
export const DX: Modality = {
  key: 'DX',
  modality: 'DX',
  sopClass: '1.2.840.10008.5.1.4.1.1.1.1',
  defaultSize: 384,
  burned: 0.3,
  paint: film('chest', 'MONOCHROME2'),
  build: buildDx,
};

function buildDx(series: Series, index: number): Item {
  const paint = paintOf(series);
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', '']);
  imagePixel(dataset, paint);
  digitalXRay(dataset, series, paint);
  put(dataset, {
    BodyPartExamined: series.study.procedure.bodyPart,
    PatientOrientation: ['L', 'F'],
    AnatomicRegionSequence: [region(series)],
    ImageLaterality: series.study.procedure.bodyPart === 'HAND' ? 'R' : 'U',
    ViewPosition: 'PA',
    PositionerType: 'NONE',
  });
  put(dataset, { ViewCodeSequence: [code('R-10214', 'SRT', 'postero-anterior')] });
  lateral(dataset, series);
  return dataset;
}

function region({ study }: Series): Item {
  const codes: Record<string, [string, string]> = {
    CHEST: ['T-D3000', 'Chest'],
    HAND: ['T-D8700', 'Hand'],
    ABDOMEN: ['T-D4000', 'Abdomen'],
  };
  const [value, meaning] = codes[study.procedure.bodyPart] ?? ['T-D0010', 'Entire body'];
  return code(value, 'SRT', meaning);
}
