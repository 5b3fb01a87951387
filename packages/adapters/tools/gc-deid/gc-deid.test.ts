import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: { leaks: [], keeps: ['image type', 'manufacturer', 'body part', 'kvp', 'image position', 'pixels'] },
  },
});
