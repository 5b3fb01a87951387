import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: ['study uid', 'series uid', 'instance uid'],
      keeps: ['image type', 'manufacturer', 'model name', 'body part', 'kvp', 'image position', 'pixels'],
    },
    tuned: {
      leaks: ['study uid', 'series uid', 'instance uid'],
      keeps: [
        'image type',
        'study time',
        'manufacturer',
        'station name',
        'model name',
        'sex',
        'age',
        'size',
        'weight',
        'body part',
        'kvp',
        'device serial number',
        'image position',
        'pixels',
      ],
    },
  },
});
