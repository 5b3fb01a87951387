import { useState } from 'preact/hooks';
import type { PageData } from '../src/page-data/types.ts';
import { NO_FILTER, type Filter } from './findings/filter.ts';
import { Findings } from './findings/findings.tsx';
import { Breakdowns } from './sections/breakdowns.tsx';
import { Cost } from './sections/cost.tsx';
import { Glossary } from './sections/glossary.tsx';
import { Provenance } from './sections/provenance.tsx';
import { Ranking } from './sections/ranking.tsx';
import { Tradeoff } from './sections/tradeoff.tsx';
import { Verdict } from './sections/verdict.tsx';
import { ToolPage } from './tool/tool-page.tsx';
import { useArrival } from './ui/arrival.ts';
import { useToolRoute } from './ui/route.ts';
import { ThemeSwitch } from './ui/theme.tsx';

const SECTIONS = [
  ['ranking', 'Ranking'],
  ['tradeoff', 'Leaks and use'],
  ['matrix', 'By action'],
  ['cost', 'Speed and memory'],
  ['groups', 'By modality'],
  ['findings', 'Findings'],
  ['provenance', 'Provenance'],
  ['glossary', 'Glossary'],
] as const;

/** The whole report, or the page of one tool. */
export function App({ data }: { data: PageData }) {
  const tool = useToolRoute();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const chosen = tool !== null && data.results.tools[tool] ? tool : null;
  useArrival(chosen);
  return (
    <>
      <header class="bar">
        <a class="brand" href="#">
          deidbench
        </a>
        <nav aria-label="Sections">
          {chosen === null ? (
            SECTIONS.map(([id, title]) => (
              <a key={id} href={`#${id}`}>
                {title}
              </a>
            ))
          ) : (
            <a href="#">← whole report</a>
          )}
        </nav>
        <ThemeSwitch />
      </header>
      {data.showValues ? (
        <p class="banner" role="note">
          This page shows identifiers unmasked. Keep it where the data may be.
        </p>
      ) : null}
      <main>
        {chosen === null ? (
          <Overview data={data} filter={filter} setFilter={setFilter} />
        ) : (
          <ToolPage data={data} tool={chosen} setFilter={setFilter} />
        )}
      </main>
    </>
  );
}

function Overview({ data, filter, setFilter }: { data: PageData; filter: Filter; setFilter: (filter: Filter) => void }) {
  return (
    <>
      <Verdict data={data} />
      <Ranking data={data} />
      <Tradeoff data={data} />
      <Breakdowns data={data} id="matrix" title="By action and category" dimensions={['action', 'standard', 'category']} />
      <Cost data={data} />
      <Breakdowns
        data={data}
        id="groups"
        title="By modality, vendor and identifier"
        dimensions={['modality', 'vendor', 'identifier kind']}
      />
      <Findings data={data} filter={filter} setFilter={setFilter} />
      <Provenance data={data} />
      <Glossary />
    </>
  );
}
