import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: ['private text'],
      keeps: ['image type', 'manufacturer', 'model name', 'body part', 'kvp', 'image position', 'safe private', 'pixels'],
    },
  },
});
