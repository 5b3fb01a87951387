import { readFileSync } from 'node:fs';

/** The version in this package's own package.json. */
export function versionText(): string {
  const raw: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return raw !== null && typeof raw === 'object' && 'version' in raw ? String(raw.version) : '0';
}
