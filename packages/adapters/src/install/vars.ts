import { join } from 'node:path';
import type { TemplateVars } from '@deidbench/core/manifest';

/** Template words that depend on the installed tool alone: {tool} {site} {manifest} {node} {python}. */
export function toolVars(tool: { dir: string; site: string; folder: string }): TemplateVars {
  return { tool: tool.dir, site: tool.site, manifest: tool.folder, node: nodeCommand(), python: join(tool.dir, 'bin', 'python') };
}

/** The running Node; from a clone with the condition under which packages are read as TypeScript source. */
export function nodeCommand(): string[] {
  return import.meta.url.endsWith('.ts') ? [process.execPath, '--conditions=@deidbench/source'] : [process.execPath];
}
