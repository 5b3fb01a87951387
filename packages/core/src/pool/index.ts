export { createPool, type Pool, type PoolOptions, type RunOptions } from './create-pool.ts';
export { type PoolErrorCode, type PoolResult } from './result.ts';
export { emitEvent, workerSetup } from './worker-setup.ts';
