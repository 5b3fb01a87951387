import { readCheck, type Check } from './check.ts';
import { orderedMembers } from './members.ts';
import { splitChecks, type Split } from './split.ts';
import { patternOf, variantOf, type Pattern } from './variants.ts';

/** The checks of one row of the key in key order. */
export interface KeyChecks {
  readonly checks: readonly Check[];
  /** The check's name in the row, by place; undefined where the names are 0, 1, 2 … */
  readonly names: readonly string[] | undefined;
  /** False where AnswerData is no JSON object (nor an empty list). */
  readonly readable: boolean;
}

/** Distinct texts kept before the store is emptied; a series needs a few hundred to a few thousand. */
const STORE_LIMIT = 6_000;
const STORE_BYTES = 6 * 1024 * 1024;

interface Row extends Split {
  checks: Check[];
  /** The patterns that the checks were made by. */
  patterns: Pattern[];
}

/**
 * Turns rows of AnswerData into checks. Equal texts give the same object and are parsed once: each row is laid beside the one before,
 * pieces that differ in a value alone are read as variants, and only what is left is looked up by its text, else parsed.
 */
export class KeyCompiler {
  private store = new Map<string, Pattern>();
  private stored = 0;
  private previous: Row | undefined;

  /** Undefined when the bytes are no JSON object. */
  compile(bytes: Buffer): KeyChecks | undefined {
    const split = splitChecks(bytes, this.previous);
    const row = split && this.cut(split);
    if (row === undefined) return this.parseWhole(bytes.toString('utf8'));
    this.previous = row;
    return { checks: row.checks, names: undefined, readable: true };
  }

  private cut(split: Split): Row | undefined {
    const { previous } = this;
    const { bytes, starts, ends, known } = split;
    const checks: Check[] = [];
    const patterns: Pattern[] = [];
    for (let i = 0; i < starts.length; i += 1) {
      const pattern = previous?.patterns[i];
      let check = known[i] ? previous!.checks[i]! : pattern && variantOf(pattern, bytes, starts[i]!, ends[i]!);
      let by = pattern;
      if (check === undefined) {
        by = this.intern(bytes.toString('utf8', starts[i], ends[i]));
        check = by?.check;
      }
      if (check === undefined || by === undefined) return undefined;
      checks.push(check);
      patterns.push(by);
    }
    return { ...split, checks, patterns };
  }

  private intern(text: string): Pattern | undefined {
    const known = this.store.get(text);
    if (known) return known;
    const parsed = parseObject(text);
    if (parsed === undefined) return undefined;
    if (this.store.size >= STORE_LIMIT || this.stored > STORE_BYTES) {
      this.store = new Map();
      this.stored = 0;
    }
    const pattern = patternOf(text, parsed, readCheck(parsed));
    this.store.set(text, pattern);
    this.stored += 2 * text.length;
    return pattern;
  }

  private parseWhole(text: string): KeyChecks | undefined {
    const members = orderedMembers(text);
    if (members === undefined) return undefined;
    // A member that is no object is a check without an action: no row comes of it.
    const checks = [...members.values()].map((member) => this.intern(member)?.check ?? readCheck({}));
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
