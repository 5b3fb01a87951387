import { createRequire } from 'node:module';

const { name, version } = createRequire(import.meta.url)('../package.json') as { name: string; version: string };

/** Name and version that stand in a data set's file. */
export const GENERATOR = `${name} ${version}`;
