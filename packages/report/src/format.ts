/** `81.2 %`; an en dash where nothing can be said. Neither all nor nothing is said of what is only close to it. */
export function percent(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  const text = (share * 100).toFixed(digits);
  if (share > 0 && Number(text) === 0) return `< ${(10 ** -digits).toFixed(digits)} %`;
  const hidden = share < 1 && Number(text) === 100;
  return `${hidden ? floorPercent(digits) : text} %`;
}

/** Failures per 100,000: whole, but never 0 where something failed. */
export function perHundredThousand(n: number | null): string {
  if (n === null) return '–';
  return n > 0 && n < 0.5 ? '< 1' : integer(n);
}

/** Never 100 % for less than all: 99.9 instead. */
function floorPercent(digits: number): string {
  return (100 - 10 ** -digits).toFixed(digits);
}

/** `74 MB`: powers of 1,000. */
export function bytes(n: number): string {
  if (n <= 0) return '–';
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(n) / 3), units.length - 1);
  const value = n / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** `57,380`; large numbers without decimals. */
export function integer(n: number): string {
  return Math.round(n).toLocaleString('en-US');
}

/** Instances a second: whole from 10 on. */
export function speed(n: number): string {
  if (n <= 0) return '–';
  return n >= 10 ? integer(n) : n.toFixed(1);
}

/** Text that ends like a sentence. */
export function sentence(text: string): string {
  return text === '' || /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** `1 patient`, `2 patients`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${integer(n)} ${n === 1 ? one : many}`;
}

/** Ranks with ties as people write them: `1`, `2=`. */
export function rankText(rank: { value: number } | null, all: readonly ({ value: number } | null)[]): string {
  if (!rank) return '–';
  return all.filter((other) => other?.value === rank.value).length > 1 ? `${rank.value}=` : String(rank.value);
}

/** A long text cut short with its length said; no half of a pair of surrogates is left at the cut. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/u, '')}… (${integer(text.length)} characters)`;
}
