import type { Series } from '../iod/context.ts';
import type { Item, Value } from '../model/item.ts';
import type { BlockKind } from './vendors.ts';

/** One private element: its last two hex digits, VR and value. */
export type PrivateElement = [low: number, vr: string, value: Value];
export interface Block {
  group: number;
  creator: string;
  elements: PrivateElement[];
}

type Make = (series: Series, index: number) => Block[];
const block = (group: number, creator: string, elements: PrivateElement[]): Block => ({ group, creator, elements });
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text.length % 2 === 0 ? text : `${text} `);

const epoch = ({ study }: Series): number =>
  Date.UTC(Number(study.date.slice(0, 4)), Number(study.date.slice(4, 6)) - 1, Number(study.date.slice(6, 8))) / 1000 + 43_200;

/** The identification block of GE systems. */
const geIden = (series: Series): Block =>
  block(0x0009, 'GEMS_IDEN_01', [
    [0x01, 'LO', 'GE_GENESIS_FF'],
    [0x02, 'SH', `SUITE${series.serial.slice(-3)}`],
    [0x04, 'SH', series.vendor.model.slice(0, 16)],
    [0x27, 'SL', [epoch(series)]],
    [0x30, 'SH', 'SERVICE01'],
    [0xe3, 'UI', series.uidOf('equipment')],
    [0xe6, 'SH', series.vendor.software.slice(0, 16)],
  ]);

const ACQU = (series: Series): Block =>
  block(0x0019, 'GEMS_ACQU_01', [
    [0x02, 'SL', [912]],
    [0x03, 'DS', '389.75'],
    [0x04, 'DS', '1.0947'],
    [0x0f, 'DS', '541.0'],
    [0x9d, 'DT', `${series.study.date}080000`],
  ]);

const STDY = (series: Series): Block => block(0x0023, 'GEMS_STDY_01', [[0x70, 'FD', [epoch(series) + 0.25]]]);
const SERS = (series: Series): Block =>
  block(0x0025, 'GEMS_SERS_01', [
    [0x06, 'SS', [0]],
    [0x07, 'SL', [series.count]],
    [0x10, 'SL', [0]],
  ]);
const IMAG = (): Block => block(0x0027, 'GEMS_IMAG_01', [[0x33, 'OB', ascii('OPT 01')]]);
const PARM = (series: Series): Block =>
  block(0x0043, 'GEMS_PARM_01', [
    [0x01, 'SS', [6]],
    [0x02, 'SS', [0]],
    [0x80, 'LO', 'HEAD COIL 8CH'],
    [0x88, 'UI', series.uidOf('pure calibration')],
    [0x98, 'UI', series.uidOf('asset calibration')],
  ]);

