import type { Series } from '#src/domain/figure.ts'
import { type Html, html } from '#src/http/page/html.ts'

const [width, height, edge] = [120, 32, 3]

/** A small line of days, with the target of the last one; gaps stay open. Nothing where no day is known. */
export function spark(series: Series | undefined): Html | null {
  const points = series?.points ?? []
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]))
  if (values.length < 2) return null
  const target = points.at(-1)?.target ?? null
  const all = target === null ? values : [...values, target]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const x = (at: number) => round(edge + (at / Math.max(1, points.length - 1)) * (width - 2 * edge))
  const y = (value: number) =>
    round(high === low ? height / 2 : edge + (1 - (value - low) / (high - low)) * (height - 2 * edge))
  const last = points.findLastIndex(({ value }) => value !== null)
  const end = points[last]?.value ?? 0
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false" preserveAspectRatio="none">
${target === null ? null : html`<path class="aim" d="M0 ${y(target)}H${width}"/>`}
<path class="line" d="${path(points, x, y)}"/><path class="end" d="M${x(last)} ${y(end)}h0"/></svg>`
}

function path(points: Series['points'], x: (at: number) => number, y: (value: number) => number): string {
  let drawing = ''
  let open = false
  for (const [at, { value }] of points.entries()) {
    if (value !== null) drawing += `${open ? 'L' : 'M'}${x(at)} ${y(value)}`
    open = value !== null
  }
  return drawing
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
