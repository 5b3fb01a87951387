import { describe, expect, it } from 'vitest';
import { attemptEnd, type Ended } from './attempt-end.ts';

const CLEAN: Ended = {
  exitCode: 0,
  signal: null,
  breach: undefined,
  started: true,
  lastWords: '',
  limits: { seconds: 60, memoryBytes: 2e9, diskBytes: 3e9, processes: 100 },
};

describe('the end of an attempt', () => {
  it.each<[string, Partial<Ended>, object]>([
    ['a clean exit', {}, { end: 'exited', exitCode: 0 }],
    ['an exit with an error', { exitCode: 3 }, { end: 'exited', exitCode: 3 }],
    ['a signal seen through wrappers', { exitCode: 139 }, { end: 'signalled', signal: 'SIGSEGV', exitCode: 139 }],
    ['a signal to the outermost process', { exitCode: null, signal: 'SIGKILL' }, { end: 'signalled', signal: 'SIGKILL' }],
    ['an exit code above all signals', { exitCode: 255 }, { end: 'exited', exitCode: 255 }],
    ['the time limit', { breach: 'timeout', exitCode: 0 }, { end: 'timeout', detail: 'no end after 60 s' }],
    ['the memory limit', { breach: 'memory', exitCode: 137 }, { end: 'out-of-memory', detail: 'more than 2000 MB of memory' }],
    ['the disk limit', { breach: 'disk' }, { end: 'signalled', signal: 'SIGKILL', detail: 'wrote more than 3000 MB' }],
    ['the limit on processes', { breach: 'processes' }, { end: 'signalled', signal: 'SIGKILL', detail: 'more than 100 processes' }],
    [
      'a full disk, which is the fault of the machine',
      { breach: 'no-space' },
      { end: 'infrastructure', detail: 'the disk that holds the run is full' },
    ],
    ['a run called off', { breach: 'called-off' }, { end: 'infrastructure', detail: 'called off' }],
    [
      'a sandbox that could not be made',
      { started: false, exitCode: 1, lastWords: 'one\nbwrap: No permissions\n' },
      { end: 'infrastructure', detail: 'the sandbox could not be made: bwrap: No permissions' },
    ],
    [
      'Python without memory',
      { exitCode: 1, lastWords: 'MemoryError' },
      { end: 'out-of-memory', exitCode: 1, detail: 'the tool says MemoryError' },
    ],
    ['Java without memory', { exitCode: 1, lastWords: 'java.lang.OutOfMemoryError: x' }, { end: 'out-of-memory', exitCode: 1 }],
    [
      'Node without memory',
      { exitCode: 134, lastWords: 'FATAL ERROR: JavaScript heap out of memory' },
      { end: 'out-of-memory', exitCode: 134 },
    ],
    ['words about memory at a clean exit', { lastWords: 'no MemoryError today' }, { end: 'exited', exitCode: 0 }],
  ])('is told for %s', (_, facts, end) => {
    expect(attemptEnd({ ...CLEAN, ...facts })).toMatchObject(end);
  });
});
