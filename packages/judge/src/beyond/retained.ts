import { unwrap, type Check } from '../key/index.ts';

/** What the key of one instance says must stay: an identifier's text inside such a value is no leak, the reference keeps it too. */
export class RetainedTexts {
  readonly #byPath = new Map<string, string[]>();

  constructor(checks: readonly Check[]) {
    for (const { action, tagPath, actionText } of checks) {
      if (action !== 'text_retained' || tagPath === null || actionText === null) continue;
      const texts = this.#byPath.get(tagPath);
      const text = unwrap(actionText).toLowerCase();
      if (texts) texts.push(text);
      else this.#byPath.set(tagPath, [text]);
    }
  }

  /** True where the text that must stay at this path holds the words found. */
  holds(tagPath: string, found: string): boolean {
    const wanted = found.trim().toLowerCase();
    return wanted !== '' && (this.#byPath.get(tagPath)?.some((text) => text.includes(wanted)) ?? false);
  }
}
