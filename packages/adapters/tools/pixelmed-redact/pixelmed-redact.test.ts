import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [
        'study date',
        'series date',
        'acquisition date',
        'content date',
        'acquisition datetime',
        'institution',
        'institution address',
        'study description',
        'series description',
        'image comments',
      ],
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
