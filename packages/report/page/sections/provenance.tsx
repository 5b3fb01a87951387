import { bytes } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { reproduceRun } from '../../src/reproduce.ts';
import { Command } from '../ui/command.tsx';
import { Section } from '../ui/section.tsx';

/** How to make the same figures again, and from what they were made. */
export function Provenance({ data: { results } }: { data: PageData }) {
  const { command: _command, ...provenance } = results.provenance;
  const facts = flatten({ 'dataset name': results.dataset.name, 'dataset digest': results.dataset.digest, ...provenance });
  return (
    <Section
      id="provenance"
      title="Provenance"
      lead="Run this to make the same figures again; speed and memory will differ, the rest will not."
    >
      <Command text={reproduceRun(results)} />
      <dl class="provenance">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Nested facts as lines of `a · b` and text. */
function flatten(value: unknown, name = ''): [string, string][] {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return [[name, value.join(', ')]];
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => flatten(inner, name === '' ? key : `${name} · ${key}`));
  if (value === null || value === undefined) return [];
  if (typeof value === 'number' && name.endsWith('Bytes')) return [[name.slice(0, -'Bytes'.length), bytes(value)]];
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
}
