import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, reference } from './common.ts';
import { type Modality, type Paint, type Series, sopUid } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

const images = (series: Series): Series | undefined => series.earlier.find(({ modality }) => modality.paint !== undefined);

/** Series items with the images that an object refers to. */
const referenced = (source: Series, most: number): Item =>
  item({
    SeriesInstanceUID: source.uid,
    ReferencedSOPSequence: Array.from({ length: Math.min(most, source.count) }, (_, i) =>
      reference(source.modality.sopClass, sopUid(source, i)),
    ),
  });

/** Key Object Selection Document IOD (PS3.3 A.35.4). */
export const KO: Modality = {
  key: 'KO',
  modality: 'KO',
  sopClass: '1.2.840.10008.5.1.4.1.1.88.59',
  defaultSize: 0,
  burned: 0,
  most: 1,
  build: buildKeyObject,
};
/** Grayscale Softcopy Presentation State IOD (PS3.3 A.33.1). */
export const PR: Modality = {
  key: 'PR',
  modality: 'PR',
  sopClass: '1.2.840.10008.5.1.4.1.1.11.1',
  defaultSize: 0,
  burned: 0,
  most: 1,
  build: buildPresentation,
};

const mask: Paint = {
  phantom: 'mr',
  rows: 0,
  columns: 0,
  frames: 2,
  samples: 1,
  bitsAllocated: 8,
  bitsStored: 8,
  signed: false,
  low: 0,
  high: 255,
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

function buildKeyObject(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  const source = images(series);
  const { study } = series;
  dataset.delete(0x00181030);
  put(dataset, {
    ContentDate: study.date,
    ContentTime: study.time,
    ReferencedPerformedProcedureStepSequence: [],
    ReferencedRequestSequence: undefined,
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [code('113000', 'DCM', 'Of Interest')],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [item({ MappingResource: 'DCMR', TemplateIdentifier: '2010' })],
    CurrentRequestedProcedureEvidenceSequence: source && [
      item({ StudyInstanceUID: study.uid, ReferencedSeriesSequence: [referenced(source, 1)] }),
    ],
    ContentSequence: [
      item({
        RelationshipType: 'CONTAINS',
        ValueType: 'TEXT',
        ConceptNameCodeSequence: [code('113012', 'DCM', 'Key Object Description')],
        TextValue: `${study.procedure.diagnosis} marked`,
      }),
      ...(source === undefined
        ? []
        : [
            item({
              RelationshipType: 'CONTAINS',
              ValueType: 'IMAGE',
              ReferencedSOPSequence: [reference(source.modality.sopClass, sopUid(source, 0))],
            }),
          ]),
    ],
  });
  return dataset;
}

function buildPresentation(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  const source = images(series);
  const { study } = series;
  const area = { DisplayedAreaTopLeftHandCorner: [1, 1], DisplayedAreaBottomRightHandCorner: [source?.size ?? 128, source?.size ?? 128] };
  put(dataset, {
    Laterality: '',
    ContentLabel: 'ANNOTATED',
    ContentDescription: 'arrow at the finding',
    PresentationCreationDate: study.date,
    PresentationCreationTime: study.time,
    ContentCreatorName: series.patient.site.reading.pn,
    ReferencedSeriesSequence: source && [rename(referenced(source, 1))],
    DisplayedAreaSelectionSequence: [item({ ...area, PresentationSizeMode: 'SCALE TO FIT', PresentationPixelAspectRatio: ['1', '1'] })],
    GraphicLayerSequence: [item({ GraphicLayer: 'LAYER1', GraphicLayerOrder: '1' })],
    GraphicAnnotationSequence: [
      item({
        GraphicLayer: 'LAYER1',
        TextObjectSequence: [
          item({
            AnchorPointAnnotationUnits: 'PIXEL',
            UnformattedTextValue: study.procedure.diagnosis,
            AnchorPoint: [20, 20],
            AnchorPointVisibility: 'N',
          }),
        ],
      }),
    ],
    PresentationLUTShape: 'IDENTITY',
  });
  return dataset;
}

/** In a presentation state the images stand in a Referenced Image Sequence. */
function rename(series: Item): Item {
  const list = series.items(0x00081199);
  series.delete(0x00081199);
  return put(series, { ReferencedImageSequence: list });
}

function buildSegmentation(series: Series, index: number): Item {
  const paint = paintOf(series);
  const dataset = commonModules(series, index);
  const source = images(series);
  const { study } = series;
  imagePixel(dataset, paint);
  const organization = series.uidOf('dimensions');
  put(dataset, {
    ImageType: ['DERIVED', 'PRIMARY'],
    ContentDate: study.date,
    ContentTime: study.time,
    ContentLabel: 'SEGMENTATION',
    ContentDescription: 'segmented tissue',
    ContentCreatorName: series.patient.site.reading.pn,
    LossyImageCompression: '00',
    FrameOfReferenceUID: source?.frameOfReference ?? series.frameOfReference,
    PositionReferenceIndicator: '',
    SegmentationType: 'FRACTIONAL',
    SegmentationFractionalType: 'PROBABILITY',
    MaximumFractionalValue: 255,
    ReferencedSeriesSequence: source && [sourceSeries(source)],
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

/** Common Instance Reference with the series' images as instances. */
function sourceSeries(source: Series): Item {
  const list = Array.from({ length: Math.min(2, source.count) }, (_, i) => reference(source.modality.sopClass, sopUid(source, i)));
  return item({ SeriesInstanceUID: source.uid, ReferencedInstanceSequence: list });
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
