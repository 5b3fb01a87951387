import { DicomError } from '../errors.ts';
import type { Coding } from './syntaxes.ts';
import { withCodecModule, type CodecModule } from './wasm.ts';

export interface CodecFrame {
  rows: number;
  columns: number;
  samples: number;
  bitsAllocated: number;
  bitsStored: number;
  signed: boolean;
  photometric: string;
}

export interface EncodeOptions {
  lossy?: boolean;
  /** JPEG quality, 1–100. */
  quality?: number;
  /** Largest error of near-lossless JPEG-LS. */
  allowedError?: number;
  /** Compression ratio of lossy JPEG 2000. */
  rate?: number;
}

export interface Coded {
  bytes: Uint8Array;
  photometric: string;
}

const FUNCTIONS: Readonly<Record<Coding, string>> = {
  rle: 'Rle',
  jpeg: 'Jpeg',
  'jpeg-ls': 'JpegLs',
  'jpeg-2000': 'Jpeg2000',
  htj2k: 'HtJpeg2000',
};

/** In the order of the module's numbers. */
const PHOTOMETRICS = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_PARTIAL_422',
  'YBR_PARTIAL_420',
  'YBR_ICT',
  'YBR_RCT',
  'CMYK',
  'ARGB',
  'HSV',
];

/** Decodes one coded frame to little-endian words, and says what colours they are. Throws UNDECODABLE. */
export function decodeCoded(coding: Coding, frame: CodecFrame, encoded: Uint8Array): Coded {
  const toRgb = coding === 'jpeg' && frame.samples === 3 && frame.photometric !== 'RGB';
  return run('UNDECODABLE', `the ${coding} frame cannot be decoded`, (codec) => {
    const context = contextOf(codec, frame, 'Encoded', encoded);
    const parameters = codec.call('CreateDecoderParameters');
    codec.call('SetConvertColorspaceToRgb', parameters, toRgb ? 1 : 0);
    codec.call(`Decode${FUNCTIONS[coding]}`, context, parameters);
    codec.call('ReleaseDecoderParameters', parameters);
    return resultOf(codec, context, 'Decoded');
  });
}

/** Encodes one frame of little-endian words. Throws UNWRITABLE. */
export function encodeCoded(coding: Coding, frame: CodecFrame, decoded: Uint8Array, options: EncodeOptions): Coded {
  const { lossy = false, quality = 90, allowedError = 3, rate = 10 } = options;
  return run('UNWRITABLE', `the frame cannot be encoded as ${coding}`, (codec) => {
    const context = contextOf(codec, frame, 'Decoded', decoded);
    const parameters = codec.call('CreateEncoderParameters');
    const set = (name: string, value: number): number => codec.call(`Set${name}`, parameters, value);
    set('Lossy', lossy ? 1 : 0);
    set('Quality', quality);
    set('SmoothingFactor', 0);
    set('SampleFactor', 0);
    set('Predictor', lossy ? 0 : 1);
    set('PointTransform', 0);
    set('AllowedLossyError', allowedError);
    set('ProgressionOrder', 0);
    set('Rate', rate);
    set('AllowMct', 1);
    codec.call(`Encode${FUNCTIONS[coding]}`, context, parameters);
    codec.call('ReleaseEncoderParameters', parameters);
    return resultOf(codec, context, 'Encoded');
  });
}

function contextOf(codec: CodecModule, frame: CodecFrame, which: 'Encoded' | 'Decoded', bytes: Uint8Array): number {
  const context = codec.call('CreateCodecsContext');
  codec.call('SetColumns', context, frame.columns);
  codec.call('SetRows', context, frame.rows);
  codec.call('SetBitsAllocated', context, frame.bitsAllocated);
  codec.call('SetBitsStored', context, frame.bitsStored);
  codec.call('SetSamplesPerPixel', context, frame.samples);
  codec.call('SetPixelRepresentation', context, frame.signed ? 1 : 0);
  codec.call('SetPlanarConfiguration', context, 0);
  codec.call('SetPhotometricInterpretation', context, Math.max(0, PHOTOMETRICS.indexOf(frame.photometric)));
  codec.call(`Set${which}BufferSize`, context, bytes.length);
  new Uint8Array(codec.memory.buffer).set(bytes, codec.call(`Get${which}Buffer`, context));
  return context;
}

function resultOf(codec: CodecModule, context: number, which: 'Encoded' | 'Decoded'): Coded {
  const at = codec.call(`Get${which}Buffer`, context);
  const size = codec.call(`Get${which}BufferSize`, context);
  const bytes = new Uint8Array(codec.memory.buffer, at, size).slice();
  const photometric = PHOTOMETRICS[codec.call('GetPhotometricInterpretation', context)] ?? 'MONOCHROME2';
  codec.call('ReleaseCodecsContext', context);
  if (size === 0) throw new Error('the codec gave nothing');
  return { bytes, photometric };
}

function run(code: 'UNDECODABLE' | 'UNWRITABLE', message: string, use: (codec: CodecModule) => Coded): Coded {
  try {
    return withCodecModule(use);
  } catch (cause) {
    throw new DicomError(code, message, { cause });
  }
}
