import type { TopLevelSpec } from 'vega-lite'

const across = { domain: [{ expr: 'left' }, { expr: 'right' }], zero: false, nice: false }
const up = { domain: [{ expr: 'bottom' }, { expr: 'top' }], zero: false, nice: false }
const x = { field: 'x', type: 'quantitative', scale: across, axis: null }
const y = { field: 'y', type: 'quantitative', scale: up, axis: null }
const x2 = { field: 'x2' }
const y2 = { field: 'y2' }

// A colour, width or dash that stands in the data as it is.
const own = (field: string) => ({ field, type: 'nominal', scale: null, legend: null })
const number = (field: string) => ({ field, type: 'quantitative', scale: null, legend: null })

/**
 * The marks of every plot as one Vega-Lite specification: it is compiled once and drawn with the data, scales and size
 * of each plot. Texts and axes are laid out by us, because only we know how wide a text is.
 */
export const marksSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 100,
  height: 100,
  padding: 0,
  autosize: { type: 'none' },
  background: null,
  params: [
    { name: 'left', value: 0 },
    { name: 'right', value: 1 },
    { name: 'bottom', value: 0 },
    { name: 'top', value: 1 },
  ],
  layer: [
    {
      data: { name: 'rects' },
      mark: 'rect',
      encoding: { x, x2, y, y2, fill: own('fill') },
    },
    {
      data: { name: 'rules' },
      mark: 'rule',
      encoding: { x, x2, y, y2, stroke: own('stroke'), strokeWidth: number('width'), strokeDash: own('dash') },
    },
    {
      data: { name: 'lines' },
      mark: { type: 'line', strokeJoin: 'round', strokeCap: 'round' },
      encoding: {
        x,
        y,
        order: { field: 'step', type: 'quantitative' },
        detail: { field: 'line' },
        stroke: own('stroke'),
        strokeWidth: number('width'),
        strokeDash: own('dash'),
      },
    },
    {
      data: { name: 'dots' },
      mark: { type: 'point', filled: false, opacity: 1, strokeWidth: 3 },
      encoding: { x, y, size: number('size'), fill: own('fill'), stroke: own('stroke') },
    },
  ],
  config: { view: { stroke: null }, aria: false },
} as unknown as TopLevelSpec // The types of Vega-Lite know neither `expr` in a domain nor arrays in the data.
