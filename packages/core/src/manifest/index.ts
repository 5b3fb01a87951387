export type * from './types.ts';
export { ManifestError, type ManifestErrorCode } from './errors.ts';
export { loadManifest, MANIFEST_FILE } from './load.ts';
export { findManifests, type FoundManifest } from './find.ts';
export { fillTemplate, fillText, profileVars, takesSeed, templateWords, TEMPLATE_WORDS, type TemplateVars } from './template.ts';
export { manifestDigest } from './digest.ts';
export { clearAdapterEnd, readAdapterEnd, type Adapter, type AdapterContext, type AdapterJob, type ProgramEnd } from './adapter-code.ts';
export { mapPath, toolCommand, toolFolders, toolVars, type CallPlaces, type ReadyTool } from './call.ts';
export { mapRows } from './map-rows.ts';
