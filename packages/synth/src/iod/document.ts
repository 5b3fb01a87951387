import { code, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules } from './common.ts';
import type { Modality, Series } from './context.ts';
import { pdfOf } from './pdf.ts';

/** Encapsulated PDF IOD (PS3.3 A.45.1): a letter with the patient's name in its text. */
export const PDF: Modality = { key: 'PDF', modality: 'DOC', sopClass: '1.2.840.10008.5.1.4.1.1.104.1', defaultSize: 0, burned: 0, build };

function build(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  const { study } = series;
  for (const tag of [0x00181030]) dataset.delete(tag);
  put(dataset, {
    ConversionType: 'WSD',
    ContentDate: study.date,
    ContentTime: series.time,
    AcquisitionDateTime: `${study.date}${series.time}`,
    BurnedInAnnotation: 'YES',
    DocumentTitle: 'Radiology Report',
    ConceptNameCodeSequence: [code('18748-4', 'LN', 'Diagnostic imaging report')],
    MIMETypeOfEncapsulatedDocument: 'application/pdf',
  });
  const { name, id } = series.patient;
  const value = pdfOf(`Report on ${name.spoken}, ${id}: ${study.procedure.diagnosis}`);
  dataset.set({
    tag: 0x00420011,
    vr: 'OB',
    value,
    plant: {
      original: pdfOf(''),
      spans: [
        { text: name.spoken, kind: 'name' },
        { text: id, kind: 'direct-number' },
      ],
    },
  });
  return dataset;
}
