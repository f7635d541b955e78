/**
 * A picture before it is drawn: marks of data in the units of the data (drawn by Vega) and what is laid out in pixels
 * around them. Plain data, so that tests read what a reader would see.
 */
export interface PictureModel {
  readonly width: number
  readonly height: number
  readonly plots: readonly Plot[]
  readonly shapes: readonly Shape[]
  readonly texts: readonly Text[]
  /** Characters that no shipped face has and that stand as `?`. */
  readonly missing: readonly string[]
}

/** An area with two linear scales; position and size in pixels. */
export interface PlotArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Value at the left and at the right edge. */
  readonly across: readonly [number, number]
  /** Value at the bottom and at the top edge. */
  readonly up: readonly [number, number]
}

/** Marks in units of the scales. */
export interface Plot extends PlotArea {
  readonly rects: readonly RectMark[]
  readonly rules: readonly RuleMark[]
  readonly lines: readonly LineMark[]
  readonly dots: readonly DotMark[]
}

export interface RectMark {
  readonly x: number
  readonly x2: number
  readonly y: number
  readonly y2: number
  readonly fill: string
}

export interface RuleMark {
  readonly x: number
  readonly x2: number
  readonly y: number
  readonly y2: number
  readonly stroke: string
  readonly width: number
  readonly dash: readonly number[]
}

/** A line through all its points; where a line has a gap, it is two lines. */
export interface LineMark {
  /** What it stands for, such as `main` or `target`; for tests and tools. */
  readonly role: string
  readonly points: readonly (readonly [number, number])[]
  readonly stroke: string
  readonly width: number
  readonly dash: readonly number[]
}

export interface DotMark {
  readonly x: number
  readonly y: number
  /** Radius in pixels. */
  readonly radius: number
  readonly fill: string
  readonly stroke: string
}

/** A shape in pixels of the picture. */
export type Shape =
  | {
      readonly kind: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly radius?: number
      readonly fill: string
      readonly stroke?: string
    }
  | {
      readonly kind: 'circle'
      readonly x: number
      readonly y: number
      readonly radius: number
      readonly fill: string
      readonly stroke?: string
    }
  | {
      readonly kind: 'line'
      readonly points: readonly (readonly [number, number])[]
      readonly stroke: string
      readonly width: number
      readonly dash?: readonly number[]
      /** Under the data instead of over it. */
      readonly behind?: boolean
    }
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [number, number])[]; readonly fill: string }

/** One line of text; `y` is its base line. */
export interface Text {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly size: number
  readonly fill: string
  readonly bold?: boolean
  /** White around the letters, for texts that stand on lines. */
  readonly halo?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** How far below the middle of a line its base line is, in parts of the type size. Judgement: cap height of Noto. */
export const middle = 0.36

/** Where a value stands in pixels of the picture. */
export function pixelX(plot: PlotArea, value: number): number {
  const [left, right] = plot.across
  return plot.x + ((value - left) / (right - left)) * plot.width
}

/** Where a value stands in pixels of the picture, counted from the top. */
export function pixelY(plot: PlotArea, value: number): number {
  const [bottom, top] = plot.up
  return plot.y + ((top - value) / (top - bottom)) * plot.height
}

/** Whether a shape stands under the data: boxes are grounds; everything else stands on top, unless it asks not to. */
export function isBehind(shape: Shape): boolean {
  return shape.kind === 'box' || (shape.kind === 'line' && shape.behind === true)
}
