import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [
        'referring physician',
        'operator',
        'study description',
        'series description',
        'image comments',
        'private text',
        'referenced uid',
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
  },
});
