import { page } from '#src/charts/theme.ts'

/** How large a trend is drawn, and what stands around it. */
export interface TrendFrame {
  /** In pixels of the picture. */
  readonly width: number
  readonly height: number
  readonly margin: number
  /** Without title, stamp and explained notes: a page says them in its own words. */
  readonly bare: boolean
}

/** A picture that is sent to a conversation. */
export const pictureFrame: TrendFrame = { ...page, bare: false }
