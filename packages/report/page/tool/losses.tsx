import { integer, percent } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { Scroller } from '../ui/section.tsx';

/** Failed checks of one tool by category, the most first. */
export function Losses({ data, tool }: { data: PageData; tool: number }) {
  const breakdown = data.breakdowns.find((b) => b.dimension === 'category');
  const rows = (breakdown?.rows ?? [])
    .map((name, r) => ({ name, cell: breakdown?.cells[r]?.[tool] }))
    .filter(({ cell }) => (cell?.failed ?? 0) > 0)
    .toSorted((a, b) => (b.cell?.failed ?? 0) - (a.cell?.failed ?? 0));
  return (
    <>
      <h2>Failed checks by category</h2>
      {rows.length === 0 ? (
        <p>None.</p>
      ) : (
        <Scroller label="Failed checks by category">
          <table>
            <thead>
              <tr>
                <th scope="col">Category</th>
                <th scope="col" class="right">
                  Failed
                </th>
                <th scope="col" class="right">
                  of
                </th>
                <th scope="col" class="right">
                  per 100,000
                </th>
                <th scope="col" class="right">
                  passed
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, cell }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td class="number">{integer(cell?.failed ?? 0)}</td>
                  <td class="number">{integer(cell?.total ?? 0)}</td>
                  <td class="number">{integer(((cell?.failed ?? 0) / Math.max(1, cell?.total ?? 0)) * 100_000)}</td>
                  <td class="number">{percent(1 - (cell?.failed ?? 0) / Math.max(1, cell?.total ?? 0), 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </>
  );
}
