import type { Install, Manifest } from '@deidbench/core/manifest';
import type { AdapterEntry } from './registry.ts';

/** docs/tools.md: every built-in adapter, from its manifest alone. */
export function toolsDocument(entries: readonly AdapterEntry[]): string {
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
    ...[...tools, ...controls].flatMap(({ manifest }) => section(manifest)),
  ].join('\n');
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

function section(manifest: Manifest): string[] {
  const profiles = Object.entries(manifest.profiles).map(
    ([name, { policy, description }]) => `- profile \`${name}\`, claims \`${policy}\`: ${description}`,
  );
  const notes = manifest.notes.map(({ text, link }) => `- ${text}${link === undefined ? '' : ` <${link}>`}`);
  const consistency = manifest.identifiers === 'always' ? 'the same in every call with the same seed' : 'consistent inside one call only';
  return [
    `## ${manifest.id}`,
    '',
    `${manifest.name}: ${manifest.description} <${manifest.homepage}>`,
    '',
    `- comes from: ${howToGet(manifest)}`,
    `- new identifiers: ${consistency}`,
    ...profiles,
    ...notes,
    '',
  ];
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
