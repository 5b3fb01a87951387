import { bytes, integer, plural } from '../../src/format.ts';
import type { PageTool } from '../../src/page-data/types.ts';
import { Scroller } from '../ui/section.tsx';

const MOST = 200;

/** How the tool's processes ended, with the last words of those that went wrong. */
export function Attempts({ extra }: { extra: PageTool }) {
  if (extra.attempts.length === 0) return null;
  return (
    <>
      <details>
        <summary>{plural(extra.attempts.length, 'attempt')}</summary>
        <Scroller label="Attempts">
          <table>
            <thead>
              <tr>
                <th scope="col">Unit</th>
                <th scope="col">Ended</th>
                <th scope="col" class="right">
                  Instances
                </th>
                <th scope="col" class="right">
                  Seconds
                </th>
                <th scope="col" class="right">
                  CPU seconds
                </th>
                <th scope="col" class="right">
                  Peak
                </th>
              </tr>
            </thead>
            <tbody>
              {extra.attempts.slice(0, MOST).map((attempt) => (
                <tr key={attempt.unit}>
                  <th scope="row">{attempt.unit}</th>
                  <td>{ending(attempt)}</td>
                  <td class="number">{integer(attempt.instances)}</td>
                  <td class="number">{attempt.wallSeconds.toFixed(2)}</td>
                  <td class="number">{attempt.cpuSeconds.toFixed(2)}</td>
                  <td class="number">{bytes(attempt.peakBytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </details>
      {extra.logs.map(({ unit, lines }) => (
        <details key={unit}>
          <summary>Last words in unit {unit} (masked)</summary>
          <pre class="log" tabIndex={0}>
            {lines.join('\n')}
          </pre>
        </details>
      ))}
    </>
  );
}

function ending({ end, exitCode, signal, detail }: PageTool['attempts'][number]): string {
  return [end, exitCode === undefined ? '' : `code ${exitCode}`, signal ?? '', detail ?? ''].filter((s) => s !== '').join(', ');
}
