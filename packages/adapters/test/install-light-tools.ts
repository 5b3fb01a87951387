import { installAdapter, isLight, listAdapters } from '../src/index.ts';

/** Installs the small tools side by side. A tool that cannot be installed is left to its test, which says so. */
const entries = (await listAdapters()).filter(({ manifest }) => isLight(manifest) && manifest.install.kind !== 'apt');
await Promise.all(entries.map(({ manifest, folder }) => installAdapter(manifest, folder)));
