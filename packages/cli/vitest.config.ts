import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.package.ts';

// Two runs of one test must not differ by a validator that another test installs between them.
export default mergeConfig(shared, { test: { globalSetup: './test/with-validator.ts' } });
