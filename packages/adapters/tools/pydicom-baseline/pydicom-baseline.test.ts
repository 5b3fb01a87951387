import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url, {
  profiles: {
    default: {
      leaks: [
        'patient comments',
        'study date',
        'series date',
        'acquisition date',
        'content date',
        'acquisition datetime',
        'study description',
        'series description',
        'study id',
        'image comments',
        'nested name',
        'nested accession',
        'study uid',
        'series uid',
        'instance uid',
        'referenced uid',
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
