import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  misses: ['equal identifiers stay equal'],
  profiles: {
    default: {
      leaks: ['study date', 'series date', 'acquisition date', 'content date', 'acquisition datetime', 'study uid', 'referenced uid'],
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
        'protocol name',
        'image position',
        'pixels',
      ],
    },
  },
});
