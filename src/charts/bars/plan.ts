import type { PictureModel } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import type { BarsChart } from '#src/domain/chart.ts'
import type { Locale } from '#src/i18n/locale.ts'

export function planBars(_chart: BarsChart, _locale: Locale, setter: Typesetter): PictureModel {
  return { width: 1200, height: 675, plots: [], texts: [], shapes: [], missing: setter.missing() }
}
