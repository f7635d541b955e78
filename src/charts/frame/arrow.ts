import type { Shape } from '#src/charts/picture/picture.ts'

const half = 8

/** A triangle that points up or down, its left edge at `x` and its middle at `y`; nothing for no change. */
export function arrow(x: number, y: number, direction: number, fill: string): readonly Shape[] {
  if (direction === 0) return []
  const tip = direction > 0 ? y - half : y + half
  const base = direction > 0 ? y + half - 1 : y - half + 1
  const points = [
    [x, base],
    [x + 2 * half, base],
    [x + half, tip],
  ] as const
  return [{ kind: 'polygon', points, fill }]
}

/** Width of an arrow with the space behind it. */
export const arrowWidth = 2 * half + 8
