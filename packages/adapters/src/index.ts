export { AdapterError, type AdapterErrorCode } from './errors.ts';
export { builtInFolders, brokenAdapters, listAdapters, resolveAdapter, type AdapterEntry, type LookIn } from './registry.ts';
export { defaultCache } from './cache.ts';
export { installAdapter, installedTool, type InstallOptions, type InstallProgress } from './install/index.ts';
export { doctor, type Diagnosis } from './doctor.ts';
export { newAdapter } from './new-adapter.ts';
export { testAdapter, type ContractReport, type TestOptions } from './contract/test-adapter.ts';
export type { ContractPoint } from './contract/points.ts';
export { isLight } from './light.ts';
