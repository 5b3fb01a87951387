import type { PageData } from '../src/page-data/types.ts';

const FORMAT = 1;

/** Reads the data that stands in the page. Throws a sentence for people when there is none or it's of another version. */
export async function loadData(document: Document): Promise<PageData> {
  const element = document.querySelector('#data');
  if (!element) throw new Error('This page holds no run.');
  const text = element.textContent ?? '';
  const json = element.getAttribute('type') === 'application/gzip' ? await gunzip(text) : text;
  const data = JSON.parse(json) as { formatVersion: number };
  if (data.formatVersion !== FORMAT) throw new Error(`This page reads format ${FORMAT}, but its data has format ${data.formatVersion}.`);
  return data as PageData;
}

async function gunzip(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (c) => c.codePointAt(0) ?? 0);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return await new Response(stream).text();
}
