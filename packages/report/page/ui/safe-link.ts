/** An address to link to, or undefined for anything but http and https. */
export function safeLink(url: string): string | undefined {
  return /^https?:\/\//iu.test(url) ? url : undefined;
}
