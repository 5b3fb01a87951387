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
  return { path: error.instancePath, text: `${complaint(error)}${found(error)}.${explained(error)}` };
}

function complaint({ keyword, params, message, parentSchema }: ErrorObject): string {
  if (keyword === 'required') return `"${String(params.missingProperty)}" is missing`;
  if (keyword === 'additionalProperties') return `"${String(params.additionalProperty)}" is not a field here`;
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).map((v) => JSON.stringify(v)).join(', ')}`;
  if (keyword === 'discriminator') return `"${String(params.tag)}" must be one of ${kinds(parentSchema)}`;
  return message ?? keyword;
}

/** The values that tell the parts of a oneOf apart. */
function kinds(schema: unknown): string {
  const parts = (schema as { oneOf?: { properties: { kind: { const: string } } }[] }).oneOf ?? [];
  return parts.map((part) => JSON.stringify(part.properties.kind.const)).join(', ');
}

function found({ keyword, params, data }: ErrorObject): string {
  if (keyword === 'required') return '';
  if (keyword === 'additionalProperties') return `, found ${shown((data as Record<string, unknown>)[String(params.additionalProperty)])}`;
  if (keyword === 'discriminator') return `, found ${shown(params.tagValue)}`;
  return `, found ${shown(data)}`;
}

/** What the schema says of the field that is wrong; for a missing or surplus one the name says enough. */
function explained({ keyword, parentSchema }: ErrorObject): string {
  const meaning = (parentSchema as { description?: string } | undefined)?.description;
  return meaning === undefined || keyword === 'required' || keyword === 'additionalProperties' ? '' : ` Expected: ${meaning}`;
}

function shown(data: unknown): string {
  const text = JSON.stringify(data) ?? 'nothing';
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}
