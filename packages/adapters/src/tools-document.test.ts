import { describe, expect, it } from 'vitest';
import { listAdapters } from './registry.ts';
import { toolsDocument } from './tools-document.ts';

describe('docs/tools.md', () => {
  it('says what the manifests say', async () => {
    const builtIn = (await listAdapters()).filter(({ origin }) => origin === 'built-in');
    await expect(toolsDocument(builtIn)).toMatchFileSnapshot('../../../docs/tools.md');
  });

  it('has a heading for every tool that a remedy points to', async () => {
    const text = toolsDocument(await listAdapters());
    expect(text).toContain('\n## ctp\n');
    expect(text).toContain('set `CTP_DAT_HOME`');
  });
});
