import { integer, plural } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { LEAK_MEANS, pixelSentence, toolCount, trustSentence, verdictSentence } from '../../src/sentences.ts';

const BADGES = { ok: 'controls right', wrong: 'controls wrong', 'no oracle': 'no oracle' } as const;

/** The first thing read: who came out best, whether the figures can be trusted, and what a leak and a tier are. */
export function Verdict({ data: { results, tierText } }: { data: PageData }) {
  const { dataset } = results;
  const pixels = pixelSentence(results);
  return (
    <section class="verdict" aria-labelledby="verdict-title">
      <p class="eyebrow">{dataset.name}</p>
      <h1 id="verdict-title">{verdictSentence(results)}</h1>
      <p class={`trust trust-${results.controls.replace(' ', '-')}`}>
        <strong>{BADGES[results.controls]}</strong> {trustSentence(results)} {results.controlNotes.map((note) => `${note}. `)}
      </p>
      <p>
        {LEAK_MEANS} {pixels}
      </p>
      <dl class="tiers">
        {tierText.map(({ tier, means, bounds }) => (
          <div key={tier}>
            <dt>
              <span class={`tier tier-${tier.toLowerCase()}`}>{tier}</span> {means}
            </dt>
            <dd>{bounds}</dd>
          </div>
        ))}
      </dl>
      <dl class="facts">
        <Fact name="patients" value={integer(dataset.patients)} />
        <Fact name="instances" value={integer(dataset.instances)} />
        <Fact name="modalities" value={dataset.modalities.join(' ') || '–'} />
        <Fact name="checks a tool" value={integer(dataset.checks)} />
        <Fact name="planted identifiers" value={integer(dataset.planted)} />
        <Fact name="compared" value={toolCount(results.tools.filter((tool) => !tool.control))} />
      </dl>
      {results.notJudged.length > 0 ? (
        <>
          <h2 class="small">Not judged</h2>
          <ul>
            {results.notJudged.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      ) : null}
      {results.notInstalled.length > 0 ? (
        <>
          <h2 class="small">{plural(results.notInstalled.length, 'tool')} not here, so not ranked</h2>
          <ul>
            {results.notInstalled.map(({ id, reason, remedy }) => (
              <li key={id}>
                <strong>{id}</strong>: {reason}; {remedy}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
