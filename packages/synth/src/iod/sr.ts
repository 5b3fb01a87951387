import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { clock, commonModules, reference } from './common.ts';
import { type Modality, type Series, sopUid } from './context.ts';

/** Comprehensive SR IOD (PS3.3 A.35.3): a basic diagnostic imaging report (TID 2000). */
export const SR: Modality = {
  key: 'SR',
  modality: 'SR',
  sopClass: '1.2.840.10008.5.1.4.1.1.88.33',
  defaultSize: 0,
  burned: 0,
  build,
};

function build(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  const { study, patient } = series;
  for (const absent of [0x00081040, 0x00181030, 0x00080081]) dataset.delete(absent);
  put(dataset, {
    ContentDate: study.date,
    ContentTime: series.time,
    PerformedProcedureCodeSequence: [],
    ReferencedPerformedProcedureStepSequence: [],
    ReferencedRequestSequence: [requestItem(series)],
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: [
      item({
        VerifyingOrganization: patient.site.name,
        VerificationDateTime: `${study.date}${clock(series.time, 60)}`,
        VerifyingObserverName: patient.site.reading.pn,
        VerifyingObserverIdentificationCodeSequence: [],
      }),
    ],
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [code('11528-7', 'LN', 'Radiology Report')],
    ContinuityOfContent: 'SEPARATE',
    ContentSequence: content(series),
  });
  const source = series.earlier.find(({ modality }) => modality.paint !== undefined);
  if (source !== undefined) {
    const instances = item({
      SeriesInstanceUID: source.uid,
      ReferencedSOPSequence: [reference(source.modality.sopClass, sopUid(source, 0))],
    });
    put(dataset, {
      CurrentRequestedProcedureEvidenceSequence: [item({ StudyInstanceUID: study.uid, ReferencedSeriesSequence: [instances] })],
    });
  }
  return dataset;
}

const requestItem = ({ study }: Series): Item =>
  item({
    StudyInstanceUID: study.uid,
    ReferencedStudySequence: [reference('1.2.840.10008.3.1.2.3.1', study.uid)],
    AccessionNumber: study.accession,
    PlacerOrderNumberImagingServiceRequest: study.placer,
    FillerOrderNumberImagingServiceRequest: study.filler,
    RequestedProcedureID: study.requestId,
    RequestedProcedureDescription: study.procedure.study,
    RequestedProcedureCodeSequence: [],
  });

const text = (relation: string, name: Item, value: string): Item =>
  item({ RelationshipType: relation, ValueType: 'TEXT', ConceptNameCodeSequence: [name], TextValue: value });

function content(series: Series): Item[] {
  const { patient, study } = series;
  const { procedure } = study;
  const source = series.earlier.find(({ modality }) => modality.paint !== undefined);
  const section = (name: Item, concept: Item, value: string): Item =>
    item({
      RelationshipType: 'CONTAINS',
      ValueType: 'CONTAINER',
      ConceptNameCodeSequence: [name],
      ContinuityOfContent: 'SEPARATE',
      ContentSequence: [text('CONTAINS', concept, value)],
    });
  const items = [
    item({
      RelationshipType: 'HAS CONCEPT MOD',
      ValueType: 'CODE',
      ConceptNameCodeSequence: [code('121049', 'DCM', 'Language of Content Item and Descendants')],
      ConceptCodeSequence: [code('eng', 'RFC5646', 'English')],
    }),
    item({
      RelationshipType: 'HAS OBS CONTEXT',
      ValueType: 'CODE',
      ConceptNameCodeSequence: [code('121005', 'DCM', 'Observer Type')],
      ConceptCodeSequence: [code('121006', 'DCM', 'Person')],
    }),
    item({
      RelationshipType: 'HAS OBS CONTEXT',
      ValueType: 'PNAME',
      ConceptNameCodeSequence: [code('121008', 'DCM', 'Person Observer Name')],
      PersonName: patient.site.reading.pn,
    }),
    text('HAS OBS CONTEXT', code('121009', 'DCM', "Person Observer's Organization Name"), patient.site.name),
    item({
      RelationshipType: 'HAS OBS CONTEXT',
      ValueType: 'DATETIME',
      ConceptNameCodeSequence: [code('121125', 'DCM', 'DateTime of Recording of Log Entry')],
      DateTime: `${study.date}${series.time}`,
    }),
    section(code('121060', 'DCM', 'History'), code('121060', 'DCM', 'History'), procedure.reason),
    section(code('121070', 'DCM', 'Findings'), code('121071', 'DCM', 'Finding'), `${procedure.bodyPart} examined, ${procedure.diagnosis}`),
    section(code('121076', 'DCM', 'Conclusions'), code('121077', 'DCM', 'Conclusion'), `${procedure.diagnosis} seen, follow up advised`),
  ];
  if (source !== undefined) {
    items.push(
      item({
        RelationshipType: 'CONTAINS',
        ValueType: 'IMAGE',
        ConceptNameCodeSequence: [code('121180', 'DCM', 'Key Images')],
        ReferencedSOPSequence: [reference(source.modality.sopClass, sopUid(source, 0))],
      }),
    );
  }
  return items;
}
