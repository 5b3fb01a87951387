import type { Results } from '@deidbench/core/model';
import { TIER_D_ORDER } from '../../src/sentences.ts';
import type { Order } from '../orders.ts';
import { Scroller } from '../ui/section.tsx';
import { RankingRow } from './ranking-row.tsx';

interface Props {
  results: Results;
  order: Order;
  figureName: string | null;
  /** Orders by leaks instead; null where the rows are not in the order of tiers. */
  byLeaks: (() => void) | null;
}

const COLUMNS = 12;

/** One row a tool and profile; the name opens the tool. Above the first of tier D stands what its order does not say. */
export function RankingTable({ results, order, figureName, byLeaks }: Props) {
  const ranks = order.rows.map((row) => row.rank);
  const firstD = byLeaks ? order.rows.findIndex(({ tool }) => tool.rank && tool.tier === 'D') : -1;
  return (
    <Scroller label="Ranking table">
      <table class="ranking">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Tool</th>
            <th scope="col">Tier</th>
            {figureName ? (
              <th scope="col" class="right">
                {figureName}
              </th>
            ) : null}
            <th scope="col" class="right">
              Leaks <span class="unit">high · medium · low</span>
            </th>
            <th scope="col" class="right">
              Patients with a leak <span class="unit">high or medium</span>
            </th>
            <th scope="col" class="right">
              Kept
            </th>
            <th scope="col" class="right">
              Conformance
            </th>
            <th scope="col" class="right">
              Delivered
            </th>
            <th scope="col" class="right">
              Failures <span class="unit">per 100,000 checks</span>
            </th>
            <th scope="col" class="right">
              Official score
            </th>
            <th scope="col" class="right">
              Files/s
            </th>
            <th scope="col" class="right">
              Peak memory
            </th>
          </tr>
        </thead>
        <tbody>
          {order.rows.flatMap((row, i) => [
            i === firstD && byLeaks ? <TierD key="D" byLeaks={byLeaks} /> : null,
            <RankingRow
              key={`${row.tool.id}:${row.tool.profile}`}
              {...row}
              ranks={ranks}
              number={results.tools.indexOf(row.tool)}
              shows={figureName !== null}
            />,
          ])}
        </tbody>
      </table>
    </Scroller>
  );
}

function TierD({ byLeaks }: { byLeaks: () => void }) {
  return (
    <tr class="divider">
      <td colSpan={COLUMNS}>
        <div>
          {TIER_D_ORDER}.{' '}
          <button type="button" class="on-screen" onClick={byLeaks}>
            Order by fewest leaks
          </button>
        </div>
      </td>
    </tr>
  );
}
