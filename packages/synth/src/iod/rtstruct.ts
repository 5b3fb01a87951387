import { item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { reference } from './common.ts';
import { type Modality, type Series, sopUid } from './context.ts';
import { planningImages, rtCommon, sharedFrame } from './rt-common.ts';

/** RT Structure Set IOD (PS3.3 A.19). */
export const RTSTRUCT: Modality = {
  key: 'RTSTRUCT',
  modality: 'RTSTRUCT',
  sopClass: '1.2.840.10008.5.1.4.1.1.481.3',
  defaultSize: 0,
  burned: 0,
  most: 1,
  build: buildStructures,
};

const ROIS = ['GTV', 'PTV', 'BRAINSTEM', 'LENS L', 'CHIASM'];

function buildStructures(series: Series, index: number): Item {
  const dataset = rtCommon(series, index);
  const { study } = series;
  const rng = series.rngOf('structures');
  const frame = sharedFrame(series);
  const source = planningImages(series);
  const count = rng.int(2, ROIS.length);
  const names = ROIS.slice(0, count);
  put(dataset, {
    StructureSetLabel: 'PLANNING',
    StructureSetName: 'PLANNING SET',
    StructureSetDescription: rng.chance(0.5) ? 'contours for planning' : undefined,
    StructureSetDate: study.date,
    StructureSetTime: series.time,
    FrameOfReferenceUID: frame,
    PositionReferenceIndicator: '',
    ReferencedFrameOfReferenceSequence: [frameItem(frame, source, study.uid)],
    StructureSetROISequence: names.map((name, i) =>
      item({ ROINumber: String(i + 1), ReferencedFrameOfReferenceUID: frame, ROIName: name, ROIGenerationAlgorithm: 'MANUAL' }),
    ),
    ROIContourSequence: names.map((_, i) => contours(i, rng.int(20, 60), source)),
    RTROIObservationsSequence: names.map((name, i) =>
      item({
        ObservationNumber: String(i + 1),
        ReferencedROINumber: String(i + 1),
        RTROIInterpretedType: name.startsWith('PTV') ? 'PTV' : name.startsWith('GTV') ? 'GTV' : 'ORGAN',
        ROIInterpreter: i === 0 ? series.patient.site.performing.pn : '',
      }),
    ),
    ApprovalStatus: 'UNAPPROVED',
  });
  return dataset;
}

function frameItem(frame: string, source: Series | undefined, study: string): Item {
  if (source === undefined) return item({ FrameOfReferenceUID: frame });
  const list = Array.from({ length: Math.min(source.count, 4) }, (_, i) => reference(source.modality.sopClass, sopUid(source, i)));
  const contributing = item({ SeriesInstanceUID: source.uid, ContourImageSequence: list });
  const referenced = item({
    ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.1',
    ReferencedSOPInstanceUID: study,
    RTReferencedSeriesSequence: [contributing],
  });
  return item({ FrameOfReferenceUID: frame, RTReferencedStudySequence: [referenced] });
}

function contours(index: number, radius: number, source: Series | undefined): Item {
  const points = Array.from({ length: 12 }, (_, i) => {
    const angle = (i * Math.PI) / 6;
    return [(radius * Math.cos(angle)).toFixed(2), (radius * Math.sin(angle)).toFixed(2), '100'];
  });
  const contour = item({ ContourGeometricType: 'CLOSED_PLANAR', NumberOfContourPoints: '12', ContourData: points.flat() });
  if (source !== undefined) put(contour, { ContourImageSequence: [reference(source.modality.sopClass, sopUid(source, 0))] });
  return item({ ROIDisplayColor: ['255', String(index * 40), '0'], ContourSequence: [contour], ReferencedROINumber: String(index + 1) });
}
