import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewOf } from './view.ts';

let root: string;
const at = (...names: string[]): string => join(root, ...names);

beforeAll(() => {
  root = realpathSync(mkdtempSync(join('/var/tmp', 'deidbench-view-')));
  mkdirSync(at('clone', 'runs', 'demo', 'reference'), { recursive: true });
  writeFileSync(at('clone', 'answers.db'), '');
});
afterAll(() => rmSync(root, { recursive: true }));

/** The view without the places that are always replaced. */
function view(hide: string[], show: string[]): [string, string][] {
  return viewOf(hide, show).flatMap(({ path, kind }) =>
    path === '/run' || path === '/tmp' ? [] : [[kind, path.slice(root.length)] as [string, string]],
  );
}

describe('what a tool sees', () => {
  it('is always an own /tmp', () => {
    expect(viewOf([], [])).toContainEqual({ path: '/tmp', kind: 'tmp' });
  });

  it('is an empty folder or an empty file where something is hidden', () => {
    expect(view([at('clone', 'runs'), at('clone', 'answers.db')], [])).toEqual([
      ['empty', '/clone/runs'],
      ['blank', '/clone/answers.db'],
    ]);
  });

  it('is what is shown inside of what is hidden', () => {
    const run = at('clone', 'runs', 'demo');
    expect(view([run], [join(run, 'reference')])).toEqual([
      ['empty', '/clone/runs/demo'],
      ['show', '/clone/runs/demo/reference'],
    ]);
  });

  it('is not what is hidden inside of what is shown', () => {
    expect(view([root, at('clone', 'runs')], [at('clone')])).toEqual([
      ['empty', ''],
      ['show', '/clone'],
      ['empty', '/clone/runs'],
    ]);
  });

  it('needs nothing for what is seen or hidden anyway', () => {
    expect(view([at('clone'), at('clone', 'answers.db')], [root])).toEqual([['empty', '/clone']]);
  });

  it('is what is shown, where the same folder is hidden too', () => {
    expect(viewOf(['/run'], ['/tmp', '/run'])).toEqual([]);
  });
});
