import { put, item } from '../model/put.ts';
import { Item } from '../model/item.ts';
import { type Series, sopUid } from './context.ts';

/** Patient, Patient Study, General Study, General Series, General Equipment and SOP Common modules (PS3.3 C.7, C.12). */
export function commonModules(series: Series, index: number): Item {
  const dataset = new Item();
  sopCommon(dataset, series, index);
  patientModule(dataset, series);
  studyModule(dataset, series);
  seriesModule(dataset, series);
  equipmentModule(dataset, series);
  return dataset;
}

function sopCommon(dataset: Item, series: Series, index: number): void {
  const rng = series.rngOf('sop common');
  put(dataset, {
    SpecificCharacterSet: series.patient.characterSet,
    SOPClassUID: series.modality.sopClass,
    SOPInstanceUID: sopUid(series, index),
    InstanceCreationDate: series.study.date,
    InstanceCreationTime: clock(series.time, 120 + 2 * index),
    InstanceNumber: String(index + 1),
    TimezoneOffsetFromUTC: rng.chance(0.5) ? '-0500' : undefined,
  });
}

function patientModule(dataset: Item, series: Series): void {
  const { patient } = series;
  const rng = series.rngOf('patient'); // keyed by the series: a hospital's systems differ in what they send
  const some = <T>(value: T, share = 0.5): T | undefined => (rng.chance(share) ? value : undefined);
  put(dataset, {
    PatientName: patient.name.pn,
    PatientID: patient.id,
    IssuerOfPatientID: some(`${patient.site.name.split(' ')[0] ?? ''} MPI`, 0.4),
    PatientBirthDate: patient.birthDate,
    PatientBirthTime: some('073000', 0.1),
    PatientSex: patient.sex,
    OtherPatientIDs: some(rng.chance(0.5) ? patient.socialSecurity : patient.otherId, 0.3),
    OtherPatientNames: some(patient.birthName.pn, 0.08),
    PatientBirthName: some(patient.birthName.pn, 0.08),
    PatientAge: ageOn(patient.birthDate, series.study.date),
    PatientSize: patient.sizeMetres,
    PatientWeight: patient.weightKilograms,
    PatientAddress: some(`${patient.address.street} ${patient.address.city} ${patient.address.state} ${patient.address.zip}`),
    InsurancePlanIdentification: some(patient.insurance, 0.08),
    PatientMotherBirthName: some(patient.mother.pn, 0.08),
    MedicalRecordLocator: some(`MRL${patient.otherId}`, 0.08),
    PatientTelephoneNumbers: some(patient.phone, 0.2),
    EthnicGroup: some(patient.ethnicGroup, 0.6),
    Occupation: some(patient.occupation, 0.4),
    AdditionalPatientHistory: some(series.study.procedure.reason, 0.5),
    PatientComments: some('patient was cooperative', 0.3),
    PatientState: some('stable', 0.2),
  });
  if (rng.chance(0.1)) {
    put(dataset, {
      OtherPatientIDsSequence: [
        item({
          PatientID: `M${patient.otherId}`,
          IssuerOfPatientID: `${patient.site.name.split(' ')[0] ?? ''} MPI`,
          TypeOfPatientID: 'TEXT',
        }),
      ],
    });
  }
}

function studyModule(dataset: Item, { study, patient, rngOf }: Series): void {
  const { site } = patient;
  const rng = rngOf('study');
  put(dataset, {
    StudyInstanceUID: study.uid,
    StudyDate: study.date,
    StudyTime: study.time,
    StudyID: study.id,
    AccessionNumber: study.accession,
    StudyDescription: study.procedure.study,
    ReferringPhysicianName: site.referring.pn,
    ReferringPhysicianTelephoneNumbers: rng.chance(0.15) ? site.phone : undefined,
    NameOfPhysiciansReadingStudy: rng.chance(0.25) ? site.reading.pn : undefined,
    PhysiciansOfRecord: rng.chance(0.1) ? site.requesting.pn : undefined,
    AdmittingDiagnosesDescription: rng.chance(0.3) ? study.procedure.diagnosis : undefined,
    RequestingPhysician: rng.chance(0.3) ? site.requesting.pn : undefined,
    RequestedProcedureDescription: rng.chance(0.6) ? study.procedure.study : undefined,
    ReasonForStudy: rng.chance(0.3) ? study.procedure.reason : undefined,
    CurrentPatientLocation: rng.chance(0.1) ? `${site.mark} WARD` : undefined,
    AdmissionID: rng.chance(0.1) ? `ADM${study.requestId}` : undefined,
    StudyComments: rng.chance(0.2) ? 'no prior study' : undefined,
  });
}

