import type { Manifest, ReadyTool } from '@deidbench/core/manifest';

/** A row of the ranking for files that some tool made elsewhere: a manifest that is never called. */
export function rowTool(name: string, version: string, policy: string): ReadyTool {
  const id = name.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'submission';
  const manifest: Manifest = {
    id,
    name,
    homepage: '',
    licence: '',
    description: 'Files that were made elsewhere.',
    runtime: 'process',
    version: { fixed: version },
    install: { kind: 'none' },
    command: [],
    env: {},
    input: 'tree',
    output: { naming: 'map', ignore: [] },
    identifiers: 'always',
    profiles: { default: { policy, description: '', values: {} } },
    capabilities: { mediaTypes: ['application/dicom'], pixels: false, dates: 'shifted', network: false },
    addressSpaceLimit: false,
    notes: [],
  };
  return { ready: true, manifest, folder: '', dir: '', site: '', version, lockDigest: '' };
}
