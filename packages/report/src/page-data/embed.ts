import { gzipSync } from 'node:zlib';
import { scriptJson } from '../html/escape.ts';

/** From this size on, in characters, the data is compressed. */
const COMPRESS_FROM = 300_000;

/** The data as a script element that no browser runs: plain JSON, or gzip in base64 when it's large. */
export function dataElement(data: unknown): string {
  const json = scriptJson(data);
  if (json.length < COMPRESS_FROM) return `<script id="data" type="application/json">${json}</script>`;
  return `<script id="data" type="application/gzip">${gzipSync(JSON.stringify(data), { level: 6 }).toString('base64')}</script>`;
}
