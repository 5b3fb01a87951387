import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detectIsolation } from '@deidbench/core/process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'deidbench-ask-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const isolation = await detectIsolation();

describe('a tool that is asked for its version', () => {
  const asked = (script: string) => {
    const tool = join(folder, 'version.sh');
    writeFileSync(tool, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
    return ask({ argv: [tool], env: { SAID: '4.2' } }, [folder]);
  };

  it('answers in its own environment, with nothing of the caller', async () => {
    process.env['DEIDBENCH_ASK_TEST'] = 'secret';
    const { output } = await asked('echo "version $SAID home $HOME caller $DEIDBENCH_ASK_TEST."');
    expect(output).toMatch(/^version 4\.2 home \S*deidbench-question-\S+ caller \.$/);
  });

  it.runIf(isolation.readOnlyInput)('leaves nothing beside itself for its next call', async () => {
    const { output } = await asked('echo spied > "$(dirname "$0")/note" || echo refused');
    expect(output).toMatch(/refused$/);
    expect(existsSync(join(folder, 'note'))).toBe(false);
  });

  it.runIf(isolation.pidNamespace)('does not see what the caller was asked to do', async () => {
    const { output } = await asked(`tr '\\0' ' ' < /proc/$PPID/cmdline; echo; ls /proc | grep -c '^[0-9]'`);
    expect(output).not.toContain('vitest');
    expect(Number(output.split('\n').at(-1))).toBeLessThan(12);
  });

  it('is said to have given no answer in its time, or to be no program', async () => {
    const { ended } = await ask({ argv: [join(folder, 'nothing-here')], env: {} }, [folder]);
    expect(ended).toContain('nothing-here');
  });
});
