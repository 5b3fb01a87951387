import type { Instance, Results } from '@deidbench/core/model';
import type { OpenedDataset } from './open.ts';

/** What a report says of a dataset; names nobody. */
export function datasetFacts({ dataset, instances, digest }: OpenedDataset): Results['dataset'] {
  const distinct = (of: (instance: Instance) => string) => new Set(instances.map(of)).size;
  return {
    name: dataset.name,
    digest,
    patients: distinct((i) => i.patient),
    studies: distinct((i) => i.study),
    series: distinct((i) => i.series),
    instances: instances.length,
    checks: dataset.counts.checks,
    planted: dataset.counts.planted,
    modalities: [...new Set(instances.map((i) => i.modality))].filter(Boolean).toSorted(),
  };
}
