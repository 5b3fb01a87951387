import { defineConfig } from 'vitest/config';

/** Shared by every package: tests read the TypeScript source of the other packages. Projects do not inherit the root's conditions. */
export default defineConfig({
  resolve: { conditions: ['@deidbench/source'] },
  ssr: { resolve: { conditions: ['@deidbench/source'] } },
  test: {
    // Tests wait for processes more than they compute: every processor takes files, where Vitest would leave one of them to itself.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
  },
});
