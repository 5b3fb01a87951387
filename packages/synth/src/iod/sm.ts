import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules } from './common.ts';
import type { Modality, Paint, Series } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

/** How slides are drawn: 8 bits of three colours. */
export const slidePaint: Paint = {
  phantom: 'slide',
  rows: 0,
  columns: 0,
  frames: 1,
  samples: 3,
  bitsAllocated: 8,
  bitsStored: 8,
  signed: false,
  low: 20,
  high: 245,
  photometric: 'RGB',
};

/** VL Whole Slide Microscopy Image IOD (PS3.3 A.32.8), one tile, flavour VOLUME. */
export const SM: Modality = {
  key: 'SM',
  modality: 'SM',
  sopClass: '1.2.840.10008.5.1.4.1.1.77.1.6',
  defaultSize: 256,
  burned: 0,
  paint: slidePaint,
  build: (series, index) => buildSlide(series, index, 'VOLUME'),
};

/** What an image of a slide shows: tissue, the label, or all of the glass. */
export type Flavour = 'VOLUME' | 'LABEL' | 'OVERVIEW';

const MICRONS = 0.0005;

/** Whole Slide Microscopy Image, one tile, of a flavour. */
export function buildSlide(series: Series, index: number, flavour: Flavour): Item {
  const way = paintOf(series);
  const { study } = series;
  const dataset = commonModules(series, index);
  imagePixel(dataset, { ...way, frames: 1 });
  put(dataset, {
    ImageType: ['ORIGINAL', 'PRIMARY', flavour, 'NONE'],
    NumberOfFrames: '1',
    ContentDate: study.date,
    ContentTime: series.time,
    AcquisitionDateTime: `${study.date}${series.time}`,
    FrameOfReferenceUID: series.frameOfReference,
    PositionReferenceIndicator: 'SLIDE_CORNER',
    ImagedVolumeWidth: way.columns * MICRONS,
    ImagedVolumeHeight: way.rows * MICRONS,
    ImagedVolumeDepth: 0.001,
    TotalPixelMatrixColumns: way.columns,
    TotalPixelMatrixRows: way.rows,
    TotalPixelMatrixFocalPlanes: 1,
    NumberOfOpticalPaths: 1,
    TotalPixelMatrixOriginSequence: [item({ XOffsetInSlideCoordinateSystem: '10', YOffsetInSlideCoordinateSystem: '20' })],
    ImageOrientationSlide: ['0', '-1', '0', '-1', '0', '0'],
    SpecimenLabelInImage: flavour === 'VOLUME' ? 'NO' : 'YES',
    FocusMethod: 'AUTO',
    ExtendedDepthOfField: 'NO',
    VolumetricProperties: 'VOLUME',
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
    PresentationLUTShape: undefined,
    AcquisitionContextSequence: [],
    OpticalPathSequence: [opticalPath()],
    DimensionOrganizationType: 'TILED_FULL',
    DimensionOrganizationSequence: [item({ DimensionOrganizationUID: series.uidOf('dimensions') })],
    SharedFunctionalGroupsSequence: [shared(flavour)],
  });
  specimen(dataset, series);
  return dataset;
}

/** The volume's series: its label and overview are of the same slide. */
const slideOf = (series: Series): Series =>
  series.modality.key === 'SM' ? series : (series.earlier.findLast(({ modality }) => modality.key === 'SM') ?? series);

/** Number on the glass. */
export function containerOf(series: Series): string {
  return `${series.study.accession}-A${slideOf(series).number}`;
}

function specimen(dataset: Item, series: Series): void {
  const slide = slideOf(series);
  const label = containerOf(series);
  put(dataset, {
    ContainerIdentifier: label,
    IssuerOfTheContainerIdentifierSequence: [],
    ContainerTypeCodeSequence: [code('433466003', 'SCT', 'Microscope slide')],
    SpecimenDescriptionSequence: [
      item({
        SpecimenIdentifier: `${label}1`,
        SpecimenUID: slide.uidOf('specimen'),
        IssuerOfTheSpecimenIdentifierSequence: [],
        SpecimenShortDescription: 'core biopsy',
        SpecimenPreparationSequence: [],
      }),
    ],
  });
}

const opticalPath = (): Item =>
  item({
    OpticalPathIdentifier: '1',
    IlluminationTypeCodeSequence: [code('111744', 'DCM', 'Brightfield illumination')],
    IlluminationColorCodeSequence: [code('371251000', 'SCT', 'White color')],
    ICCProfile: new Uint8Array(128),
  });

const shared = (flavour: Flavour): Item =>
  item({
    PixelMeasuresSequence: [item({ PixelSpacing: [String(MICRONS), String(MICRONS)], SliceThickness: '0.001' })],
    WholeSlideMicroscopyImageFrameTypeSequence: [item({ FrameType: ['ORIGINAL', 'PRIMARY', flavour, 'NONE'] })],
    OpticalPathIdentificationSequence: [item({ OpticalPathIdentifier: '1' })],
  });
