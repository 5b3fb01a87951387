import { readCheck, type Check } from './check.ts';
import { orderedMembers } from './members.ts';
import { splitChecks, type Split } from './split.ts';

/** The checks of one row of the key in key order. */
export interface KeyChecks {
  readonly checks: readonly Check[];
  /** The check's name in the row, by place; undefined where the names are 0, 1, 2 … */
  readonly names: readonly string[] | undefined;
  /** False where AnswerData is no JSON object (nor an empty list). */
  readonly readable: boolean;
}

/** Distinct texts kept before the store is emptied; a series needs a few hundred to a few thousand. */
const STORE_LIMIT = 20_000;
const STORE_BYTES = 12 * 1024 * 1024;

interface Row extends Split {
  checks: Check[];
}

/**
 * Turns rows of AnswerData into checks. Equal texts give the same object and are parsed once: each row is laid beside the one before,
 * and only pieces that differ are looked up by their text.
 */
export class KeyCompiler {
  private store = new Map<string, Check>();
  private stored = 0;
  private previous: Row | undefined;

  /** Undefined when the bytes are no JSON object. */
  compile(bytes: Buffer): KeyChecks | undefined {
    const split = splitChecks(bytes, this.previous);
    const checks = split && this.cut(split);
    if (split === undefined || checks === undefined) return this.parseWhole(bytes.toString('utf8'));
    this.previous = { ...split, checks };
    return { checks, names: undefined, readable: true };
  }

  private cut({ bytes, starts, ends, known }: Split): Check[] | undefined {
    const previous = this.previous;
    const checks: Check[] = [];
    for (let i = 0; i < starts.length; i += 1) {
      const check = known[i] ? previous!.checks[i] : this.intern(bytes.toString('utf8', starts[i], ends[i]));
      if (check === undefined) return undefined;
      checks.push(check);
    }
    return checks;
  }

  private intern(text: string): Check | undefined {
    const known = this.store.get(text);
    if (known) return known;
    const parsed = parseObject(text);
    if (parsed === undefined) return undefined;
    if (this.store.size >= STORE_LIMIT || this.stored > STORE_BYTES) {
      this.store = new Map();
      this.stored = 0;
    }
    const check = readCheck(parsed);
    this.store.set(text, check);
    this.stored += text.length;
    return check;
  }

  private parseWhole(text: string): KeyChecks | undefined {
    const members = orderedMembers(text);
    if (members === undefined) return undefined;
    // A member that is no object is a check without an action: no row comes of it.
    const checks = [...members.values()].map((member) => this.intern(member) ?? readCheck({}));
    return { checks, names: [...members.keys()], readable: true };
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
