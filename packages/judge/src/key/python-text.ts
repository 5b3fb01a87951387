import { reprText } from '@deidbench/dicom';

/** Text of a JSON value as Python prints it: `None`, `[]`, `['HIPAA-C']`; a string stands for itself. */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : printed(value);
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return reprText(value);
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, member]) => `${reprText(name)}: ${printed(member)}`)
    .join(', ')}}`;
}
