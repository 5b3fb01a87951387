import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build, defaultClientConditions, type Rolldown } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** Bundles the page into one HTML file whose policy allows its own script, by digest, and no other; markers for the data stay in it. */
export async function buildPage(): Promise<string> {
  const output = await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [preact({ reactAliasesEnabled: false }), viteSingleFile({ removeViteModuleLoader: true })],
    resolve: { conditions: ['@deidbench/source', ...defaultClientConditions] },
    build: { write: false, target: 'es2023', reportCompressedSize: false, modulePreload: false },
  });
  const { output: files } = (Array.isArray(output) ? output[0] : output) as Rolldown.RolldownOutput;
  const html = files.find((file) => file.type === 'asset' && file.fileName === 'index.html');
  if (html?.type !== 'asset') throw new Error('the bundler gave no index.html');
  return withPolicy(String(html.source));
}

function withPolicy(html: string): string {
  const [, script] = /<script type="module"[^>]*>([\s\S]*?)<\/script>/u.exec(html) ?? [];
  if (script === undefined) throw new Error('the bundled page holds no script');
  const digest = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${digest}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  return html.replace('<!--csp-->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
