import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: ['patient comments', 'study description', 'series description', 'image comments', 'nested name', 'private text'],
      keeps: [
        'image type',
        'manufacturer',
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
  },
});
