import type { Install, Manifest } from '@deidbench/core/manifest';
import type { AdapterEntry } from './registry.ts';
import type { Written } from './sample/known.ts';

/** An adapter with its `known.json`. */
export interface DocumentedTool extends AdapterEntry {
  known: Written;
}

/** docs/tools.md: every built-in adapter, from its manifest and from what its `known.json` says of the sample. */
export function toolsDocument(entries: readonly DocumentedTool[]): string {
  const tools = entries.filter(({ manifest }) => !manifest.control);
  const controls = entries.filter(({ manifest }) => manifest.control);
  return [
    '# Tools',
    '',
    'Made from the manifests in `packages/adapters/tools/`; do not edit it by hand: `vitest run src/tools-document.test.ts -u` in `packages/adapters` writes it anew.',
    '',
    `${tools.length} tools and ${controls.length} controls. \`deidbench adapters install --all\` installs all that can be installed without touching the system, each in a folder of its own;`,
    'with `--system` also those that are system packages. Licences are those of the tools: deidbench ships none of them.',
    '',
    '| tool | licence | comes from | MB | dates | pixels | profiles |',
    '|---|---|---|---|---|---|---|',
    ...tools.map(({ manifest }) => row(manifest)),
    '',
    'What a profile leaves and loses is said of one small CT image with an identifier at each of 28 places and 16 useful values, the sample that',
    '`packages/adapters/src/sample/` makes; tests hold every tool to it. How tools rank on whole sets: [results.md](results.md).',
    '',
    `New identifiers are random, or counted, in every call of ${tools
      .filter(isNewEachCall)
      .map(({ id }) => id)
      .join(', ')}: two runs give other UIDs and`,
    'patient ids, and findings that show them differ in that. All other tools give the same output for the same input and seed.',
    '',
    ...[...tools, ...controls].flatMap(section),
  ].join('\n');
}

function isNewEachCall({ manifest }: DocumentedTool): boolean {
  return manifest.identifiers === 'per-invocation';
}

function row(manifest: Manifest): string {
  const { id, licence, install, installMegabytes, capabilities, profiles } = manifest;
  const names = Object.entries(profiles).map(([name, { policy }]) => `${name} (${policy})`);
  const cells = [
    `[${id}](#${id})`,
    licence,
    source(install),
    installMegabytes ?? '',
    capabilities.dates,
    capabilities.pixels ? 'yes' : '',
    names.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function section({ manifest, known }: DocumentedTool): string[] {
  const profiles = Object.entries(manifest.profiles).map(
    ([name, { policy, description }]) => `- profile \`${name}\`, claims \`${policy}\`: ${description}${seen(known.profiles[name])}`,
  );
  const notes = manifest.notes.map(({ text, link }) => `- ${text}${link === undefined ? '' : ` <${link}>`}`);
  const consistency = manifest.identifiers === 'always' ? 'the same in every call with the same seed' : 'consistent inside one call only';
  return [
    `## ${manifest.id}`,
    '',
    `${manifest.name}: ${manifest.description} <${manifest.homepage}>`,
    '',
    `- comes from: ${howToGet(manifest)}${beside(manifest)}`,
    `- new identifiers: ${consistency}`,
    ...profiles,
    ...notes,
    '',
  ];
}

function seen(known: Written['profiles'][string] | undefined): string {
  if (known === undefined) return '';
  const words = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));
  return ` Of the sample it leaves: ${words(known.leaks)}; loses: ${words(known.loses)}.`;
}

function source(install: Install): string {
  switch (install.kind) {
    case 'pip':
      return 'PyPI';
    case 'npm':
      return 'npm';
    case 'cargo':
      return 'crates.io';
    case 'maven':
      return 'Maven';
    case 'apt':
      return 'Debian';
    case 'user':
      return 'you';
    case 'none':
      return 'deidbench';
  }
}

/** Programs that the tool calls and its installation does not bring. */
function beside({ programs = {} }: Manifest): string {
  const words = Object.entries(programs).map(([program, debian]) => `\`${program}\` (Debian: ${debian})`);
  return words.length === 0 ? '' : `; beside it ${words.join(' and ')} must be on the PATH, which \`--system\` sees to`;
}

function howToGet({ install }: Manifest): string {
  switch (install.kind) {
    case 'pip':
      return `PyPI, all packages pinned with hashes in \`${install.lock}\`, Python ${install.python}`;
    case 'npm':
      return `npm, all packages pinned in \`${install.lock}\``;
    case 'cargo':
      return `crates.io, ${install.crate} ${install.version}`;
    case 'maven':
      return `Maven, ${install.artifacts.join(', ')}`;
    case 'apt':
      return `Debian packages ${install.packages.join(', ')}; only with \`--system\``;
    case 'user':
      return `you: set \`${install.env}\` to the folder that holds ${install.needs.join(' and ')}`;
    case 'none':
      return 'deidbench itself';
  }
}
