/**
 * The logarithmic mean of two positive numbers: `(a − b) / ln(a / b)`, and `a` where both are the same. Near equality the
 * quotient loses its digits, so that a series takes its place.
 */
export function logMean(a: number, b: number): number {
  const distance = (a - b) / (a + b)
  if (Math.abs(distance) < 1e-4) return ((a + b) / 2) * (1 - (distance * distance) / 3)
  return (a - b) / Math.log(a / b)
}
