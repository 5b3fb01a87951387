const IV = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const ORDER = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];
const BLOCK = 64;
const CHUNK = 1024;
const START = 1;
const END = 2;
const ROOT = 8;

/** BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020), 32 bytes, of the first chunk (1,024 bytes) of a text: UIDs and ids are far shorter. */
export function blake3(text: string): Buffer {
  const input = Buffer.from(text).subarray(0, CHUNK);
  const blocks = Math.max(1, Math.ceil(input.length / BLOCK));
  let chain = Uint32Array.from(IV);
  for (let i = 0; i < blocks; i += 1) {
    const bytes = Buffer.alloc(BLOCK);
    const length = input.copy(bytes, 0, i * BLOCK, (i + 1) * BLOCK);
    const flags = (i === 0 ? START : 0) | (i === blocks - 1 ? END | ROOT : 0);
    chain = compress(chain, words(bytes), length, flags);
  }
  const out = Buffer.alloc(32);
  chain.forEach((word, i) => out.writeUInt32LE(word, i * 4));
  return out;
}

const words = (bytes: Buffer): number[] => Array.from({ length: 16 }, (_, i) => bytes.readUInt32LE(i * 4));

function compress(chain: Uint32Array, block: number[], length: number, flags: number): Uint32Array<ArrayBuffer> {
  const state = Uint32Array.from([...chain, ...IV.slice(0, 4), 0, 0, length, flags]);
  let message = block;
  for (let round = 0; round < 7; round += 1) {
    for (let i = 0; i < 4; i += 1) mix(state, i, i + 4, i + 8, i + 12, message[2 * i]!, message[2 * i + 1]!);
    for (let i = 0; i < 4; i += 1) {
      mix(state, i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4), message[8 + 2 * i]!, message[9 + 2 * i]!);
    }
    message = ORDER.map((from) => message[from]!);
  }
  return Uint32Array.from({ length: 8 }, (_, i) => state[i]! ^ state[i + 8]!);
}

function mix(s: Uint32Array, a: number, b: number, c: number, d: number, x: number, y: number): void {
  s[a] = s[a]! + s[b]! + x;
  s[d] = rotate(s[d]! ^ s[a]!, 16);
  s[c] = s[c]! + s[d]!;
  s[b] = rotate(s[b]! ^ s[c]!, 12);
  s[a] = s[a]! + s[b]! + y;
  s[d] = rotate(s[d]! ^ s[a]!, 8);
  s[c] = s[c]! + s[d]!;
  s[b] = rotate(s[b]! ^ s[c]!, 7);
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
