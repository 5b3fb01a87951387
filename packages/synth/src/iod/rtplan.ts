import { item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { clock, reference } from './common.ts';
import { type Modality, type Series, sopUid } from './context.ts';
import { latest, rtCommon, sharedFrame } from './rt-common.ts';

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
    RTPlanTime: series.time,
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
    ReviewTime: clock(series.time, 60),
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
