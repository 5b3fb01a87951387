import type { Element } from '../model/item.ts';
import type { Decision } from '../policy/curate.ts';
import { TRAILING_PADDING } from '../plant/tags.ts';
import type { KeyMaterial } from './material.ts';

/** Group lengths, trailing padding, overlays, curves, icons with their content, and device values that the policy drops have no rows. */
export function hasNoRows({ element, path, disposition }: Decision, { deviceIdentity }: KeyMaterial): boolean {
  const group = (element.tag >>> 16) & 0xff00;
  if ((element.tag & 0xffff) === 0 || element.tag === TRAILING_PADDING) return true;
  if (group === 0x6000 || group === 0x5000 || path.includes('(0088,0200)')) return true;
  return (
    deviceIdentity === 'remove' && disposition.retention === 'DEV-K' && disposition.deed !== 'restore' && disposition.deed !== 'sequence'
  );
}

const ENCAPSULATED_DOCUMENT = 0x00420011;

/** What stands in a value's padding or in a document is no text of the element: planted.jsonl alone tells. */
export const isPlantedOutOfText = ({ tag, plant }: Element): boolean =>
  plant !== undefined && (plant.behindNul === true || tag === ENCAPSULATED_DOCUMENT);

/** Inside a private sequence that readers take for bytes: unknown ones in implicit VR. */
export function isHiddenInside({ path }: Decision, { input }: KeyMaterial): boolean {
  return path.includes('"') && path.includes('[') && !input.has(path);
}
