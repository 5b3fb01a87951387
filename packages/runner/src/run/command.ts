import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fillTemplate, fillText, profileVars, type TemplateVars } from '@deidbench/core/manifest';
import type { Limits } from '@deidbench/core/model';
import type { Command, Sandbox } from '@deidbench/core/process';
import type { Invocation } from './invocation.ts';
import type { UnitTask } from './task.ts';

/** The tool's arguments and environment for one call; `input` and `output` are folders, or one file each for tools that take one. */
export function commandFor(task: UnitTask, invocation: Invocation, input: string, output: string): Command {
  const { manifest, folder, dir, site } = task.tool;
  const profile = manifest.profiles[task.profile];
  const vars: TemplateVars = {
    input,
    output,
    work: join(invocation.root, 'work'),
    tool: dir,
    site,
    manifest: folder,
    node: nodeCommand(),
    python: join(dir, 'bin', 'python'),
    seed: String(task.seed),
    ...(manifest.control === 'oracle' && { reference: invocation.reference }),
    ...(profile && profileVars(profile)),
  };
  const env = Object.entries(manifest.env).map(([name, text]) => [name, fillText(text, vars, `env/${name}`)]);
  return { argv: fillTemplate(manifest.command, vars), env: Object.fromEntries(env) as Record<string, string> };
}

/** What the tool may see: its copies of the input, its own folders, its installation. */
export function sandboxFor(task: UnitTask, invocation: Invocation, limits: Limits): Sandbox {
  const { manifest, folder, dir } = task.tool;
  return {
    input: invocation.input,
    output: invocation.output,
    work: join(invocation.root, 'work'),
    home: join(invocation.root, 'home'),
    hide: task.hide,
    show: [folder, dir, ...moduleFolders(folder), ...(manifest.control === 'oracle' ? [invocation.reference] : [])].filter(
      (path) => path !== '',
    ),
    limits,
    addressSpaceLimit: manifest.addressSpaceLimit,
    network: manifest.capabilities.network ? 'loopback' : 'none',
    marker: task.marker,
    logFile: task.logFile,
    ...(manifest.runtime !== 'process' &&
      manifest.image !== undefined && { container: { runtime: manifest.runtime, image: manifest.image } }),
  };
}

/** Where drivers beside a manifest find their packages: each `node_modules` around it, and packages that are links there, as in a clone. */
function moduleFolders(folder: string): string[] {
  const around = dirname(folder);
  const found = join(folder, 'node_modules');
  const here = existsSync(found) ? [found, ...linkedPackages(join(found, '@deidbench'))] : [];
  return around === folder ? here : [...here, ...moduleFolders(around)];
}

function linkedPackages(scope: string): string[] {
  return existsSync(scope) ? readdirSync(scope).map((name) => realpathSync(join(scope, name))) : [];
}

/** The running Node; in a clone with the condition under which drivers import packages as TypeScript source. */
function nodeCommand(): string[] {
  return import.meta.url.endsWith('.ts') ? [process.execPath, '--conditions=@deidbench/source'] : [process.execPath];
}
