import type { HeaderDiff } from '@deidbench/core/model';
import { printable } from '@deidbench/report';

const SIGNS = { changed: '~', removed: '-', added: '+', same: '=' } as const;

/** A header diff as lines: a sign, the path, VR and name, then the two values. */
export function headerText({ counts, rows }: Pick<HeaderDiff, 'counts' | 'rows'>): string {
  const head = `header    ${counts.changed} changed (~), ${counts.removed} removed (-), ${counts.added} added (+), ${counts.same} the same`;
  const lines = rows.flatMap(({ path, name, vr, state, finding, input, output }) => [
    `    ${SIGNS[state]} ${path} ${vr} ${name}${finding ? `   ← ${finding} finding` : ''}`,
    ...(input === undefined ? [] : [`        input   ${input || '(empty)'}`]),
    ...(output === undefined ? [] : [`        output  ${output || '(empty)'}`]),
  ]);
  return [`  ${head}`, ...lines.map(printable)].join('\n');
}
