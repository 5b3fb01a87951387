import { mkdir, writeFile } from 'node:fs/promises';
import { buildPage } from './build.ts';

// Run by the package's build: the packed report carries the finished page.
const target = new URL('../dist/page/template.html', import.meta.url);
await mkdir(new URL('.', target), { recursive: true });
await writeFile(target, await buildPage());
