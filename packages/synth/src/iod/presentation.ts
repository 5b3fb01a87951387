import { item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules } from './common.ts';
import type { Modality, Series } from './context.ts';
import { referencedSeries, sourceImages } from './source-images.ts';

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

function buildPresentation(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  const source = sourceImages(series);
  const { study } = series;
  const area = { DisplayedAreaTopLeftHandCorner: [1, 1], DisplayedAreaBottomRightHandCorner: [source?.size ?? 128, source?.size ?? 128] };
  put(dataset, {
    Laterality: '',
    ContentLabel: 'ANNOTATED',
    ContentDescription: 'arrow at the finding',
    PresentationCreationDate: study.date,
    PresentationCreationTime: series.time,
    ContentCreatorName: series.patient.site.reading.pn,
    ReferencedSeriesSequence: source && [rename(referencedSeries(source, 1))],
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
