import { useState } from 'preact/hooks';
import { percent } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { leastCoverage, share } from '../../src/rank/method.ts';
import { OFFICIAL_WEIGHTS, type Weights } from '../../src/rank/weighted.ts';
import { ORDERS, orderRows, type OrderName } from '../orders.ts';
import { orderSentence } from '../../src/sentences.ts';
import { Section } from '../ui/section.tsx';
import { RankIntervals } from './rank-intervals.tsx';
import { PairTests } from './pair-tests.tsx';
import { RankingTable } from './ranking-table.tsx';

/** The ranking by tiers, and the other orders that people ask for, with how far they agree. */
export function Ranking({ data }: { data: PageData }) {
  const { results } = data;
  const [name, setName] = useState<OrderName>('tiers');
  const [weights, setWeights] = useState<Weights>(OFFICIAL_WEIGHTS);
  const order = orderRows(results, name, name === 'own' ? weights : OFFICIAL_WEIGHTS);
  const { stability } = results.statistics;
  const odd = orderSentence(results);
  return (
    <Section
      id="ranking"
      title="Ranking"
      lead="Tier first; inside a tier by what is kept, then conformance, share of patients with a leak, and speed where it was measured alone. = marks a tie: patients differ more than the tools do."
    >
      <div class="controls">
        <label>
          Order{' '}
          <select value={name} onChange={(e) => setName(e.currentTarget.value as OrderName)}>
            {Object.entries(ORDERS).map(([key, { title }]) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {name === 'own' ? <WeightInputs weights={weights} onChange={setWeights} /> : null}
      </div>
      {name === 'tiers' && odd !== null ? <p class="hint">{odd}</p> : null}
      {name === 'tiers' ? null : (
        <p class="hint">
          {`Order: ${ORDERS[name].title}${name === 'own' ? ` (${weightsText(weights)})` : ''}. `}
          {name === 'leaks'
            ? `High leaks first, then medium, then low; what is kept does not count here. Tools that deliver less than ${share(leastCoverage(results.method))} of the files stand behind the others: what is missing cannot leak.`
            : 'This order rewards what a total percentage rewards; removal is about 1 % of its checks.'}
          {order.tau === null ? '' : ` Agreement with the ranking by tiers: Kendall’s tau ${order.tau.toFixed(2)}.`}
        </p>
      )}
      <RankingTable
        results={results}
        order={order}
        figureName={ORDERS[name].figure}
        byLeaks={name === 'tiers' ? () => setName('leaks') : null}
      />
      <RankIntervals data={data} />
      <details class="on-paper">
        <summary>How the figures are made</summary>
        <p>
          Intervals hold {percent(results.method.confidence, 0)} of {results.method.resamples.toLocaleString('en-US')} resamples of the
          patients (seed {results.method.seed}); every tool is resampled with the same draws.{' '}
          {stability === null
            ? ''
            : `Mean Kendall’s tau between the ranking and its resamples: ${stability.toFixed(2)} (1: the order never changes).`}
        </p>
      </details>
      <PairTests data={data} />
    </Section>
  );
}

function weightsText(weights: Weights): string {
  return Object.entries(weights)
    .map(([family, weight]) => `${family} ${weight}`)
    .join(', ');
}

function WeightInputs({ weights, onChange }: { weights: Weights; onChange: (weights: Weights) => void }) {
  return (
    <>
      {(['HIPAA', 'DICOM', 'TCIA'] as const).map((family) => (
        <label key={family}>
          {family}{' '}
          <input
            type="number"
            min="0"
            max="100"
            value={weights[family]}
            onInput={(e) => onChange({ ...weights, [family]: Math.max(0, Number(e.currentTarget.value) || 0) })}
          />
        </label>
      ))}
    </>
  );
}
