const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
];

/** P(Z > z) of the standard normal law for z ≥ 0, by a Chebyshev fit of erfc with a relative error below 1.2e-7 (Press et al., Numerical Recipes, 6.2). */
export function normalTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const series = COEFFICIENTS.reduceRight((sum, c) => sum * t + c, 0);
  return (t * Math.exp(-x * x + series)) / 2;
}
