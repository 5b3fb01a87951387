import type { Action, FindingRow, Results, ToolResult } from '@deidbench/core/model';

/** What is known of where a run came from. */
type Origin = Pick<Results, 'provenance'>;

/** The commands that make this run again: those recorded, or what the run is known to come from. */
export function reproduceRun(results: Results): string {
  const parts = partsOf(results);
  if (parts.length > 0) return mergeCommands(parts);
  const source = sourceOf(results);
  if (source?.preset === 'demo') return 'deidbench demo';
  const synth = source ? `${synthCommand(source, datasetWord(results))}\n` : '';
  const tools = results.tools.filter((tool) => !tool.control).map(nameOf);
  return synth + (recordedCommand(results) ?? judgeCommand(results) ?? runCommand(results, tools.join(',') || 'all'));
}

type ToolName = Pick<ToolResult, 'id' | 'profile'> & { control?: unknown };

/** Rules and actions that compare files or patients with each other, or look at the output as a whole: one file alone does not show what they found. */
const OF_MANY_FILES: ReadonlySet<string> = new Set(['dates', 'uids', 'swapped', 'derivable', 'strays', 'intake']);
const OF_MANY_ACTIONS: ReadonlySet<Action> = new Set<Action>(['uid_consistent', 'patid_consistent']);

/** The command that shows a finding again: over its example instance alone where that is enough. */
export function reproduceFinding(origin: Origin, tool: ToolName, finding: Pick<FindingRow, 'rule' | 'action' | 'example'>): string {
  const ofMany = OF_MANY_FILES.has(finding.rule) || (finding.action !== undefined && OF_MANY_ACTIONS.has(finding.action));
  return reproduceTool(origin, tool, ofMany ? undefined : finding.example.path);
}

/** The command that runs one tool of this run again, over all instances or `only` one of them, or judges its folder again. */
export function reproduceTool(origin: Origin, tool: ToolName, example?: string): string {
  const recorded = recordedCommand(origin);
  // The files of a run over a part are numbered in that part.
  const part = partOf(recorded);
  const only = part ?? (example === undefined ? undefined : quote(example));
  const judged = judgeCommand(origin);
  if (judged !== undefined) return recorded ?? judged;
  // An adapter of a folder is known by the folder alone.
  const isByFolder = recorded !== undefined && !tool.control && /--tools\S* \S*\//u.test(recorded) && !listsTool(recorded, tool.id);
  return isByFolder ? recorded : runCommand(origin, only === undefined ? nameOf(tool) : `${nameOf(tool)} --only ${only}`);
}

/** A command line as a shell takes it: words are quoted where they must be, the home folder is `~`. */
export function commandLine(words: readonly string[], home?: string): string {
  const short = (word: string): string => (home !== undefined && word.startsWith(`${home}/`) ? `~${word.slice(home.length)}` : word);
  return words.map((word) => quote(short(word))).join(' ');
}

function runCommand(origin: Origin, tools: string): string {
  return `deidbench run --dataset ${datasetWord(origin)} --tools ${tools} --out RUN`;
}

/** Where a folder was judged that some tool made elsewhere, the run need not know where it lay. */
function judgeCommand({ provenance }: Origin): string | undefined {
  if (provenance['kind'] === 'scan') return 'deidbench scan --input ORIGINALS --deid DIR --out RUN';
  if (provenance['kind'] === 'score') return 'deidbench score --answers DB --deid DIR --uid-map CSV --patient-map CSV --out RUN';
  return undefined;
}

function recordedCommand({ provenance }: Origin): string | undefined {
  const command = provenance['command'];
  return typeof command === 'string' && command !== '' ? command : undefined;
}

const partOf = (command = ''): string | undefined => / --only[= ]('(?:[^']|'\\'')*'|\S+)/u.exec(command)?.[1];

function partsOf({ provenance }: Origin): Origin[] {
  const parts: unknown = provenance['mergedFrom'];
  if (!Array.isArray(parts)) return [];
  const origins = parts.map((part: unknown): Origin => ({ provenance: { ...(part as object) } }));
  return origins.every((part) => recordedCommand(part) !== undefined) ? origins : [];
}

function mergeCommands(parts: readonly Origin[]): string {
  const commands = [...new Set(parts.map((part) => recordedCommand(part) ?? ''))];
  const outs = commands.map((command) => / --out[= ]('[^']*'|\S+)/u.exec(command)?.[1] ?? 'RUN');
  return [...commands, `deidbench merge ${outs.join(' ')} --out MERGED`].join('\n');
}

function listsTool(command: string, id: string): boolean {
  const [, list = ''] = /--tools[= ]('[^']*'|\S+)/u.exec(command) ?? [];
  return list.split(',').some((entry) => entry === 'all' || entry === id || entry.startsWith(`${id}:`));
}

interface SynthSource {
  preset: string;
  seed: number;
  options: string[];
}

/** Where a generated dataset came from; undefined for an imported one. */
function sourceOf({ provenance }: Origin): SynthSource | undefined {
  const source = provenance['source'];
  if (typeof source !== 'object' || source === null || !('preset' in source) || !('seed' in source)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(source));
  const options = ['difficulty', 'scale', 'patients', 'slides'].flatMap((name) =>
    fields.has(name) ? [`--${name} ${quote(String(fields.get(name)))}`] : [],
  );
  return { preset: String(source.preset), seed: Number(source.seed), options };
}

function synthCommand({ preset, seed, options }: SynthSource, out: string): string {
  // Where the real objects lay is not kept: a path may name what nobody should read.
  const from = preset === 'base' ? '--base REAL_OBJECTS' : `--preset ${quote(preset)}`;
  return ['deidbench synth', from, `--seed ${seed}`, ...options, `--out ${out}`].join(' ');
}

/** A row's name as `--tools` takes it: a curated set is what the control `oracle` copies. */
function nameOf({ id, profile, control }: Pick<ToolResult, 'id' | 'profile'> & { control?: unknown }): string {
  if (control) return id === 'human-curation' ? 'oracle' : quote(id);
  return quote(`${id}:${profile}`);
}

function datasetWord(origin: Origin): string {
  const { provenance } = origin;
  const [, typed] = / --dataset[= ]('[^']*'|\S+)/u.exec(recordedCommand(origin) ?? '') ?? [];
  if (typed !== undefined) return typed;
  const path = provenance['dataset'];
  return typeof path === 'string' && path !== '' ? quote(path) : 'DATASET';
}

/** A word as a shell takes it, quoted where it must be; `~/` before it stays what it means. */
function quote(word: string): string {
  if (word.startsWith('~/')) return `~/${quote(word.slice(2))}`;
  return /^[\w./:@%+,=-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
