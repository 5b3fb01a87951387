// A worker whose tasks go wrong in every way that a task can.
import { emitEvent, workerSetup } from '../worker-setup.ts';

workerSetup();

const TASKS: Record<string, (value: unknown) => unknown> = {
  echo: (value) => value,
  pid: () => process.pid,
  environment: () => process.env.DEIDBENCH_POOL_TEST,
  throw: () => {
    throw Object.assign(new Error('no such file'), { code: 'NOT_FOUND' });
  },
  'throw-text': () => {
    throw 'a text';
  },
  exit: () => process.exit(0),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  abort: () => process.abort(),
  spin: () => {
    for (;;);
  },
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds as number)),
  interrupt: () => {
    process.kill(process.pid, 'SIGINT');
    return new Promise((resolve) => setTimeout(() => resolve('alive'), 50));
  },
  events: (count) => {
    for (let n = 0; n < (count as number); n += 1) emitEvent({ n });
    return count;
  },
};

export default function run(task: { kind: string; value?: unknown }): unknown {
  return TASKS[task.kind]?.(task.value);
}
