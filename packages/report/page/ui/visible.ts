/** Text whose control and direction characters are shown instead of obeyed: a value must not reorder or hide what stands beside it. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (c) => `‹${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

/** An address to link to, or undefined for anything but http and https. */
export function safeLink(url: string): string | undefined {
  return /^https?:\/\//iu.test(url) ? url : undefined;
}
