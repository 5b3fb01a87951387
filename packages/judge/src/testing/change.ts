import { textElement, type WDataset, type WElement } from '@deidbench/dicom';

export type Change = (dataset: WDataset, name: string) => void;

/** Deep copies of data sets, all of them or one of that name changed. */
export function copies(from: ReadonlyMap<string, WDataset>, change: Change, only?: string): Map<string, WDataset> {
  const files = new Map([...from].map(([name, d]) => [name, { ...d, elements: d.elements.map(deep), meta: d.meta!.map(deep) }]));
  for (const [name, dataset] of files) if (only === undefined || only === name) change(dataset, name);
  return files;
}

function deep(element: WElement): WElement {
  if (!Array.isArray(element.value)) return { ...element };
  return { ...element, value: element.value.map((item) => ({ ...item, elements: item.elements.map(deep) })) };
}

/** Replaces every UID of a data set that names an instance, meta and items too. */
export function mapUids(dataset: WDataset, rename: (old: string) => string): void {
  const visit = (elements: WElement[]): void => {
    elements.forEach((element, i) => {
      if (Array.isArray(element.value)) for (const item of element.value) visit(item.elements);
      if (element.vr !== 'UI' || !(element.value instanceof Uint8Array)) return;
      const old = Buffer.from(element.value).toString('latin1').replace(/\0$/u, '');
      if (!old.startsWith('1.2.')) elements[i] = textElement(element.tag, 'UI', rename(old));
    });
  };
  visit(dataset.elements);
  visit(dataset.meta!);
}
