import { describe, expect, it } from 'vitest';
import { failureOf } from './failure.ts';

describe('what an installer said when it failed', () => {
  it.each([
    [
      'pip without a network',
      'NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused',
      /registry cannot be reached/,
    ],
    [
      'pip behind a proxy that never answers',
      "WARNING: Retrying after connection broken by 'ConnectTimeoutError(…, 'Connection to proxy timed out. (connect timeout=15)')'\nERROR: No matching distribution found for dicognito==0.19.0",
      /registry cannot be reached/,
    ],
    ['npm without a network', 'npm error code EAI_AGAIN\nnpm error syscall getaddrinfo', /registry cannot be reached/],
    ['pip on a full disk', 'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device', /no room is left/],
    ['npm on a full disk', 'npm error code ENOSPC\nnpm error syscall write', /no room is left/],
    [
      'pip with another file than the locked one',
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.',
      /hash differs/,
    ],
    [
      'npm with another file than the locked one',
      'npm error code EINTEGRITY\nnpm error sha512-… integrity checksum failed',
      /hash differs/,
    ],
  ])('%s is told by its cause', (_, output, reason) => {
    expect(failureOf(output).reason).toMatch(reason);
  });

  it('advises against what is wrong: a full disk is no fault of the registry', () => {
    expect(failureOf('[Errno 28] No space left on device').remedy).toMatch(/Make room/);
    expect(failureOf('Connection refused').remedy).toBeUndefined();
  });

  it('is the first error of Maven, coloured or not: what follows tells where to read about errors', () => {
    const lines = (before: string) =>
      `${before}[ERROR] Failed to execute goal get: org.example:none:jar:1.0 was not found\n[ERROR] [Help 1] http://example.org/Exception`;
    for (const before of ['', '\u001b[0m', '\u001b[1;31m'])
      expect(failureOf(lines(before)).reason).toBe('[ERROR] Failed to execute goal get: org.example:none:jar:1.0 was not found');
  });

  it('is its last error where the cause is not known', () => {
    expect(failureOf('Collecting x\nERROR: something odd\nnotice: a new release').reason).toBe('ERROR: something odd');
    expect(failureOf('').reason).toBe('it said nothing');
  });
});
