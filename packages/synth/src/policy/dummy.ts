import type { Value } from '../model/item.ts';

/** The curated reference's dummy of a VR, where the Type asks for a value. */
export function dummyValue(vr: string): Value {
  switch (vr) {
    case 'PN':
      return 'ANONYMOUS';
    case 'IS':
    case 'DS':
      return '0';
    case 'AS':
      return '000D';
    case 'DA':
      return '19000101';
    case 'DT':
      return '19000101000000';
    case 'TM':
      return '000000';
    case 'US':
    case 'SS':
    case 'UL':
    case 'SL':
    case 'FL':
    case 'FD':
    case 'AT':
      return [0];
    case 'OB':
    case 'OW':
    case 'UN':
    case 'OF':
    case 'OD':
    case 'OL':
      return new Uint8Array(2);
    default:
      return 'REMOVED';
  }
}
