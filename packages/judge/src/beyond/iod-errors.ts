import type { Finding, Instance } from '@deidbench/core/model';
import { placeKey } from '../severity/place.ts';
import { FindingGroups } from '../unit/finding-groups.ts';
import type { IodMessage, IodMessages, Judged } from '../unit/types.ts';
import { bug } from '../unit/bug.ts';

/** Tag path of an error that is about the file as a whole. */
const WHOLE_FILE = 'file';

/**
 * Adds the errors of the IOD (PS3.3) that outputs have and their originals do not, as findings of the rule `conformance`: an old error is not the
 * tool's, and a place where something was found already is not told twice. Pure: the argument stays as it is.
 * @param iod what a validator said, by ordinal; instances that nobody validated are left out.
 */
export function withIodErrors(judged: Judged, instances: readonly Instance[], iod: ReadonlyMap<number, IodMessages>): Judged {
  const groups = new FindingGroups();
  for (const finding of judged.findings) groups.merge(finding);
  const told = placesOf(judged.findings);
  for (const { ordinal, patient } of instances) {
    const messages = iod.get(ordinal);
    if (!messages) continue;
    for (const { tag, message } of newErrors(messages)) {
      const place = placeAt(ordinal, tag);
      if (told.has(place)) continue;
      told.add(place);
      groups.add(
        bug({
          rule: 'conformance',
          tagPath: tag === '' ? WHOLE_FILE : tag,
          severity: 'low',
          patient,
          ordinal,
          explanation: `the validator of IODs finds an error that the original does not have: ${message}`,
        }),
      );
    }
  }
  return { ...judged, findings: groups.findings() };
}

/** Item numbers do not count: a tool that drops an item moves those behind it. */
function newErrors({ before, after }: IodMessages): IodMessage[] {
  const sameAs = ({ tag, message }: IodMessage) => `${placeKey(tag)}\u0000${message}`;
  const old = new Set(before.filter(({ type }) => type === 'error').map(sameAs));
  return after.filter((message) => message.type === 'error' && !old.has(sameAs(message)));
}

function placesOf(findings: readonly Finding[]): Set<string> {
  return new Set(findings.flatMap(({ at, tagPath }) => at.map((ordinal) => placeAt(ordinal, tagPath))));
}

const placeAt = (ordinal: number, tagPath: string): string => `${ordinal}\u0000${placeKey(tagPath)}`;
