import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: ['study description', 'series description'],
      keeps: [
        'image type',
        'study time',
        'manufacturer',
        'model name',
        'sex',
        'size',
        'weight',
        'body part',
        'kvp',
        'image position',
        'pixels',
      ],
    },
  },
});
