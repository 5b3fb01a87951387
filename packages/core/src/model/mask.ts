/** What words are made of. Signs of the upper Latin-1 half too: there stand the bytes of a text that was read in a wrong character set. */
const WORD = String.raw`\p{L}\p{N}\u0080-\u00bf\u00d7\u00f7\ufffd`;
/** Vowel signs and accents go on with a word; so do the controls between letters of two bytes each. */
const WORDS = new RegExp(String.raw`[${WORD}](?:[\0-\u0008\u000e-\u001f]*[${WORD}\p{M}])+`, 'gu');
/** Where a set of two-byte characters was switched to and not decoded, as it stands or as Python writes it: any sign may be half a character. */
const UNDECODED = /(?:\u001b|\\x1b)\$.*/su;
const MOST_SIGNS = 12;

/** Masks each word of two or more letters or digits but for its first character: `Stephanie Meyer` gives `S████████ M████`. Reports show identifiers in this form unless asked otherwise. */
export function maskText(text: string): string {
  const decoded = text.replace(UNDECODED, (rest) => '█'.repeat(Math.min(rest.length, MOST_SIGNS)));
  return decoded.replace(WORDS, (word) => {
    const [first = '', ...rest] = Array.from(word);
    return first + '█'.repeat(Math.min(rest.length, MOST_SIGNS));
  });
}
