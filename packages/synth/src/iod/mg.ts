import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Series } from './context.ts';
import { digitalXRay, film } from './film.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

/** Digital Mammography X-Ray Image IOD, for presentation (PS3.3 A.27). */
export const MG: Modality = {
  key: 'MG',
  modality: 'MG',
  sopClass: '1.2.840.10008.5.1.4.1.1.1.2',
  defaultSize: 384,
  burned: 0.3,
  female: true,
  paint: film('breast', 'MONOCHROME2'),
  build: buildMg,
};

function buildMg(series: Series, index: number): Item {
  const paint = paintOf(series);
  const rng = series.rngOf('acquisition');
  const left = series.description.startsWith('L');
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', '']);
  imagePixel(dataset, paint);
  digitalXRay(dataset, series, paint);
  const oblique = series.description.endsWith('MLO');
  put(dataset, {
    BodyPartExamined: 'BREAST',
    OrganExposed: 'BREAST',
    ImageLaterality: left ? 'L' : 'R',
    PatientOrientation: left ? ['A', 'L'] : ['P', 'R'],
    PositionerType: 'MAMMOGRAPHIC',
    PositionerPrimaryAngle: oblique ? '45' : '0',
    PositionerSecondaryAngle: '0',
    AnodeTargetMaterial: 'MOLYBDENUM',
    FilterMaterial: 'RHODIUM',
    CompressionForce: String(rng.int(60, 150)),
    BodyPartThickness: String(rng.int(30, 80)),
    OrganDose: '0.0123',
    EntranceDoseInmGy: '6.3',
    ExposureControlMode: 'AUTOMATIC',
    BreastImplantPresent: 'NO',
    PartialView: 'NO',
    CollimatorShape: 'RECTANGULAR',
    CollimatorLeftVerticalEdge: '1',
    CollimatorRightVerticalEdge: String(paint.columns),
    CollimatorUpperHorizontalEdge: '1',
    CollimatorLowerHorizontalEdge: String(paint.rows),
    AnatomicRegionSequence: [code('T-04000', 'SRT', 'Breast')],
    ViewCodeSequence: [
      item({
        CodeValue: oblique ? 'R-10226' : 'R-10242',
        CodingSchemeDesignator: 'SRT',
        CodeMeaning: oblique ? 'medio-lateral oblique' : 'cranio-caudal',
        ViewModifierCodeSequence: [],
      }),
    ],
  });
  dataset.delete(0x00180015);
  return dataset;
}
