import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [
        'institution',
        'institution address',
        'study description',
        'series description',
        'image comments',
        'nested name',
        'private text',
      ],
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
        'protocol name',
        'image position',
        'safe private',
        'pixels',
      ],
    },
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
