export { judgeUnit } from './unit/judge-unit.ts';
export { settle } from './unit/settle.ts';
export { leaksByPatient } from './unit/leak-tally.ts';
export { identifierSet } from './identifiers/identifier-set.ts';
export type * from './unit/types.ts';
export type { HiddenPlanting, Identifier, IdentifierSet } from './identifiers/identifier.ts';
export { actionFor, POLICY_OPTIONS, policyOf, removes, type Policy, type PolicyOption } from './policy/policy.ts';
export { SEVERITY, severityOf } from './severity/severity.ts';
export { placeOf } from './severity/place.ts';
