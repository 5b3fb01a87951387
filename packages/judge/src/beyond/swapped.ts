import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readDicomFile } from '@deidbench/dicom';
import type { Instance } from '@deidbench/core/model';
import { unwrap } from '../key/index.ts';
import { FileView } from '../unit/output-file.ts';
import { readOutput } from '../unit/read-output.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { bug } from '../unit/bug.ts';

/** Swapped outputs: the pixels under one instance's name are those of another. Looked for where the pixels changed. */
export const swapped: Rule = {
  name: 'swapped',
  start: (context) => new SwappedRun(context),
};

interface Changed {
  instance: Instance;
  output: string;
  print: string;
}

class SwappedRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #owners = new Map<string, Instance[]>();
  readonly #changed: Changed[] = [];

  constructor(context: UnitContext) {
    this.#context = context;
    if (context.input.inputRoot === undefined) this.#ownersByKey();
  }

  file({ instance, output, before, after, by, hasOriginal }: PairedFile): void {
    const original = hasOriginal ? before() : undefined;
    if (original) this.#own(printOf(original.pixelBytes()), instance);
    const isChanged = original ? !after.hasPixelsOf(original) : this.#context.sink.isKnown(instance.ordinal, '<(7fe0,0010)>');
    // Pixels that made the pair are those of the instance.
    if (!isChanged || by === 'content') return;
    const print = original ? printOf(after.pixelBytes()) : after.pixelDigest();
    if (print !== undefined) this.#changed.push({ instance, output, print });
  }

  end(): void {
    for (const { instance, output, print } of this.#changed) {
      const [owner, ...others] = this.#owners.get(print) ?? [];
      if (owner === undefined || others.length > 0 || owner.ordinal === instance.ordinal || !this.#isOf(output, owner)) continue;
      this.#report(instance, owner.patient !== instance.patient);
    }
  }

  #own(print: string | undefined, instance: Instance): void {
    if (print === undefined) return;
    const known = this.#owners.get(print);
    if (known) known.push(instance);
    else this.#owners.set(print, [instance]);
  }

  /** Digests of the originals' pixels, from the key. */
  #ownersByKey(): void {
    const { instances, key } = this.#context.input;
    for (const instance of instances) {
      for (const row of key?.rowsOf(instance.sop) ?? []) {
        for (const { action, actionText } of key?.checksOf(row).checks ?? [])
          if (action === 'pixels_retained' && actionText !== null) this.#own(unwrap(actionText), instance);
      }
    }
  }

  /** Whether an output's pixels are all those of an original; prints are of samples alone. */
  #isOf(output: string, { path }: Instance): boolean {
    const { inputRoot, outputRoot } = this.#context.input;
    if (inputRoot === undefined) return true;
    const read = readOutput(outputRoot, output);
    return 'file' in read && new FileView(read.file).hasPixelsOf(new FileView(readDicomFile(join(inputRoot, path))));
  }

  #report({ patient, ordinal }: Instance, other: boolean): void {
    this.#context.sink.finding(
      bug({
        rule: 'swapped',
        tagPath: 'pixels',
        severity: other ? 'high' : 'medium',
        patient,
        ordinal,
        explanation: `the pixels are those of another instance${other ? ', of another patient' : ''}`,
      }),
    );
  }
}

const SLICES = 16;
const SLICE = 512;

/** Digest of slices spread over the pixels; undefined where they all hold one value, as blanked images and empty ones do. */
function printOf(pixels: Uint8Array | undefined): string | undefined {
  if (pixels === undefined || pixels.length === 0) return undefined;
  const hash = createHash('md5').update(String(pixels.length));
  let isFlat = true;
  for (let i = 0; i < SLICES; i += 1) {
    const at = Math.floor(((pixels.length - Math.min(SLICE, pixels.length)) * i) / (SLICES - 1));
    const slice = pixels.subarray(at, at + SLICE);
    hash.update(slice);
    isFlat &&= slice.every((byte) => byte === pixels[0]);
  }
  return isFlat ? undefined : hash.digest('base64');
}
