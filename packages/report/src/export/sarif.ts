import type { Fold, Severity } from '@deidbench/core/model';
import { plural, sentence } from '../format.ts';
import { visible } from '../visible.ts';
import { mergeFindings, type FindingGroup } from '../write/merge-findings.ts';

/** Consumers refuse runs with more results; the gravest stay. */
const MOST_RESULTS = 25_000;
const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = { high: 'error', medium: 'warning', low: 'note' };
const ORDER: readonly Severity[] = ['high', 'medium', 'low'];

/** SARIF 2.1.0: one run a tool and profile, controls left out; a result is a group of findings without any value of a patient. */
export function sarif(fold: Pick<Fold, 'tools'>, version: string): unknown {
  const runs = fold.tools
    .filter((tool) => tool.control === undefined)
    .map((tool) => {
      const groups = mergeFindings(tool.findings).toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
      const shown = groups.slice(0, MOST_RESULTS);
      return {
        tool: { driver: { name: 'deidbench', version, informationUri: 'https://www.npmjs.com/package/deidbench', rules: rulesOf(shown) } },
        automationDetails: { id: `deidbench/${tool.id}/${tool.profile}` },
        properties: { tool: tool.id, profile: tool.profile, version: tool.version, findings: groups.length },
        results: shown.map(resultOf),
      };
    });
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs };
}

function ruleOf({ first }: FindingGroup): string {
  return [first.action ?? first.rule, first.kind].filter((part) => part !== undefined).join('/');
}

function rulesOf(groups: readonly FindingGroup[]): { id: string; shortDescription: { text: string } }[] {
  const rules = new Map(groups.map((group) => [ruleOf(group), group.first.explanation || group.first.rule]));
  return [...rules].map(([id, text]) => ({ id, shortDescription: { text } }));
}

/** A relative URI of a path; what is no text in UTF-8 becomes the replacement character. */
function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

function resultOf(group: FindingGroup): unknown {
  const { first, severity, label, instances, id } = group;
  const place = first.tagName ? `${first.tagPath} ${first.tagName}` : first.tagPath;
  return {
    ruleId: ruleOf(group),
    level: LEVELS[severity],
    message: {
      text: visible(`${label} (${severity}) at ${place}: ${sentence(first.explanation || first.rule)} ${plural(instances, 'instance')}.`),
    },
    locations: [
      {
        // Code scanning asks for a line; a DICOM file has none.
        physicalLocation: { artifactLocation: { uri: uriOf(first.example.path) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: visible(first.tagPath), kind: 'element' }],
      },
    ],
    partialFingerprints: { 'deidbenchFinding/v1': id },
    properties: { patient: first.patient, severity, label, category: first.category, place: first.place ?? '', instances },
  };
}
