import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [
        'telephone',
        'acquisition datetime',
        'operator',
        'nested name',
        'nested accession',
        'private text',
        'study uid',
        'series uid',
        'instance uid',
        'referenced uid',
      ],
      keeps: ['image type', 'manufacturer', 'model name', 'body part', 'kvp', 'image position', 'safe private', 'pixels'],
    },
  },
});