function seriesModule(dataset: Item, series: Series): void {
  const { study, patient, modality } = series;
  const rng = series.rngOf('series');
  put(dataset, {
    Modality: modality.modality,
    SeriesInstanceUID: series.uid,
    SeriesNumber: String(series.number),
    SeriesDate: study.date,
    SeriesTime: series.time,
    SeriesDescription: series.description,
    PerformingPhysicianName: rng.chance(0.4) ? patient.site.performing.pn : undefined,
    OperatorsName: rng.chance(0.5) ? patient.site.operator.pn : undefined,
    ProtocolName: study.procedure.protocol,
    PerformedProcedureStepStartDate: study.date,
    PerformedProcedureStepStartTime: clock(study.time, 15),
    PerformedProcedureStepID: rng.chance(0.4) ? study.stepId : undefined,
    PerformedProcedureStepDescription: rng.chance(0.6) ? study.procedure.study : undefined,
  });
  if (rng.chance(0.25)) put(dataset, { RequestAttributesSequence: [requestItem(series)] });
  if (rng.chance(0.5)) {
    const step = item({ ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.3', ReferencedSOPInstanceUID: series.uidOf('mpps', study.number) });
    put(dataset, { ReferencedPerformedProcedureStepSequence: [step] });
  }
}

const requestItem = ({ study }: Series): Item =>
  item({
    RequestedProcedureID: study.requestId,
    RequestedProcedureDescription: study.procedure.study,
    ScheduledProcedureStepID: study.stepId,
    ScheduledProcedureStepDescription: study.procedure.protocol,
  });

function equipmentModule(dataset: Item, series: Series): void {
  const { site } = series.patient;
  const rng = series.rngOf('equipment');
  const { address } = site;
  put(dataset, {
    Manufacturer: series.vendor.manufacturer,
    ManufacturerModelName: series.vendor.model,
    SoftwareVersions: series.vendor.software,
    InstitutionName: site.name,
    InstitutionAddress: rng.chance(0.4) ? `${address.street} ${address.city} ${address.state} ${address.zip}` : undefined,
    InstitutionalDepartmentName: rng.chance(0.4) ? site.department : undefined,
    StationName: series.station,
    DeviceSerialNumber: series.serial,
    DateOfLastCalibration: rng.chance(0.3) ? series.study.date : undefined,
    TimeOfLastCalibration: rng.chance(0.2) ? '060000' : undefined,
  });
}

/** Frame of Reference module. */
export function frameOfReference(dataset: Item, series: Series): void {
  put(dataset, { FrameOfReferenceUID: series.frameOfReference, PositionReferenceIndicator: '' });
}

/** General Image module with the acquisition's date and time. */
export function generalImage(dataset: Item, series: Series, index: number, imageType: string[]): void {
  const at = clock(series.time, 60 + index * 2);
  put(dataset, {
    ImageType: imageType,
    AcquisitionNumber: '1',
    AcquisitionDate: series.study.date,
    AcquisitionTime: at,
    ContentDate: series.study.date,
    ContentTime: clock(at, 5),
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
  });
}

/** Whole years from a birth to a day, as an Age String. */
export function ageOn(birth: string, day: string): string {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(4) < birth.slice(4) ? 1 : 0);
  return `${String(years).padStart(3, '0')}Y`;
}

/** A time of day moved by seconds, kept inside the day. */
export function clock(time: string, seconds: number): string {
  const at = Number(time.slice(0, 2)) * 3600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4, 6)) + seconds;
  const day = ((Math.floor(at) % 86_400) + 86_400) % 86_400;
  return [day / 3600, (day / 60) % 60, day % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join('');
}

/** Source Image or Referenced Image item. */
export const reference = (sopClass: string, sop: string): Item => item({ ReferencedSOPClassUID: sopClass, ReferencedSOPInstanceUID: sop });
