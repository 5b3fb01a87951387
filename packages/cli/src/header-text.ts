import type { HeaderDiff } from '@deidbench/core/model';

const SIGNS = { changed: '~', removed: '-', added: '+', same: '=' } as const;

/** Control characters and marks of direction, which would act on the terminal. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A header diff as lines: a sign, the path, VR and name, then the two values. */
export function headerText({ counts, rows }: Pick<HeaderDiff, 'counts' | 'rows'>): string {
  const head = `header    ${counts.changed} changed (~), ${counts.removed} removed (-), ${counts.added} added (+), ${counts.same} the same`;
  const lines = rows.flatMap(({ path, name, vr, state, finding, input, output }) => [
    `    ${SIGNS[state]} ${path} ${vr} ${name}${finding ? `   ← ${finding} finding` : ''}`,
    ...(input === undefined ? [] : [`        input   ${input || '(empty)'}`]),
    ...(output === undefined ? [] : [`        output  ${output || '(empty)'}`]),
  ]);
  return [`  ${head}`, ...lines.map(inert)].join('\n');
}

/** Text of files that leaves the terminal alone. */
export function inert(text: string): string {
  return text.replaceAll(UNSAFE, '·');
}
