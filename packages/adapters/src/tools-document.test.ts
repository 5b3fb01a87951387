import { describe, expect, it } from 'vitest';
import { listAdapters } from './registry.ts';
import { readWritten } from './sample/known.ts';
import { toolsDocument, type DocumentedTool } from './tools-document.ts';

async function builtInTools(): Promise<DocumentedTool[]> {
  const builtIn = (await listAdapters()).filter(({ origin }) => origin === 'built-in');
  return Promise.all(builtIn.map(async (entry) => ({ ...entry, known: await readWritten(entry.folder) })));
}

describe('docs/tools.md', () => {
  it('says what the manifests say', async () => {
    await expect(toolsDocument(await builtInTools())).toMatchFileSnapshot('../../../docs/tools.md');
  });

  it('has a heading for every tool that a remedy points to', async () => {
    const text = toolsDocument(await builtInTools());
    expect(text).toContain('\n## ctp\n');
    expect(text).toContain('set `CTP_DAT_HOME`');
  });
});
