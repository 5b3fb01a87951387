/** Elements by upper-case hex tag, as dcmjs gives them. */
export type DcmjsDict = Record<string, { Value?: unknown[] } | undefined>;

interface Dcmjs {
  log: { getLogger(name: string): { setLevel(level: string): void } };
  data: { DicomMessage: { readFile(buffer: ArrayBuffer, options: { ignoreErrors: boolean }): { dict: DcmjsDict } } };
}

/** dcmjs ships no types: it is named so that the compiler does not look for them. */
const library: string = 'dcmjs';

/** The second parser of tests and benchmarks: answers a function that reads a file, or gives `undefined` where dcmjs refuses it. */
export async function dcmjsReader(): Promise<(bytes: Uint8Array) => DcmjsDict | undefined> {
  const { default: dcmjs } = (await import(library)) as { default: Dcmjs };
  dcmjs.log.getLogger('validation.dcmjs').setLevel('silent');
  return (bytes) => {
    const { buffer, byteOffset, length } = bytes;
    try {
      return dcmjs.data.DicomMessage.readFile((buffer as ArrayBuffer).slice(byteOffset, byteOffset + length), { ignoreErrors: false }).dict;
    } catch {
      return undefined;
    }
  };
}
