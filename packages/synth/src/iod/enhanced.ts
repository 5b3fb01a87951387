import { code, item, put, type Given } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules } from './common.ts';
import type { Modality, Paint, Series } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

const slices = (phantom: string, signed: boolean): Paint => ({
  phantom,
  rows: 0,
  columns: 0,
  frames: 4,
  samples: 1,
  bitsAllocated: 16,
  bitsStored: signed ? 16 : 12,
  signed,
  low: signed ? -1000 : 0,
  high: signed ? 1200 : 1800,
  photometric: 'MONOCHROME2',
});

/** Enhanced MR Image IOD (PS3.3 A.36.2). */
export const MR_ENHANCED: Modality = {
  key: 'MR-enhanced',
  modality: 'MR',
  sopClass: '1.2.840.10008.5.1.4.1.1.4.1',
  defaultSize: 96,
  burned: 0,
  paint: slices('mr', false),
  build: buildMr,
};
/** Enhanced CT Image IOD (PS3.3 A.38.1). */
export const CT_ENHANCED: Modality = {
  key: 'CT-enhanced',
  modality: 'CT',
  sopClass: '1.2.840.10008.5.1.4.1.1.2.1',
  defaultSize: 96,
  burned: 0,
  paint: slices('ct', true),
  build: buildCt,
};

const SHARED_GROUPS = 0x52009229;

/** Multi-frame modules that both share (PS3.3 C.7.6.16, C.7.6.17). */
function multiFrame(series: Series, index: number, imageType: string[]): Item {
  const paint = paintOf(series);
  const { study } = series;
  const dataset = commonModules(series, index);
  imagePixel(dataset, paint);
  const organization = series.uidOf('dimensions', index);
  put(dataset, {
    ImageType: imageType,
    ContentDate: study.date,
    ContentTime: series.time,
    AcquisitionDateTime: `${study.date}${series.time}`,
    AcquisitionDuration: 12.5,
    AcquisitionNumber: '1',
    PixelPresentation: 'MONOCHROME',
    VolumetricProperties: 'VOLUME',
    VolumeBasedCalculationTechnique: 'NONE',
    ContentQualification: 'PRODUCT',
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
    PresentationLUTShape: 'IDENTITY',
    PatientPosition: 'HFS',
    AcquisitionContextSequence: [],
    FrameOfReferenceUID: series.frameOfReference,
    PositionReferenceIndicator: '',
    DimensionOrganizationSequence: [item({ DimensionOrganizationUID: organization })],
    DimensionIndexSequence: [dimension(organization, 0x00209056, 0x00209111), dimension(organization, 0x00209057, 0x00209111)],
    SharedFunctionalGroupsSequence: [item(common(series, imageType))],
    PerFrameFunctionalGroupsSequence: Array.from({ length: paint.frames }, (_, frame) => perFrame(series, frame)),
  });
  return dataset;
}

function dimension(organization: string, pointer: number, group: number): Item {
  return item({ DimensionOrganizationUID: organization })
    .set({ tag: 0x00209165, vr: 'AT', value: [pointer] })
    .set({ tag: 0x00209167, vr: 'AT', value: [group] });
}

const common = (series: Series, imageType: string[]): Record<string, Given> => ({
  PixelMeasuresSequence: [item({ PixelSpacing: ['2.4', '2.4'], SliceThickness: '5' })],
  PlaneOrientationSequence: [item({ ImageOrientationPatient: ['1', '0', '0', '0', '1', '0'] })],
  FrameAnatomySequence: [item({ FrameLaterality: 'U', AnatomicRegionSequence: [code('T-A0100', 'SRT', 'Brain')] })],
  FrameVOILUTSequence: [item({ WindowCenter: '600', WindowWidth: '1200' })],
  PixelValueTransformationSequence: [
    item({ RescaleIntercept: '0', RescaleSlope: '1', RescaleType: series.modality.modality === 'CT' ? 'HU' : 'US' }),
  ],
  [series.modality.modality === 'CT' ? 'CTImageFrameTypeSequence' : 'MRImageFrameTypeSequence']: [frameType(series, imageType)],
});

function frameType(series: Series, imageType: string[]): Item {
  const type = item({
    FrameType: imageType,
    PixelPresentation: 'MONOCHROME',
    VolumetricProperties: 'VOLUME',
    VolumeBasedCalculationTechnique: 'NONE',
  });
  return series.modality.modality === 'MR' ? put(type, { ComplexImageComponent: 'MAGNITUDE', AcquisitionContrast: 'T1' }) : type;
}

function perFrame({ study, time }: Series, frame: number): Item {
  const at = `${study.date}${time}.${frame}00000`;
  const content = item({
    FrameReferenceDateTime: at,
    FrameAcquisitionDateTime: at,
    FrameAcquisitionDuration: 3000,
    StackID: '1',
    InStackPositionNumber: frame + 1,
    DimensionIndexValues: [1, frame + 1],
    FrameComments: 'frame of a stack',
  });
  return item({
    FrameContentSequence: [content],
    PlanePositionSequence: [item({ ImagePositionPatient: ['-115', '-115', String(frame * 5)] })],
  });
}

function buildMr(series: Series, index: number): Item {
  const dataset = multiFrame(series, index, ['DERIVED', 'PRIMARY', 'VOLUME', 'NONE']);
  return put(dataset, {
    ResonantNucleus: '1H',
    ComplexImageComponent: 'MAGNITUDE',
    AcquisitionContrast: 'T1',
    ContentQualification: 'RESEARCH',
    ApplicableSafetyStandardAgency: 'IEC',
    MagneticFieldStrength: '3',
  });
}

function buildCt(series: Series, index: number): Item {
  const event = { IrradiationEventIdentificationSequence: [item({ IrradiationEventUID: series.uidOf('irradiation') })] };
  const dataset = multiFrame(series, index, ['DERIVED', 'PRIMARY', 'VOLUME', 'NONE']);
  for (const group of dataset.items(SHARED_GROUPS)) put(group, event);
  return dataset;
}
