/** A share as Python's `.2%` prints it: rounded from the exact binary value, halves to the even digit. */
export function percent(part: number, whole: number): string {
  const value = (part / whole) * 100;
  const scaled = value * 8;
  // Only eighths can lie exactly between two hundredths (x.125, x.375 …): toFixed would round these up.
  const isHalf = Number.isInteger(scaled) && Math.abs(scaled % 2) === 1;
  if (!isHalf) return `${value.toFixed(2)}%`;
  const below = Math.floor(value * 100);
  return `${((below % 2 === 0 ? below : below + 1) / 100).toFixed(2)}%`;
}
