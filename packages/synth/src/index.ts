export { generate, type GenerateOptions } from './generate.ts';
export { planPreset, type PlanOptions } from './plan/plan.ts';
export { PRESETS } from './plan/preset.ts';
export type { Counts, DatasetPlan, PatientPlan, SeriesPlan, StudyPlan } from './plan/types.ts';
export { SynthError, type SynthErrorCode } from './errors.ts';
