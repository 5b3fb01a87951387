import type { TextFound } from '@deidbench/core/model';
import type { Box } from '@deidbench/dicom';
import { thumbnail } from '../pixels/thumbnail.ts';
import type { Evidence, Picture, WaitingImage } from './types.ts';

/** Pictures of a unit that are kept. */
const MOST_EVIDENCE = 20;
/** Those of them that come with a picture of the whole image. */
const MOST_THUMBNAILS = 8;
/** Ground around a text that was found, in heights of its line. */
const MARGIN = 0.5;

/** Of the candidates those that tell something, `told` being the boxes that were read and do; no more than a blob should hold. */
export function keptEvidence(candidates: readonly Evidence[], told: ReadonlySet<number>): Evidence[] {
  const telling = ({ waits }: Evidence): boolean =>
    waits === undefined || Array.from({ length: waits.count }, (_, i) => waits.first + i).some((at) => told.has(at));
  return candidates
    .filter(telling)
    .slice(0, MOST_EVIDENCE)
    .map(({ waits: _waits, image, ...rest }, i) => (image && i < MOST_THUMBNAILS ? { ...rest, image } : rest));
}

/** Pictures of a text that was found anywhere in an image. */
export function evidenceOfFound({ after, before, ordinal, patient }: WaitingImage, { box }: TextFound, identifier: string): Evidence {
  const [left, top, right, bottom] = box;
  const margin = Math.ceil((bottom - top) * MARGIN);
  const around = { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin };
  const isAlike = before?.width === after.width && before.height === after.height;
  return {
    patient,
    ordinal,
    tagPath: 'pixels',
    identifiers: [identifier],
    ...(isAlike && { before: cut(before, around) }),
    after: cut(after, around),
    image: thumbnail({ ...after, data: after.gray }, { left, top, right, bottom }),
  };
}

function cut(image: WaitingImage['after'], box: Box): Picture {
  const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
  const [width, height] = [Math.min(image.width, box.right) - left, Math.min(image.height, box.bottom) - top];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * image.width + left;
    data.set(image.gray.subarray(from, from + width), y * width);
  }
  return { width, height, data };
}
