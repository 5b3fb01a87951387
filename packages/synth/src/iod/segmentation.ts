import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, reference } from './common.ts';
import { type Modality, type Paint, type Series, sopUid } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';
import { references, sourceImages } from './source-images.ts';

const mask: Paint = {
  phantom: 'lesion',
  rows: 0,
  columns: 0,
  frames: 2,
  samples: 1,
  bitsAllocated: 8,
  bitsStored: 8,
  signed: false,
  low: 0,
  // The noise of one bit more must not run over 8 bits.
  high: 250,
  photometric: 'MONOCHROME2',
};
/** Segmentation IOD (PS3.3 A.51), fractional, so that a frame is a whole number of bytes. */
export const SEG: Modality = {
  key: 'SEG',
  modality: 'SEG',
  sopClass: '1.2.840.10008.5.1.4.1.1.66.4',
  defaultSize: 64,
  burned: 0,
  most: 1,
  paint: mask,
  build: buildSegmentation,
};

function buildSegmentation(series: Series, index: number): Item {
  const paint = paintOf(series);
  const dataset = commonModules(series, index);
  const source = sourceImages(series);
  const { study } = series;
  imagePixel(dataset, paint);
  const organization = series.uidOf('dimensions');
  put(dataset, {
    ImageType: ['DERIVED', 'PRIMARY'],
    ContentDate: study.date,
    ContentTime: series.time,
    ContentLabel: 'SEGMENTATION',
    ContentDescription: 'segmented tissue',
    ContentCreatorName: series.patient.site.reading.pn,
    LossyImageCompression: '00',
    FrameOfReferenceUID: source?.frameOfReference ?? series.frameOfReference,
    PositionReferenceIndicator: '',
    SegmentationType: 'FRACTIONAL',
    SegmentationFractionalType: 'PROBABILITY',
    MaximumFractionalValue: 255,
    ReferencedSeriesSequence: source && [item({ SeriesInstanceUID: source.uid, ReferencedInstanceSequence: references(source, 2) })],
    SegmentSequence: [
      item({
        SegmentNumber: 1,
        SegmentLabel: 'LESION',
        SegmentAlgorithmType: 'MANUAL',
        SegmentedPropertyCategoryCodeSequence: [code('49755003', 'SCT', 'Morphologically Altered Structure')],
        SegmentedPropertyTypeCodeSequence: [code('108369006', 'SCT', 'Neoplasm')],
      }),
    ],
    DimensionOrganizationSequence: [item({ DimensionOrganizationUID: organization })],
    DimensionIndexSequence: [
      item({ DimensionOrganizationUID: organization })
        .set({ tag: 0x00209165, vr: 'AT', value: [0x00200032] })
        .set({ tag: 0x00209167, vr: 'AT', value: [0x00209113] }),
    ],
    SharedFunctionalGroupsSequence: [
      item({
        PixelMeasuresSequence: [item({ PixelSpacing: ['4', '4'], SliceThickness: '5' })],
        PlaneOrientationSequence: [item({ ImageOrientationPatient: ['1', '0', '0', '0', '1', '0'] })],
        SegmentIdentificationSequence: [item({ ReferencedSegmentNumber: 1 })],
      }),
    ],
    PerFrameFunctionalGroupsSequence: Array.from({ length: paint.frames }, (_, frame) =>
      item({
        FrameContentSequence: [item({ DimensionIndexValues: [frame + 1] })],
        PlanePositionSequence: [item({ ImagePositionPatient: ['-100', '-100', String(100 - frame * 5)] })],
        DerivationImageSequence: source && [derivation(source, frame)],
      }),
    ),
  });
  return dataset;
}

/** Derivation Image functional group: the slice that a frame was drawn on. */
const derivation = (source: Series, frame: number): Item =>
  item({
    SourceImageSequence: [
      put(reference(source.modality.sopClass, sopUid(source, Math.min(frame, source.count - 1))), {
        PurposeOfReferenceCodeSequence: [code('121322', 'DCM', 'Source image for image processing operation')],
      }),
    ],
    DerivationCodeSequence: [code('113076', 'DCM', 'Segmentation')],
  });
