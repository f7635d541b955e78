import type { TrendChart } from '#src/domain/chart.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { PictureModel } from './picture/picture.ts'
import { createTypesetter } from './text/typesetter.ts'
import { planTrend } from './trend/plan.ts'

/** Pixels of a picture that make one of a page: its type is set for pictures that phones show at a half. */
const scale = 2
/** What a page may ask for, in its own pixels (judgement: the smallest phone to a wide screen). */
const widths = { least: 280, most: 1600 } as const
const height = 300

/** A trend laid out for a page of a width, in its pixels: the same plan as of pictures, without what the page says itself. */
export function planForPage(chart: TrendChart, locale: Locale, width: number): PictureModel {
  const shown = Math.min(widths.most, Math.max(widths.least, Math.round(width)))
  const frame = { width: shown * scale, height: height * scale, margin: 8, bare: true }
  return planTrend(chart, locale, createTypesetter(locale), frame)
}

/**
 * The specification by which browsers draw the marks of a picture: that of pictures, compiled. Loaded when it is first
 * asked for: a service that nobody looks at in a browser has no use for the compiler.
 */
export async function marksForBrowsers(): Promise<object> {
  const [{ compile }, { marksSpec }] = await Promise.all([import('vega-lite'), import('./picture/marks-spec.ts')])
  return compile(marksSpec).spec
}
