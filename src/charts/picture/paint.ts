import '#src/charts/fonts/only-shipped.ts'

import { join } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { families, fontFiles, fontFolder } from '#src/charts/fonts/index.ts'
import { colours } from '#src/charts/theme.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { drawPlot } from './draw-plot.ts'
import { isBehind, type PictureModel, type Shape, type Text } from './picture.ts'

/** The pixels of a picture, RGBA in the order of bytes, rows from the top; every pixel is opaque. */
export function paint(picture: PictureModel, locale: Locale): Int32Array {
  useFaces()
  const { width, height } = picture
  const canvas = canvasOf(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = colours.paper
  context.fillRect(0, 0, width, height)
  context.lineJoin = 'round'
  for (const shape of picture.shapes.filter(isBehind)) drawShape(context, shape)
  for (const plot of picture.plots) drawPlot(context, plot)
  for (const shape of picture.shapes.filter(shape => !isBehind(shape))) drawShape(context, shape)
  for (const text of picture.texts) drawText(context, text, locale)
  const data = canvas.data()
  return new Int32Array(data.buffer, data.byteOffset, width * height)
}

// Pictures come in a few sizes; fresh memory for each would cost more than drawing it.
const canvases = new Map<string, Canvas>()
const mostCanvases = 3

function canvasOf(width: number, height: number): Canvas {
  const size = `${width}/${height}`
  const canvas = canvases.get(size) ?? createCanvas(width, height)
  canvases.delete(size)
  canvases.set(size, canvas) // the last one used is the last one
  for (const [oldest] of canvases) if (canvases.size > mostCanvases) canvases.delete(oldest)
  return canvas
}

let facesAreKnown = false

// Skia keeps its faces per process; registering one twice would only take memory.
function useFaces(): void {
  if (facesAreKnown) return
  for (const { file, family } of fontFiles) {
    if (!GlobalFonts.registerFromPath(join(fontFolder, file), family))
      throw new Error(`No face could be read from ${file}`)
  }
  facesAreKnown = true
}

function drawShape(context: SKRSContext2D, shape: Shape): void {
  context.beginPath()
  outline(context, shape)
  if (shape.kind === 'line') {
    strokeLine(context, shape)
    return
  }
  context.fillStyle = shape.fill
  context.fill()
  if (shape.kind !== 'polygon' && shape.stroke !== undefined) strokeLine(context, { stroke: shape.stroke, width: 3 })
}

function outline(context: SKRSContext2D, shape: Shape): void {
  switch (shape.kind) {
    case 'box':
      context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius ?? 0)
      break
    case 'circle':
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI)
      break
    case 'polygon':
    case 'line':
      for (const [x, y] of shape.points) context.lineTo(x, y)
      if (shape.kind === 'polygon') context.closePath()
      break
    default:
      shape satisfies never
  }
}

interface Stroke {
  readonly stroke: string
  readonly width: number
  readonly dash?: readonly number[]
}

function strokeLine(context: SKRSContext2D, { stroke, width, dash = [] }: Stroke): void {
  context.strokeStyle = stroke
  context.lineWidth = width
  context.lineCap = 'round'
  context.setLineDash([...dash])
  context.stroke()
}

const alignments = { start: 'left', middle: 'center', end: 'right' } as const

function drawText(context: SKRSContext2D, { x, y, text, size, fill, bold, anchor, halo }: Text, locale: Locale): void {
  context.font = `${bold ? 700 : 400} ${size}px ${families[locale].map(name => `"${name}"`).join(', ')}`
  context.textAlign = alignments[anchor ?? 'start']
  if (halo) {
    context.strokeStyle = colours.paper
    context.lineWidth = 7
    context.setLineDash([])
    context.strokeText(text, x, y)
  }
  context.fillStyle = fill
  context.fillText(text, x, y)
}
