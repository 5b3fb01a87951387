import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import schema from './adapter.schema.json' with { type: 'json' };
import type { Manifest } from './types.ts';

export interface Problem {
  /** JSON pointer of the field. */
  path: string;
  text: string;
}

const ajv = new Ajv2020({ allErrors: true, useDefaults: true, discriminator: true, verbose: true });
// The package is CommonJS: its callable is the default of the default.
ajvFormats.default(ajv, ['uri', 'regex']);
const check = ajv.compile<Manifest>(schema);

/** Checks a parsed manifest against the schema and fills the defaults in place. */
export function validateShape(value: unknown): { ok: true; manifest: Manifest } | { ok: false; problems: Problem[] } {
  if (check(value)) return { ok: true, manifest: value };
  return { ok: false, problems: (check.errors ?? []).filter(isTelling).map(describe) };
}

/** The parts of a failed oneOf say more than the oneOf itself. */
function isTelling(error: ErrorObject, _: number, all: ErrorObject[]): boolean {
  return error.keyword !== 'oneOf' || all.length === 1;
}

function describe(error: ErrorObject): Problem {
  return { path: error.instancePath, text: `${complaint(error)}, found ${shown(error.data)}.${explained(error)}` };
}

function complaint({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'required') return `"${String(params.missingProperty)}" is missing`;
  if (keyword === 'additionalProperties') return `"${String(params.additionalProperty)}" is not a field here`;
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).map((v) => JSON.stringify(v)).join(', ')}`;
  return message ?? keyword;
}

function explained(error: ErrorObject): string {
  const meaning = (error.parentSchema as { description?: string } | undefined)?.description;
  return meaning === undefined ? '' : ` Expected: ${meaning}`;
}

function shown(data: unknown): string {
  const text = JSON.stringify(data) ?? 'nothing';
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}
