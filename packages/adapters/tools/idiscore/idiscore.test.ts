import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [],
      keeps: [
        'image type',
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
    tuned: {
      leaks: [],
      keeps: [
        'image type',
        'manufacturer',
        'station name',
        'model name',
        'sex',
        'age',
        'size',
        'weight',
        'body part',
        'kvp',
        'image position',
        'safe private',
        'pixels',
      ],
    },
  },
});
