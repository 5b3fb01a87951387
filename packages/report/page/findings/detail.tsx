import type { HeaderDiff } from '@deidbench/core/model';
import { plural, sentence } from '../../src/format.ts';
import type { PageData, TextColumn } from '../../src/page-data/types.ts';
import { HeaderTable } from '../headers/header-table.tsx';
import { toolHref } from '../ui/route.ts';
import { textOf } from './row.tsx';

const LINES: readonly [string, TextColumn][] = [
  ['Place', 'tagPath'],
  ['Element', 'tagName'],
  ['Identifier', 'kind'],
  ['Action', 'action'],
  ['Rules', 'rules'],
  ['Category', 'category'],
  ['Patient', 'patient'],
  ['Modality', 'modality'],
  ['Example', 'path'],
];

/** One finding whole: what was asked, what came out, how to look closer. */
export function Detail({ data, row, name }: { data: PageData; row: number; name: string }) {
  const table = data.findings;
  const text = (column: TextColumn): string => textOf(table, column, row);
  const tool = table.tool[row] ?? 0;
  const diff = headerOf(data, row);
  const tagPath = table.strings[table.columns.tagPath[row] ?? 0] ?? '';
  const input = diff?.rows.find((one) => one.path === tagPath)?.input;
  return (
    <article class="detail" aria-label={`Finding ${table.ids[row]}`}>
      <h3>
        <span class={`severity ${text('severity')}`}>{text('severity')}</span> {text('label')} · {text('tagName') || text('tagPath')} ·{' '}
        <a href={toolHref(tool)}>{name}</a>
      </h3>
      <p>
        {sentence(text('explanation'))} {plural(table.instances[row] ?? 0, 'instance')}.
      </p>
      <dl class="values">
        {input === undefined ? null : (
          <>
            <dt>input</dt>
            <dd>{input || '(empty)'}</dd>
          </>
        )}
        <dt>{table.leak[row] ? 'identifier' : 'expected'}</dt>
        <dd>{text('expected') || '(nothing)'}</dd>
        <Output text={text('actual')} pictured={text('action') === 'pixels_hidden'} />
      </dl>
      <Crops evidence={table.evidence[row]} />
      {diff ? (
        <details>
          <summary>Header of {diff.path}, input and output</summary>
          <HeaderTable diff={diff} mark={tagPath} />
        </details>
      ) : null}
      <dl class="lines">
        {LINES.filter(([, column]) => text(column) !== '').map(([title, column]) => (
          <div key={column}>
            <dt>{title}</dt>
            <dd>{text(column)}</dd>
          </div>
        ))}
      </dl>
      <pre class="command">
        <code>deidbench explain RUN {table.ids[row]} --header</code>
      </pre>
    </article>
  );
}

/** What came out. Of text in an image the picture tells; there stands only what a text reader read in it. */
function Output({ text, pictured }: { text: string; pictured: boolean }) {
  if (pictured && text === '') return null;
  return (
    <>
      <dt>{pictured ? 'read' : 'output'}</dt>
      <dd>{text || '(nothing)'}</dd>
    </>
  );
}

/** The header of the example instance, where it is in the page. */
function headerOf(data: PageData, row: number): HeaderDiff | undefined {
  const table = data.findings;
  const tool = data.results.tools[table.tool[row] ?? 0];
  const path = table.strings[table.columns.path[row] ?? 0];
  return data.diffs.shown.find((one) => one.path === path && one.tool === tool?.id && one.profile === tool.profile);
}

const PICTURES = [
  ['before', 'before', 'The region before de-identification'],
  ['after', 'after', 'The region after de-identification'],
  ['image', 'the whole image after', 'The whole image after de-identification, the region outlined'],
] as const;

function Crops({ evidence }: { evidence: { before?: string; after?: string; image?: string } | undefined }) {
  if (!evidence) return null;
  return (
    <div class="crops">
      {PICTURES.map(([side, caption, text]) => {
        const png = evidence[side];
        return png ? (
          <figure key={side}>
            <img src={`data:image/png;base64,${png}`} alt={text} />
            <figcaption>{caption}</figcaption>
          </figure>
        ) : null;
      })}
    </div>
  );
}
