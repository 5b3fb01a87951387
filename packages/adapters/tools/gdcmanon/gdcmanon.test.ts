import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [
        'address',
        'telephone',
        'study date',
        'series date',
        'acquisition date',
        'content date',
        'acquisition datetime',
        'private text',
      ],
      keeps: ['image type', 'study time', 'manufacturer', 'model name', 'body part', 'kvp', 'image position', 'safe private', 'pixels'],
    },
  },
});
