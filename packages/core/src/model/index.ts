export * from './actions.ts';
export * from './dataset.ts';
export * from './attempt.ts';
export * from './finding.ts';
export * from './plan.ts';
export * from './results.ts';
export * from './canonical-json.ts';
export * from './mask.ts';
