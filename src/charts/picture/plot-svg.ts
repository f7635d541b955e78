import * as vega from 'vega'
import { compile } from 'vega-lite'
import { marksSpec } from './marks-spec.ts'
import type { Plot } from './picture.ts'

let runtime: vega.Runtime | undefined

/** The marks of a plot as an SVG element that stands at the plot's place, drawn by Vega: what `draw-plot.ts` is held against. */
export async function plotSvg(plot: Plot): Promise<string> {
  runtime ??= vega.parse(compile(marksSpec).spec)
  const view = new vega.View(runtime, { renderer: 'none', loader: closedLoader, logLevel: vega.Error })
  try {
    setScales(view, plot)
    setData(view, plot)
    return placed(await view.toSVG(), plot)
  } finally {
    view.finalize()
  }
}

// Nothing in a picture may come from an address or a file.
const refuse = (): Promise<never> => Promise.reject(new Error('A picture loads nothing'))
const closedLoader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
} as unknown as vega.Loader // Vega's type also asks for its own options object.

function setScales(view: vega.View, { width, height, across, up }: Plot): void {
  view.width(width).height(height)
  view.signal('left', across[0]).signal('right', across[1])
  view.signal('bottom', up[0]).signal('top', up[1])
}

function setData(view: vega.View, { rects, rules, lines, dots }: Plot): void {
  view.data('rects', [...rects]).data('rules', [...rules])
  view.data(
    'lines',
    lines.flatMap(({ points, stroke, width, dash }, line) =>
      points.map(([x, y], step) => ({ line, step, x, y, stroke, width, dash })),
    ),
  )
  view.data(
    'dots',
    dots.map(dot => ({ ...dot, size: (2 * dot.radius) ** 2 })),
  )
}

function placed(svg: string, { x, y }: Plot): string {
  return svg.replace('<svg ', `<svg x="${x}" y="${y}" overflow="visible" `)
}
