import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url);
