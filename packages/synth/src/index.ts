export { generate, generateSplit, type GenerateOptions } from './generate.ts';
export { planPreset, type PlanOptions } from './plan/plan.ts';
export { PRESETS } from './plan/preset.ts';
export { roomFor, type Room } from './plan/room.ts';
export { parseSplit, type SplitPart } from './plan/split.ts';
export type { Counts, DatasetPlan, PatientPlan, SeriesPlan, StudyPlan } from './plan/types.ts';
export { SynthError, type SynthErrorCode } from './errors.ts';
