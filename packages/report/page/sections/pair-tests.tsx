import type { PairTest } from '@deidbench/core/model';
import { integer } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { Scroller } from '../ui/section.tsx';

const MOST = 60;

/** Which differences between two tools are more than chance. */
export function PairTests({ data }: { data: PageData }) {
  const pairs = data.results.statistics.pairs;
  if (pairs.length === 0) return null;
  const sorted = pairs.toSorted((a, b) => Math.min(a.leakPatients.holm, a.failures.holm) - Math.min(b.leakPatients.holm, b.failures.holm));
  return (
    <details>
      <summary>Tool against tool: paired tests</summary>
      <p class="hint">
        Same patients, same checks. Leaks: exact McNemar on patients with a high or medium leak. Failures: sign-flip test over patients.
        Both p values are corrected by Holm over all {integer(pairs.length)} pairs; below 0.05 the difference is more than chance.
        {pairs.length > MOST ? ` The ${MOST} clearest pairs are shown.` : ''}
      </p>
      <Scroller label="Paired tests">
        <table>
          <thead>
            <tr>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col" class="right">
                Leaking patients only A · only B
              </th>
              <th scope="col" class="right">
                p (leaks)
              </th>
              <th scope="col" class="right">
                Failures per 100,000, A less B
              </th>
              <th scope="col" class="right">
                p (failures)
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, MOST).map((pair) => (
              <PairRow key={`${pair.a} ${pair.b}`} pair={pair} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </details>
  );
}

function PairRow({ pair: { a, b, leakPatients, failures } }: { pair: PairTest }) {
  return (
    <tr>
      <th scope="row">{a}</th>
      <td>{b}</td>
      <td class="number">
        {leakPatients.onlyA} · {leakPatients.onlyB}
      </td>
      <td class="number">{pValue(leakPatients.holm)}</td>
      <td class="number">{integer(failures.difference)}</td>
      <td class="number">{pValue(failures.holm)}</td>
    </tr>
  );
}

function pValue(p: number) {
  const text = p < 0.001 ? '< 0.001' : p.toFixed(3);
  return p < 0.05 ? <strong>{text}</strong> : text;
}
