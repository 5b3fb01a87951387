import type { Item } from '../model/item.ts';
import { item, put, tag } from '../model/put.ts';
import { even, type Trick } from './trick.ts';

/** Attributes that a system replaced, kept with their old values (PS3.3 C.12.1.1.9). */
export const originalAttributes: Trick = (dataset, { patient, study }) => {
  put(dataset, {
    OriginalAttributesSequence: [
      item({
        SourceOfPreviousValues: patient.site.name,
        AttributeModificationDateTime: `${study.date}${study.time}`,
        ModifyingSystem: 'PACS GATEWAY',
        ReasonForTheAttributeModification: 'CORRECT',
        ModifiedAttributesSequence: [
          item({ PatientName: patient.birthName.pn, PatientID: patient.otherId, AccessionNumber: `${study.accession}X` }),
        ],
      }),
    ],
  });
};

/** A private block that no list knows: text as UN, and a sequence with a name in it. */
export const unknownPrivate: Trick = (dataset, { patient }) => {
  const nested = item({}).set({ tag: 0x00310010, vr: 'LO', value: 'ACME PACS 1.0' });
  nested.set({
    tag: 0x00311041,
    vr: 'LO',
    value: patient.name.spoken,
    plant: { original: '', spans: [{ text: patient.name.spoken, kind: 'name' }] },
  });
  dataset.set({ tag: 0x00310010, vr: 'LO', value: 'ACME PACS 1.0' });
  dataset.set({ tag: 0x00311040, vr: 'SQ', value: [nested] });
  const spans = [{ text: patient.socialSecurity, kind: 'direct-number' as const }];
  dataset.set({ tag: 0x00311042, vr: 'UN', value: even(`SSN ${patient.socialSecurity}`), plant: { original: new Uint8Array(0), spans } });
};

/** A public text element whose writer gave it the VR UN. */
export const storedAsUn: Trick = (dataset, { patient }) => {
  const history = tag('AdditionalPatientHistory');
  const spans = [{ text: patient.mother.spoken, kind: 'name' as const }];
  dataset.set({ tag: history, vr: 'LT', storedVr: 'UN', value: `fever for ${patient.mother.spoken}`, plant: { original: 'fever', spans } });
};

export const relatives: Trick = (dataset, { patient }) => {
  put(dataset, { ResponsiblePerson: patient.relative.pn });
};

/** Text that a viewer shows: in a presentation state, or in a report's findings. */
export const shownText: Trick = (dataset, { patient }) => {
  const spans = [{ text: patient.name.spoken, kind: 'name' as const }];
  for (const annotation of dataset.items(tag('GraphicAnnotationSequence'))) {
    for (const text of annotation.items(tag('TextObjectSequence'))) plantBehind(text, tag('UnformattedTextValue'), spans);
  }
  const sections = dataset.items(tag('ContentSequence')).flatMap((section) => section.items(tag('ContentSequence')));
  const finding = sections.find((section) => section.has(tag('TextValue')));
  if (finding !== undefined) plantBehind(finding, tag('TextValue'), spans);
};

function plantBehind(holder: Item, at: number, spans: { text: string; kind: 'name' }[]): void {
  const element = holder.get(at);
  if (element === undefined || typeof element.value !== 'string') return;
  holder.set({ ...element, value: `${element.value} for ${spans[0]?.text ?? ''}`, plant: { original: element.value, spans } });
}
