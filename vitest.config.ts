import { defineConfig } from 'vitest/config';

/** Tests wait for processes more than they compute: every processor takes files, where Vitest would leave one of them to itself. */
export default defineConfig({ test: { projects: ['packages/*', 'scripts'], maxWorkers: '100%' } });
