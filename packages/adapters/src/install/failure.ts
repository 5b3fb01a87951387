import { stripVTControlCharacters } from 'node:util';

/** Why a step of an installation failed, in words for a person, and what to do if that is not what the step itself advises. */
export interface Failure {
  reason: string;
  remedy?: string;
}

const MOST_WORDS = 300;

const CAUSES: { found: RegExp; failure: Failure }[] = [
  {
    found: /No space left on device|ENOSPC|EDQUOT|Disk quota exceeded/u,
    failure: {
      reason: 'no room is left on the device',
      remedy: 'Make room, or let DEIDBENCH_CACHE name a folder where there is some, then install again.',
    },
  },
  {
    found: /DO NOT MATCH THE HASHES|EINTEGRITY|checksum .*(?:failed|mismatch|changed)/u,
    failure: {
      reason: 'a package is not the one that the lock names (its hash differs)',
      remedy: 'Install again. If it stays so, look at what serves your packages: mirrors, proxies, caches.',
    },
  },
  {
    found: /EROFS|Read-only file system/u,
    failure: {
      reason: 'the file system is read-only',
      remedy: 'Let DEIDBENCH_CACHE name a folder that can be written, then install again.',
    },
  },
  {
    found:
      /Connection refused|Failed to establish|Name or service not known|Temporary failure in name resolution|Network is unreachable|timed out|Cannot connect to proxy|ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT/u,
    failure: { reason: 'the package registry cannot be reached' },
  },
];

/** What a person needs of an installer's output: the cause where it is a known one, else its last error. */
export function failureOf(said: string): Failure {
  // Maven colours even where it is told not to.
  const output = stripVTControlCharacters(said);
  const known = CAUSES.find(({ found }) => found.test(output));
  if (known) return known.failure;
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  // Maven says first what failed, and then at length where to read about errors.
  const maven = lines.find((line) => line.startsWith('[ERROR] Failed'));
  const error = maven ?? lines.findLast((line) => /error/iu.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return { reason: error.slice(0, MOST_WORDS) };
}
