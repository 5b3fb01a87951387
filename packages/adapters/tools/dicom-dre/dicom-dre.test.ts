import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [],
      keeps: [
        'image type',
        'study time',
        'manufacturer',
        'model name',
        'sex',
        'age',
        'body part',
        'kvp',
        'protocol name',
        'image position',
        'safe private',
        'pixels',
      ],
    },
    strict: {
      leaks: [],
      keeps: [
        'image type',
        'study time',
        'manufacturer',
        'model name',
        'sex',
        'body part',
        'kvp',
        'device serial number',
        'protocol name',
        'image position',
        'safe private',
        'pixels',
      ],
    },
  },
});
