import { fillTemplate, fillText, toolVars, type Manifest } from '@deidbench/core/manifest';
import { AdapterError } from '../errors.ts';
import { run } from './run.ts';

/**
 * The version that an installed tool tells of itself.
 * @throws AdapterError STEP_FAILED when the command cannot be started, or prints nothing that the pattern finds.
 */
export async function toldVersion(manifest: Manifest, tool: { dir: string; site: string; folder: string }): Promise<string> {
  if ('fixed' in manifest.version) return manifest.version.fixed;
  const { command, pattern } = manifest.version;
  const vars = toolVars(tool);
  const env = Object.fromEntries(Object.entries(manifest.env).map(([name, text]) => [name, fillText(text, vars, `env/${name}`)]));
  const argv = fillTemplate(command, vars, 'version/command');
  const { output } = await run(argv, { env: { ...process.env, ...env }, seconds: 120 });
  const version = new RegExp(pattern).exec(output)?.[1];
  if (version === undefined) {
    const said = output.split('\n').slice(-2).join(' · ') || 'nothing';
    throw new AdapterError(
      'STEP_FAILED',
      `${manifest.id} does not tell its version: ${argv.slice(0, 3).join(' ')} … said: ${said}`,
      'Look at version.command and version.pattern of its manifest.',
    );
  }
  return version;
}
