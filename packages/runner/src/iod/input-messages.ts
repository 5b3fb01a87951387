import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Instance } from '@deidbench/core/model';
import type { IodMessage } from '@deidbench/judge';
import { callValidator, type IodValidator, type ValidatorPlace } from './call-validator.ts';
import { messagesOf, type Validated } from './messages-of.ts';

/** What the validator says of originals, in their order. It is asked once; the answer is kept under the digest of the file, for every tool and run. */
export async function inputMessages(
  validator: IodValidator,
  root: string,
  originals: readonly Pick<Instance, 'path' | 'digest'>[],
  place: ValidatorPlace,
): Promise<Validated[]> {
  const known = originals.map(({ digest }) => readKept(keptPath(validator, digest)));
  const unknown = originals.filter((_, i) => known[i] === undefined);
  const reports = await callValidator(validator.program, { root, paths: unknown.map(({ path }) => path) }, place);
  const asked = reports.map(messagesOf);
  unknown.forEach(({ digest }, i) => keep(keptPath(validator, digest), asked[i]));
  return known.map((validated) => validated ?? asked.shift() ?? { messages: [], failure: 'crashed' });
}

function keptPath({ cache }: IodValidator, digest: string): string | undefined {
  return /^[\da-f]{32,64}$/.test(digest) ? join(cache, digest.slice(0, 2), `${digest}.json`) : undefined;
}

function readKept(path: string | undefined): Validated | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { messages: IodMessage[] } & Partial<Validated>;
    return Array.isArray(kept.messages) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. A cache that can't be written costs time, nothing else. A machine under load may be late: that is asked again another time. */
function keep(path: string | undefined, validated: Validated | undefined): void {
  if (path === undefined || validated === undefined || validated.failure === 'timeout') return;
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, JSON.stringify(validated), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // See above.
  }
}
