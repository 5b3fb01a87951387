import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: { leaks: ['study description', 'series description'], keeps: ['image type', 'body part', 'kvp', 'image position', 'pixels'] },
    tuned: {
      leaks: ['private text'],
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
        'protocol name',
        'image position',
        'safe private',
        'pixels',
      ],
    },
  },
});