const BLOCKS: Record<BlockKind, Make> = {
  'ge-ct': (series) => [
    geIden(series),
    ACQU(series),
    STDY(series),
    SERS(series),
    IMAG(),
    block(0x0043, 'GEMS_PARM_01', [
      [0x01, 'SS', [6]],
      [0x02, 'SS', [0]],
    ]),
  ],
  'ge-mr': (series) => [geIden(series), ACQU(series), STDY(series), SERS(series), PARM(series)],
  'ge-pt': (series) => [
    block(0x0009, 'GEMS_PETD_01', [
      [0x01, 'LO', 'GEMS PET 1.0'],
      [0x02, 'LO', series.patient.id],
      [0x03, 'SH', '1.0'],
      [0x05, 'DT', `${series.study.date}${series.time}`],
      [0x06, 'SL', [0]],
      [0x08, 'SH', '1.0'],
      [0x0d, 'DT', `${series.study.date}${series.time}`],
      [0x10, 'LO', series.patient.site.name],
      [0x37, 'LO', 'BATCH FDG'],
    ]),
  ],
  'ge-mg': (series) => [
    geIden(series),
    block(0x0045, 'GEMS_SENO_02', [
      [0x06, 'DS', series.description.endsWith('MLO') ? '45' : '0'],
      [0x1b, 'CS', series.description.endsWith('MLO') ? 'MLO' : 'CC'],
      [0x20, 'DS', '388.5'],
      [0x26, 'OB', ascii('MAO 3F20 771A')],
      [0x29, 'DS', '2048\\4096'],
    ]),
  ],
  'siemens-mr': (series, index) => [
    block(0x0019, 'SIEMENS MR HEADER', [
      [0x0a, 'US', [1]],
      [0x0b, 'DS', '165'],
      [0x0c, 'IS', '0'],
    ]),
    block(0x0021, 'SIEMENS MR SDS 01', [
      [0x01, 'IS', series.patient.weightKilograms],
      [0x04, 'DS', '1'],
      [0x05, 'IS', String(-(index % 5))],
      [0x06, 'LO', 'AS092'],
      [0x19, 'OB', ascii('<XProtocol> tSequenceFileName = ""%SiemensSeq%\\tse"" </XProtocol>')],
    ]),
    csa(series),
  ],
  'siemens-ct': (series) => [csa(series)],
  'toshiba-ct': (series) => [
    block(0x7005, 'TOSHIBA_MEC_CT3', [
      [0x06, 'SH', 'NONE'],
      [0x07, 'DS', '0\\0'],
      [0x08, 'DS', '0.5'],
      [0x09, 'LO', '160'],
      [0x16, 'UI', series.uidOf('volume')],
      [0x1c, 'LO', 'NO CONTRAST'],
      [0x24, 'DA', series.study.date],
    ]),
  ],
  'philips-mr': () => [
    block(0x2001, 'Philips Imaging DD 001', [
      [0x01, 'FL', [0]],
      [0x02, 'IS', '0'],
    ]),
  ],
  'philips-pt': () => [
    block(0x7053, 'Philips PET Private Group', [
      [0x00, 'DS', '0.000551'],
      [0x09, 'DS', '1.2604'],
    ]),
  ],
  'lorad-mg': () => [
    block(0x0019, 'LORAD Selenia', [
      [0x06, 'LO', '18x24cm'],
      [0x07, 'SH', 'CENTER'],
      [0x08, 'LO', '18x24'],
    ]),
  ],
  fuji: (series) => [
    block(0x0009, 'FDMS 1.0', [
      [0x04, 'SH', `ICU${series.serial.slice(-4)}`],
      [0x10, 'CS', 'ST'],
      [0x80, 'LO', series.patient.site.name],
      [0x92, 'SH', 'DEPT 1'],
      [0xf0, 'CS', 'OFF'],
      [0xf1, 'LO', 'NORMAL'],
    ]),
  ],
  intelerad: () => [block(0x3f01, 'INTELERAD MEDICAL SYSTEMS', [[0x03, 'AE', 'IMAGEBOX']])],
};

/** The CSA header of Siemens systems: text values and a binary part. */
function csa(series: Series): Block {
  return block(0x0029, 'SIEMENS CSA HEADER', [
    [0x08, 'CS', 'IMAGE NUM 4'],
    [0x09, 'LO', series.study.date],
    [0x10, 'OB', ascii(`SV10 EchoLinePosition 64 ${series.vendor.software}`)],
    [0x18, 'CS', 'MR'],
    [0x19, 'LO', series.study.date],
    [0x20, 'OB', ascii('SV10 UsedPatientWeight 78')],
  ]);
}

/**
 * Adds the private blocks of the series' vendor; blocks of one group get successive numbers from 10 hex. Imaging Options are left out in
 * implicit VR, where readers take their bytes for numbers.
 */
export function addPrivateBlocks(dataset: Item, series: Series, index: number, implicitVr: boolean): void {
  const next = new Map<number, number>();
  for (const kind of series.vendor.blocks) {
    for (const { group, creator, elements } of BLOCKS[kind](series, index)) {
      if (implicitVr && group === 0x0027) continue;
      const number = next.get(group) ?? 0x10;
      next.set(group, number + 1);
      dataset.set({ tag: ((group << 16) | number) >>> 0, vr: 'LO', value: creator });
      for (const [low, vr, value] of elements) dataset.set({ tag: ((group << 16) | (number << 8) | low) >>> 0, vr, value });
    }
  }
}
