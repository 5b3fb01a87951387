import { integer, percent, perHundredThousand } from '../../src/format.ts';
import type { Breakdown, BreakdownCell, PageData } from '../../src/page-data/types.ts';
import { actionWords } from '../action-words.ts';
import { NO_FILTER, type Choice, type Filter } from '../findings/filter.ts';
import { Scroller } from '../ui/section.tsx';

interface Props {
  data: PageData;
  tool: number;
  title: string;
  dimension: Breakdown['dimension'] & Choice;
  /** Leave out rows in which nothing failed. */
  brief?: boolean;
  setFilter: (filter: Filter) => void;
}

interface Line {
  name: string;
  cell: BreakdownCell;
}

/** What one tool failed, kept and leaked along one dimension; each row with a failure or a leak leads to its findings. */
export function ToolFigures({ data, tool, title, dimension, brief = false, setFilter }: Props) {
  const breakdown = data.breakdowns.find((b) => b.dimension === dimension);
  const lines = (breakdown?.rows ?? []).flatMap((name, r): Line[] => {
    const cell = breakdown?.cells[r]?.[tool];
    return cell && cell.total + leaksOf(cell) > 0 ? [{ name, cell }] : [];
  });
  const shown = brief ? lines.filter(({ cell }) => cell.failed + leaksOf(cell) > 0) : lines;
  if (lines.length === 0) return null;
  const isChecked = lines.some(({ cell }) => cell.total > 0);
  const isKept = lines.some(({ cell }) => cell.retainable > 0);
  const open = (name: string) => (): void => setFilter({ ...NO_FILTER, tool, choices: { [dimension]: name } });
  return (
    <>
      <h2>{title}</h2>
      {shown.length < lines.length ? (
        <p class="hint">
          {lines.length - shown.length} of {lines.length} without a failure are left out.
        </p>
      ) : null}
      {shown.length > 0 ? (
        <Scroller label={title}>
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">{dimension}</th>
                {isChecked ? (
                  <>
                    <Head text="Failed checks" />
                    <Head text="per 100,000" />
                    <Head text="Passed" />
                  </>
                ) : null}
                {isKept ? <Head text="Kept" /> : null}
                <Head text="Places with a leak" unit="high · medium · low" />
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, cell }) => (
                <tr key={name}>
                  <th scope="row">
                    {cell.failed + leaksOf(cell) > 0 ? (
                      <a href="#findings" onClick={open(name)}>
                        {name}
                      </a>
                    ) : (
                      name
                    )}
                    <span class="unit">{actionWords(name)}</span>
                  </th>
                  {isChecked ? <Checks cell={cell} /> : null}
                  {isKept ? <Bar share={cell.retainable === 0 ? null : cell.retained / cell.retainable} digits={1} /> : null}
                  <td class="number leaks">
                    <span class={cell.high > 0 ? 'high' : ''}>{cell.high}</span> ·{' '}
                    <span class={cell.medium > 0 ? 'medium' : ''}>{cell.medium}</span> · {cell.low}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      ) : null}
    </>
  );
}

function Head({ text, unit }: { text: string; unit?: string }) {
  return (
    <th scope="col" class="right">
      {text} {unit ? <span class="unit">{unit}</span> : null}
    </th>
  );
}

function Checks({ cell: { total, passed, failed } }: { cell: BreakdownCell }) {
  return (
    <>
      <td class="number">
        {integer(failed)} <span class="unit">of {integer(total)}</span>
      </td>
      <td class="number">{perHundredThousand(total === 0 ? null : (failed / total) * 100_000)}</td>
      <Bar share={total === 0 ? null : passed / total} digits={2} />
    </>
  );
}

function Bar({ share, digits }: { share: number | null; digits: number }) {
  return (
    <td class="number share">
      {percent(share, digits)}
      {share === null ? null : (
        <span class="track" aria-hidden="true">
          <span class="fill fill-good" style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </td>
  );
}

function leaksOf({ high, medium, low }: BreakdownCell): number {
  return high + medium + low;
}
