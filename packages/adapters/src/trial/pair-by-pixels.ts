import { getElement, readDicom, toWritable } from '@deidbench/dicom';
import type { TrialInput } from './input.ts';

const PIXELS = 0x7fe00010;

/**
 * Pairs what names could not: by equal pixels, each of which the sample holds once, and a last output with a last input. Moves what pairs
 * from `rest` to `outputs`.
 */
export function pairByPixels(inputs: readonly TrialInput[], outputs: Map<string, Uint8Array>, rest: Map<string, Uint8Array>): void {
  const move = (path: string, name: string, bytes: Uint8Array) => {
    outputs.set(name, bytes);
    rest.delete(path);
  };
  for (const { name, bytes: input } of inputs.filter(({ name }) => !outputs.has(name))) {
    const wanted = pixelsOf(input);
    const found = wanted === undefined ? undefined : [...rest].find(([, bytes]) => pixelsOf(bytes)?.equals(wanted) === true);
    if (found) move(found[0], name, found[1]);
  }
  const left = inputs.filter(({ name }) => !outputs.has(name));
  const [last] = rest;
  if (left[0] && left.length === 1 && last && rest.size === 1) move(last[0], left[0].name, last[1]);
}

function pixelsOf(bytes: Uint8Array): Buffer | undefined {
  try {
    const value = getElement(toWritable(readDicom(bytes)), PIXELS)?.value;
    return value instanceof Uint8Array ? Buffer.from(value) : undefined;
  } catch {
    // Not readable: what that means is for the contract to say.
    return undefined;
  }
}
