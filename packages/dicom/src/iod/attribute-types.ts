import table from '../data/iod-types.json' with { type: 'json' };

/** Type of an attribute in an IOD (PS3.3 5.4, PS3.5 7.4). */
export type AttributeType = '1' | '1C' | '2' | '2C' | '3';

interface Entry {
  type: AttributeType;
  child: Node | undefined;
}
type Node = Map<number, Entry>;
interface Module {
  mandatory: boolean;
  node: Node;
  /** Type 1 attributes at any depth: one of them in an instance shows that a conditional or user module is in use. */
  signs: Sign[];
}

/** A Type 1 attribute, or a sequence with Type 1 attributes in its items. */
interface Sign {
  tag: number;
  required: boolean;
  inside: Sign[];
}

/** A data set or an item of a sequence, as far as types ask. */
export interface TypedItem {
  /** The attribute is there with a value, a sequence with an item. */
  holds(tag: number): boolean;
  items(tag: number): readonly TypedItem[];
}

const parsed: (Node | undefined)[] = [];
function nodeOf(number: number): Node {
  const known = parsed[number];
  if (known !== undefined) return known;
  const node: Node = new Map();
  parsed[number] = node;
  for (const part of (table.nodes[number] ?? '').split(' ')) {
    const [, hex, type, child] = /^([0-9a-f]{8})([123]C?)(?:>(\d+))?$/u.exec(part) ?? [];
    if (hex === undefined) continue;
    node.set(Number.parseInt(hex, 16), { type: type as AttributeType, child: child === undefined ? undefined : nodeOf(Number(child)) });
  }
  return node;
}

const modulesByClass = new Map<string, Module[]>();
function modulesOf(sopClass: string): Module[] {
  let modules = modulesByClass.get(sopClass);
  if (modules === undefined) {
    const iod = (table.classes as Record<string, string>)[sopClass] ?? '';
    const usages = (table.iods as Record<string, string[]>)[iod] ?? [];
    const numbers = table.modules as Record<string, number>;
    modules = usages.map((usage) => {
      const node = nodeOf(numbers[usage.slice(2)] ?? 0);
      const mandatory = usage.startsWith('M');
      return { mandatory, node, signs: mandatory ? [] : signsOf(node, new Set()) };
    });
    modulesByClass.set(sopClass, modules);
  }
  return modules;
}

/** `above`: nodes that this one lies in; content trees lie in themselves. */
function signsOf(node: Node, above: ReadonlySet<Node>): Sign[] {
  if (above.has(node)) return [];
  const around = new Set([...above, node]);
  return [...node].flatMap(([tag, { type, child }]) => {
    const sign: Sign = { tag, required: type === '1', inside: child === undefined ? [] : signsOf(child, around) };
    return sign.required || sign.inside.length > 0 ? [sign] : [];
  });
}

const shows = (item: TypedItem, signs: readonly Sign[]): boolean =>
  signs.some(({ tag, required, inside }) => item.holds(tag) && (required || item.items(tag).some((child) => shows(child, inside))));

const STRICTNESS: readonly AttributeType[] = ['1', '1C', '2', '2C', '3'];
const CONTENT_SEQUENCE = 0x0040a730;

/** Types of the attributes of one instance: the strictest among the mandatory modules and those in use. */
export interface TypeLookup {
  /** `path`: tags from the top to the attribute; attributes in no module are Type 3. */
  typeOf(path: readonly number[]): AttributeType;
}

const lookups = new Map<string, TypeLookup>();

/** The lookup for an instance of a SOP class. A SOP class that the tables don't know has no modules: all its attributes are Type 3. */
export function typesFor(sopClass: string, dataset: TypedItem): TypeLookup {
  const modules = modulesOf(sopClass);
  const inUse = modules.filter(({ mandatory, signs }) => mandatory || shows(dataset, signs));
  const key = `${sopClass} ${inUse.map((m) => modules.indexOf(m)).join(' ')}`;
  let lookup = lookups.get(key);
  if (lookup === undefined) {
    lookup = makeLookup(inUse.map((m) => m.node));
    lookups.set(key, lookup);
  }
  return lookup;
}

function makeLookup(nodes: Node[]): TypeLookup {
  const memo = new Map<string, AttributeType>();
  return {
    typeOf(path) {
      const short = path.filter((tag, i) => tag !== CONTENT_SEQUENCE || path[i - 1] !== CONTENT_SEQUENCE);
      const key = short.join(' ');
      let type = memo.get(key);
      if (type === undefined) {
        type = strictest(nodes.map((node) => typeIn(node, short)));
        memo.set(key, type);
      }
      return type;
    },
  };
}

function strictest(types: AttributeType[]): AttributeType {
  return STRICTNESS.find((type) => types.includes(type)) ?? '3';
}

function typeIn(node: Node, path: readonly number[]): AttributeType {
  let at: Node | undefined = node;
  for (const [i, tag] of path.entries()) {
    const entry: Entry | undefined = at?.get(tag);
    if (entry === undefined) return '3';
    if (i === path.length - 1) return entry.type;
    at = entry.child;
  }
  return '3';
}
