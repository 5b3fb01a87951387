import { Section } from '../ui/section.tsx';

const WORDS: readonly [string, string][] = [
  ['Leak', 'One identifier of one patient readable at one place of the output. One name in 800 slices of a series is one leak.'],
  ['Severity', 'High: names the patient or leads to them directly. Medium: helps to find them. Low: seldom tells anything alone.'],
  [
    'Kept (retention)',
    'Share of what research needs, text and pixels, that is unchanged, over all input instances. Elements that any readable file must hold do not count.',
  ],
  [
    'Conformance',
    'Share of required elements that are still there and filled; a new violation of the object definition counts as a failed check.',
  ],
  ['Coverage', 'Instances delivered, readable and paired with their input, out of all. A missing output is neither a leak nor a pass.'],
  ['Tier', 'A to D by fixed bounds on coverage, leaks, conformance and retention. The bounds stand at the top.'],
  [
    'Control',
    'oracle does everything right, identity nothing, scorched keeps nothing. If one of them scores otherwise, no figure of the run counts.',
  ],
  ['Official score', 'Passed checks of the answer key by the official rules, undecidable ones in the total. Removal is about 1 % of them.'],
  [
    'Profile and policy',
    'A profile is a way to call a tool. A policy is what that profile claims; losses that the policy asks for are marked “by policy”, leaks never.',
  ],
  ['Interval and tie', 'Patients are resampled, not checks. Tools that differ less than patients do share a rank, marked =.'],
];

/** Ten words that the report uses. */
export function Glossary() {
  return (
    <Section id="glossary" title="Ten words">
      <dl class="glossary">
        {WORDS.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
