import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Paint, Series } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

const counts: Paint = {
  phantom: 'bones',
  rows: 0,
  columns: 0,
  frames: 2,
  samples: 1,
  bitsAllocated: 16,
  bitsStored: 16,
  signed: false,
  low: 0,
  high: 900,
  photometric: 'MONOCHROME2',
};

/** Nuclear Medicine Image IOD (PS3.3 A.5): a whole-body scan, two detectors. */
export const NM: Modality = {
  key: 'NM',
  modality: 'NM',
  sopClass: '1.2.840.10008.5.1.4.1.1.20',
  defaultSize: 128,
  burned: 0,
  paint: counts,
  build,
};

function build(series: Series, index: number): Item {
  const paint = paintOf(series);
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', 'WHOLE BODY', 'EMISSION']);
  imagePixel(dataset, paint);
  dataset.delete(0x00281050);
  put(dataset, {
    BodyPartExamined: 'WHOLEBODY',
    PixelSpacing: ['4.8', '4.8'],
    CountsAccumulated: String(series.rngOf('counts').int(500_000, 2_000_000)),
    AcquisitionTerminationCondition: 'TIME',
    ActualFrameDuration: '900000',
    TableTraverse: '1800',
    ScanVelocity: '2',
    ScanLength: '1800',
    WholeBodyTechnique: '1PS',
    EnergyWindowVector: [1, 1],
    NumberOfEnergyWindows: 1,
    DetectorVector: [1, 2],
    NumberOfDetectors: 2,
    EnergyWindowInformationSequence: [
      item({
        EnergyWindowName: 'Tc99m',
        EnergyWindowRangeSequence: [item({ EnergyWindowLowerLimit: '126', EnergyWindowUpperLimit: '154' })],
      }),
    ],
    RadiopharmaceuticalInformationSequence: [
      item({
        Radiopharmaceutical: 'Tc99m MDP',
        RadionuclideCodeSequence: [code('C-163A8', 'SRT', '99m Technetium')],
        RadiopharmaceuticalStartTime: series.study.time,
      }),
    ],
    DetectorInformationSequence: [detector('1'), detector('2')],
    PatientOrientationCodeSequence: [
      item({
        CodeValue: 'F-10450',
        CodingSchemeDesignator: 'SRT',
        CodeMeaning: 'recumbent',
        PatientOrientationModifierCodeSequence: [code('F-10340', 'SRT', 'supine')],
      }),
    ],
    PatientGantryRelationshipCodeSequence: [code('F-10470', 'SRT', 'headfirst')],
  });
  dataset.set({ tag: 0x00280009, vr: 'AT', value: [0x00540010, 0x00540020] });
  return dataset;
}

const detector = (start: string): Item =>
  item({
    CollimatorType: 'PARA',
    FieldOfViewShape: 'RECTANGLE',
    FieldOfViewDimensions: ['400', '530'],
    FocalDistance: '0',
    XFocusCenter: '0',
    YFocusCenter: '0',
    ZoomCenter: ['0', '0'],
    ZoomFactor: ['1', '1'],
    CenterOfRotationOffset: '0',
    StartAngle: start === '1' ? '0' : '180',
    ImagePositionPatient: '',
    ImageOrientationPatient: '',
    ViewCodeSequence: [start === '1' ? code('R-10206', 'SRT', 'anterior') : code('R-10208', 'SRT', 'posterior')],
  });
