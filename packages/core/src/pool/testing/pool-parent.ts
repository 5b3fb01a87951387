// Has a worker run a tool in the folder argv[2] with the marker argv[3], and tells the pids of both. To be killed from outside.
import { createPool } from '../create-pool.ts';

const [root = '', marker = ''] = process.argv.slice(2);
const pool = createPool<{ root: string; marker: string }, string>({ worker: new URL('./tool-worker.ts', import.meta.url), size: 1 });
await pool.run({ root, marker }, { onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`) });
