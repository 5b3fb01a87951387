import { code, item, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules } from './common.ts';
import type { Modality, Series } from './context.ts';

/** General ECG Waveform IOD (PS3.3 A.34.4): three leads, two seconds. */
export const ECG: Modality = { key: 'ECG', modality: 'ECG', sopClass: '1.2.840.10008.5.1.4.1.1.9.1.2', defaultSize: 0, burned: 0, build };

const LEADS: [string, string][] = [
  ['2:1', 'Lead I'],
  ['2:2', 'Lead II'],
  ['2:61', 'Lead III'],
];
const SAMPLES = 1000;

function build(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  const { study } = series;
  put(dataset, {
    ContentDate: study.date,
    ContentTime: series.time,
    AcquisitionDateTime: `${study.date}${series.time}`,
    AcquisitionContextSequence: [],
    WaveformSequence: [
      item({
        WaveformOriginality: 'ORIGINAL',
        NumberOfWaveformChannels: LEADS.length,
        NumberOfWaveformSamples: SAMPLES,
        SamplingFrequency: '500',
        ChannelDefinitionSequence: LEADS.map(([value, meaning]) => channel(value, meaning)),
        WaveformBitsAllocated: 16,
        WaveformSampleInterpretation: 'SS',
        WaveformData: signal(series),
      }),
    ],
    WaveformAnnotationSequence: [
      item({ UnformattedTextValue: study.procedure.diagnosis, AnnotationGroupNumber: 1, ReferencedWaveformChannels: [1, 0] }),
    ],
  });
  return dataset;
}

const channel = (value: string, meaning: string): Item =>
  item({
    ChannelSourceSequence: [code(value, 'MDC', meaning)],
    ChannelSensitivity: '1',
    ChannelSensitivityUnitsSequence: [code('uV', 'UCUM', 'microvolt')],
    ChannelSensitivityCorrectionFactor: '1',
    ChannelBaseline: '0',
    ChannelSampleSkew: '0',
    WaveformBitsStored: 16,
    FilterLowFrequency: '0.05',
    FilterHighFrequency: '150',
  });

/** A drawn heart beat with noise, one a second. */
function signal(series: Series): Uint8Array {
  const rng = series.rngOf('signal');
  const out = new Int16Array(SAMPLES * LEADS.length);
  for (let i = 0; i < out.length; i++) {
    const phase = (Math.floor(i / LEADS.length) % 500) / 500;
    const beat = 1200 * Math.exp(-((phase - 0.3) ** 2) / 0.0002) + 200 * Math.exp(-((phase - 0.6) ** 2) / 0.004);
    out[i] = beat * (1 - 0.3 * (i % LEADS.length)) + rng.int(-12, 12);
  }
  return new Uint8Array(out.buffer);
}
