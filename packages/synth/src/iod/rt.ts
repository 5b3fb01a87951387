import { item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, frameOfReference, reference } from './common.ts';
import { type Modality, type Paint, type Series, sopUid } from './context.ts';
import { imagePixel, imagePlane } from './image.ts';
import { paintOf } from './paint.ts';

const dosePaint: Paint = {
  phantom: 'pt',
  rows: 0,
  columns: 0,
  frames: 4,
  samples: 1,
  bitsAllocated: 16,
  bitsStored: 16,
  signed: false,
  low: 0,
  high: 40_000,
  photometric: 'MONOCHROME2',
};

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
/** RT Plan IOD (PS3.3 A.20). */
export const RTPLAN: Modality = {
  key: 'RTPLAN',
  modality: 'RTPLAN',
  sopClass: '1.2.840.10008.5.1.4.1.1.481.5',
  defaultSize: 0,
  burned: 0,
  most: 1,
  build: buildPlan,
};
/** RT Dose IOD (PS3.3 A.18). */
export const RTDOSE: Modality = {
  key: 'RTDOSE',
  modality: 'RTDOSE',
  sopClass: '1.2.840.10008.5.1.4.1.1.481.2',
  defaultSize: 32,
  burned: 0,
  most: 1,
  paint: dosePaint,
  build: buildDose,
};

/** Common modules with what RT Series and RT objects lack or write otherwise. */
function rtCommon(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  // PS3.3 C.8.8.1: the RT Series module has no protocol or performed step elements.
  for (const tag of [0x00181030, 0x00400244, 0x00400245, 0x00400253, 0x00400254]) dataset.delete(tag);
  return dataset;
}

const latest = (series: Series, key: string): Series | undefined => series.earlier.findLast(({ modality }) => modality.key === key);
const images = (series: Series): Series | undefined =>
  series.earlier.find(({ modality }) => modality.key === 'CT' || modality.key === 'MR');

/** UID of the frame of reference that structures, plans and doses of a study share with its images. */
const sharedFrame = (series: Series): string => (images(series) ?? series.earlier[0] ?? series).frameOfReference;

const ROIS = ['GTV', 'PTV', 'BRAINSTEM', 'LENS L', 'CHIASM'];

function buildStructures(series: Series, index: number): Item {
  const dataset = rtCommon(series, index);
  const { study } = series;
  const rng = series.rngOf('structures');
  const frame = sharedFrame(series);
  const source = images(series);
  const count = rng.int(2, ROIS.length);
  const names = ROIS.slice(0, count);
  put(dataset, {
    StructureSetLabel: 'PLANNING',
    StructureSetName: 'PLANNING SET',
    StructureSetDescription: rng.chance(0.5) ? 'contours for planning' : undefined,
    StructureSetDate: study.date,
    StructureSetTime: study.time,
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

function buildPlan(series: Series, index: number): Item {
  const dataset = rtCommon(series, index);
  const { study, patient } = series;
  const rng = series.rngOf('plan');
  const structures = latest(series, 'RTSTRUCT');
  const beams = rng.int(1, 3);
  put(dataset, {
    RTPlanLabel: 'PLAN A',
    RTPlanName: 'STEREOTACTIC',
    RTPlanDescription: rng.chance(0.4) ? 'three fractions' : undefined,
    RTPlanDate: study.date,
    RTPlanTime: study.time,
    PlanIntent: 'CURATIVE',
    RTPlanGeometry: structures === undefined ? 'TREATMENT_DEVICE' : 'PATIENT',
    FrameOfReferenceUID: sharedFrame(series),
    PositionReferenceIndicator: '',
    ReferencedStructureSetSequence: structures && [reference(structures.modality.sopClass, sopUid(structures, 0))],
    FractionGroupSequence: [
      item({
        FractionGroupNumber: '1',
        NumberOfFractionsPlanned: '3',
        NumberOfBeams: String(beams),
        NumberOfBrachyApplicationSetups: '0',
        ReferencedBeamSequence: Array.from({ length: beams }, (_, i) =>
          item({ BeamDose: '6', BeamMeterset: '210', ReferencedBeamNumber: String(i + 1) }),
        ),
      }),
    ],
    BeamSequence: Array.from({ length: beams }, (_, i) => beam(i + 1, series)),
    PatientSetupSequence: [item({ PatientSetupNumber: '1', PatientPosition: 'HFS' })],
    ApprovalStatus: 'APPROVED',
    ReviewDate: study.date,
    ReviewTime: study.time,
    ReviewerName: patient.site.reading.pn,
  });
  return dataset;
}

function beam(number: number, { vendor, patient, serial }: Series): Item {
  const points = ['0', '1'].map((weight, i) =>
    item({
      ControlPointIndex: String(i),
      CumulativeMetersetWeight: weight,
      ...(i > 0
        ? {}
        : {
            NominalBeamEnergy: '6',
            BeamLimitingDevicePositionSequence: [item({ RTBeamLimitingDeviceType: 'X', LeafJawPositions: ['-20', '20'] })],
            GantryAngle: String(number * 60),
            GantryRotationDirection: 'NONE',
            BeamLimitingDeviceAngle: '0',
            BeamLimitingDeviceRotationDirection: 'NONE',
            PatientSupportAngle: '0',
            PatientSupportRotationDirection: 'NONE',
            TableTopEccentricAngle: '0',
            TableTopEccentricRotationDirection: 'NONE',
            TableTopVerticalPosition: '',
            TableTopLongitudinalPosition: '',
            TableTopLateralPosition: '',
            IsocenterPosition: ['0', '0', '100'],
          }),
    }),
  );
  return item({
    Manufacturer: vendor.manufacturer,
    InstitutionName: patient.site.name,
    DeviceSerialNumber: serial,
    TreatmentMachineName: 'LINAC1',
    PrimaryDosimeterUnit: 'MU',
    SourceAxisDistance: '1000',
    BeamLimitingDeviceSequence: [item({ RTBeamLimitingDeviceType: 'X', NumberOfLeafJawPairs: '1' })],
    BeamNumber: String(number),
    BeamName: `FIELD ${number}`,
    BeamType: 'STATIC',
    RadiationType: 'PHOTON',
    TreatmentDeliveryType: 'TREATMENT',
    NumberOfWedges: '0',
    NumberOfCompensators: '0',
    NumberOfBoli: '0',
    NumberOfBlocks: '0',
    FinalCumulativeMetersetWeight: '1',
    NumberOfControlPoints: '2',
    ControlPointSequence: points,
    ReferencedPatientSetupNumber: '1',
  });
}

function buildDose(series: Series, index: number): Item {
  const paint = paintOf(series);
  const dataset = rtCommon(series, index);
  const plan = latest(series, 'RTPLAN');
  frameOfReference(dataset, series);
  imagePlane(dataset, index, 4, 3, paint);
  imagePixel(dataset, paint);
  dataset.delete(0x00201041);
  put(dataset, {
    ContentDate: series.study.date,
    ContentTime: series.study.time,
    FrameOfReferenceUID: sharedFrame(series),
    GridFrameOffsetVector: Array.from({ length: paint.frames }, (_, i) => String(i * 3)),
    DoseUnits: 'GY',
    DoseType: 'PHYSICAL',
    DoseSummationType: 'PLAN',
    DoseGridScaling: '0.0005',
    TissueHeterogeneityCorrection: 'IMAGE',
    ReferencedRTPlanSequence: plan && [reference(plan.modality.sopClass, sopUid(plan, 0))],
  });
  dataset.set({ tag: 0x00280009, vr: 'AT', value: [0x3004000c] });
  return dataset;
}
