import table from '../data/private-rows.json' with { type: 'json' };

/** keep · delete · new UID from the crosswalk · shifted date text · shifted seconds · by the rule of its public tag. */
export type PrivateDisposition = 'k' | 'd' | 'h' | 'o' | 'oi';

const rows = table as Record<string, Partial<Record<string, string>>>;
const STRICTEST: readonly PrivateDisposition[] = ['d', 'h', 'o', 'oi', 'k'];

/**
 * What becomes of a private element by TCIA's private tag knowledge base; a VR that it does not list takes the strictest row of the
 * element, an unknown element is deleted. `creator` as it stands; `low` the last two hex digits of the element.
 */
export function privateDisposition(group: number, creator: string, low: number, vr: string): PrivateDisposition {
  const key = `${group.toString(16).padStart(4, '0')} ${creator.trim().toUpperCase()} ${low.toString(16).padStart(2, '0')}`;
  const row = Object.hasOwn(rows, key) ? rows[key] : undefined;
  if (row === undefined) return 'd';
  const listed = row[vr];
  if (listed !== undefined) return listed as PrivateDisposition;
  return STRICTEST.find((disposition) => Object.values(row).includes(disposition)) ?? 'd';
}
