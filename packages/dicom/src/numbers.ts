type Getter = (view: DataView, at: number, little: boolean) => number | bigint;

const READERS: Readonly<Record<string, { size: number; get: Getter }>> = {
  US: { size: 2, get: (view, at, little) => view.getUint16(at, little) },
  SS: { size: 2, get: (view, at, little) => view.getInt16(at, little) },
  UL: { size: 4, get: (view, at, little) => view.getUint32(at, little) },
  SL: { size: 4, get: (view, at, little) => view.getInt32(at, little) },
  FL: { size: 4, get: (view, at, little) => view.getFloat32(at, little) },
  FD: { size: 8, get: (view, at, little) => view.getFloat64(at, little) },
  UV: { size: 8, get: (view, at, little) => view.getBigUint64(at, little) },
  SV: { size: 8, get: (view, at, little) => view.getBigInt64(at, little) },
};

export const NUMBER_VRS: ReadonlySet<string> = new Set(Object.keys(READERS));

/** Numbers of a binary VR; `undefined` when the bytes are no whole number of values. */
export function binaryNumbers(bytes: Uint8Array, vr: string, bigEndian: boolean): (number | bigint)[] | undefined {
  const reader = READERS[vr];
  if (reader === undefined || bytes.length % reader.size !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: (number | bigint)[] = [];
  for (let at = 0; at < bytes.length; at += reader.size) values.push(reader.get(view, at, !bigEndian));
  return values;
}
