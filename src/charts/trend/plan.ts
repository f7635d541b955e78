import { joinParts, type Part } from '#src/charts/frame/part.ts'
import { type PictureModel, type Plot, pixelY } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import type { TrendChart } from '#src/domain/chart.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { axisLabels, gridRules } from './axes.ts'
import { emptyNote } from './empty.ts'
import { layEndLabels } from './end-labels.ts'
import { fanMarks } from './fan-marks.ts'
import { pictureFrame, type TrendFrame } from './frame.ts'
import { layKeys } from './keys.ts'
import { layoutTrend, type TrendLayout } from './layout.ts'
import { noteLegend } from './note-legend.ts'
import { noteMarkers } from './note-marks.ts'
import { pointLabels } from './point-labels.ts'
import { shadeNames, shadeRects } from './shade-marks.ts'
import { targetMarks } from './target-marks.ts'
import { dots, strokes } from './value-marks.ts'

/** One KPI over days: header, plot with its axes and labels, names of special days, notes and their explanation. */
export function planTrend(
  chart: TrendChart,
  locale: Locale,
  setter: Typesetter,
  frame: TrendFrame = pictureFrame,
): PictureModel {
  const layout = layoutTrend(chart, locale, setter, frame)
  const legend = frame.bare ? { texts: [], shapes: [], bottom: layout.below - 20 } : noteLegend(layout)
  const parts = [
    layout.header,
    layKeys(layout),
    axisLabels(layout),
    pointLabels(layout),
    shadeNames(layout),
    labelsPart(layout),
  ]
  const { texts, shapes } = joinParts([...parts, noteMarkers(layout.notes, layout.area), legend, emptyNote(layout)])
  const height = Math.ceil(layout.notes.length > 0 ? legend.bottom + 20 : layout.below)
  return { width: frame.width, height, plots: [trendPlot(layout)], texts, shapes, missing: setter.missing() }
}

// The main line lies over the target (under it where its days are dense), both over the lines to compare with.
function trendPlot(layout: TrendLayout): Plot {
  const { chart, days, area, lines } = layout
  const target = targetMarks(chart, days)
  const fan = fanMarks(layout)
  const isLong = days.count > 120
  const others = [...lines].reverse().filter(line => !line.isMain)
  const main = lines.filter(line => line.isMain).flatMap(line => strokes(line, days.count))
  return {
    ...area,
    rects: [...shadeRects(layout), ...target.rects, ...fan.rects],
    rules: gridRules(layout),
    lines: [
      ...others.flatMap(line => strokes(line, days.count)),
      ...fan.lines,
      ...(isLong ? [...main, ...target.lines] : [...target.lines, ...main]),
    ],
    dots: [...lines].reverse().flatMap(line => dots(line, days.count)),
  }
}

function labelsPart({ labels, area }: TrendLayout): Part {
  const wanted = labels.map(({ value, rows }) => ({ rows, y: pixelY(area, value) }))
  const x = area.x + area.width + 20
  return { texts: layEndLabels(wanted, x, area.y - 12, area.y + area.height + 12), shapes: [] }
}
