const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text that XML 1.0 may hold: what it may not becomes the replacement character. */
export function xmlText(text: string): string {
  return text.replaceAll(NOT_XML, '\ufffd');
}

/** The same, escaped for elements and quoted attributes. */
export function escapeXml(text: string): string {
  return xmlText(text).replaceAll(/[&<>"']/gu, (c) => `&#${c.codePointAt(0)};`);
}

/** A name of a tool or profile as a part of a file name. */
export function fileWord(text: string): string {
  return text.replaceAll(/[^\w.-]/gu, '_').replace(/^\.+/u, '_');
}
