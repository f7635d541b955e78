import type { ChartRequest } from '#src/domain/chart.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { planBars } from './bars/plan.ts'
import { planOverview } from './overview/plan.ts'
import { paint } from './picture/paint.ts'
import type { PictureModel } from './picture/picture.ts'
import { encodePng } from './png/encode-png.ts'
import { createTypesetter } from './text/typesetter.ts'
import { planTrend } from './trend/plan.ts'
import { planWaterfall } from './waterfall/plan.ts'

/** A picture as it leaves the worker. */
export interface Drawn {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  /** Characters that no shipped face has and that stand as `?`. */
  readonly missing: readonly string[]
}

/** What the worker is asked for. */
export interface DrawTask {
  readonly request: ChartRequest
  readonly locale: Locale
}

/** Draws in this thread; `createPainter` does it in a worker. */
export function draw({ request, locale }: DrawTask): Drawn {
  const picture = plan(request, locale)
  const { width, height, missing } = picture
  const png = encodePng(paint(picture, locale), width, height)
  return { png, width, height, missing }
}

/** Lays a picture out: pure, without drawing. */
export function plan(request: ChartRequest, locale: Locale): PictureModel {
  const setter = createTypesetter(locale)
  switch (request.drawing) {
    case 'trend':
      return planTrend(request, locale, setter)
    case 'overview':
      return planOverview(request, locale, setter)
    case 'bars':
      return planBars(request, locale, setter)
    case 'waterfall':
      return planWaterfall(request, locale, setter)
    default:
      return request satisfies never
  }
}
