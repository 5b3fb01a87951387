import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules } from './common.ts';
import type { Modality, Series } from './context.ts';
import { referencedSeries, references, sourceImages } from './source-images.ts';

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

function buildKeyObject(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  const source = sourceImages(series);
  const { study } = series;
  dataset.delete(0x00181030);
  put(dataset, {
    ContentDate: study.date,
    ContentTime: series.time,
    ReferencedPerformedProcedureStepSequence: [],
    ReferencedRequestSequence: undefined,
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [code('113000', 'DCM', 'Of Interest')],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [item({ MappingResource: 'DCMR', TemplateIdentifier: '2010' })],
    CurrentRequestedProcedureEvidenceSequence: source && [
      item({ StudyInstanceUID: study.uid, ReferencedSeriesSequence: [referencedSeries(source, 1)] }),
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
              ReferencedSOPSequence: references(source, 1),
            }),
          ]),
    ],
  });
  return dataset;
}
