import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IodMessage } from '@deidbench/judge';
import { callValidator, type IodValidator } from './call-validator.ts';
import { messagesOf, type Validated } from './messages-of.ts';

/** What the validator says of an original. It is asked once; the answer is kept under the digest of the file, for every tool and run. */
export async function inputMessages(validator: IodValidator, path: string, digest: string): Promise<Validated> {
  const kept = keptPath(validator, digest);
  const known = kept === undefined ? undefined : readKept(kept);
  if (known) return known;
  const validated = messagesOf(await callValidator(validator.program, path));
  // A machine under load may be late; it is asked again another time.
  if (kept !== undefined && validated.failure !== 'timeout') keep(kept, validated);
  return validated;
}

function keptPath({ cache }: IodValidator, digest: string): string | undefined {
  return /^[\da-f]{32,64}$/.test(digest) ? join(cache, digest.slice(0, 2), `${digest}.json`) : undefined;
}

function readKept(path: string): Validated | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { messages: IodMessage[] } & Partial<Validated>;
    return Array.isArray(kept.messages) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. A cache that can't be written costs time, nothing else. */
function keep(path: string, validated: Validated): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, JSON.stringify(validated), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // See above.
  }
}
