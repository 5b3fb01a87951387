import type { HeaderDiff, HeaderDiffRow } from '@deidbench/core/model';
import { integer, plural } from '../../src/format.ts';
import { Scroller } from '../ui/section.tsx';

const STATES: Record<HeaderDiffRow['state'], string> = {
  changed: '~ changed',
  removed: '− removed',
  added: '+ added',
  same: '= unchanged',
};

/** An instance's header before and after, element by element; `mark` is the path that a finding speaks of. */
export function HeaderTable({ diff, mark }: { diff: HeaderDiff; mark?: string }) {
  const { changed, removed, added, same } = diff.counts;
  const left = changed + removed + added - diff.rows.filter((row) => row.state !== 'same').length;
  return (
    <>
      <p class="hint">
        {integer(changed)} changed, {integer(removed)} removed, {integer(added)} added, {integer(same)} unchanged; of these only what has a
        finding is here.
        {left > 0 ? ` ${plural(left, 'more element')} by deidbench explain --header.` : ''}
      </p>
      <Scroller label={`Header of ${diff.path}, input and output`}>
        <table class="headers">
          <thead>
            <tr>
              <th scope="col">Element</th>
              <th scope="col">Input</th>
              <th scope="col">Output</th>
            </tr>
          </thead>
          <tbody>
            {diff.rows.map((row) => (
              <tr key={row.path} class={row.path === mark ? 'marked' : ''}>
                <th scope="row">
                  <span class="path">{row.path}</span> {row.name}
                  <span class="unit">
                    {row.vr} <span class={`state ${row.state}`}>{STATES[row.state]}</span>
                    {row.finding ? <span class={`severity ${row.finding}`}> {row.finding} finding</span> : null}
                  </span>
                </th>
                <td>{valueText(row.input)}</td>
                <td>{valueText(row.output)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}

function valueText(text: string | undefined) {
  if (text === undefined) return <span class="muted">–</span>;
  return text === '' ? <span class="muted">(empty)</span> : text;
}
