import { layHeader } from '#src/charts/frame/header.ts'
import { joinParts } from '#src/charts/frame/part.ts'
import type { PictureModel } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { page } from '#src/charts/theme.ts'
import type { OverviewChart } from '#src/domain/chart.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { layPanel } from './panel.ts'
import { type Cell, sparkline } from './sparkline.ts'

const gap = 18
const panelHeight = 264
const maxPanels = 12

/** Several KPIs beside each other, three in a row (two where that leaves no hole). */
export function planOverview(chart: OverviewChart, locale: Locale, setter: Typesetter): PictureModel {
  const panels = chart.panels.slice(0, maxPanels)
  const texts = { title: chart.title[locale], subtitle: chart.subtitle[locale], stamp: chart.stamp?.[locale] ?? '' }
  const header = layHeader(texts, setter)
  const top = header.bottom + 22
  const cells = panels.map((_, index) => cellOf(index, panels.length, top))
  const parts = panels.map((panel, index) => layPanel(panel, cells[index] ?? cellOf(0, 1, top), locale, setter))
  const rows = Math.ceil(panels.length / columnsFor(panels.length))
  return {
    width: page.width,
    height: Math.ceil(top + rows * (panelHeight + gap) - gap + page.margin - 8),
    // The marks of all panels stand in one plot, in pixels of the picture: one pass of Vega instead of twelve.
    plots: [sparkline(panels, cells)],
    ...joinParts([header, ...parts]),
    missing: setter.missing(),
  }
}

function cellOf(index: number, count: number, top: number): Cell {
  const columns = columnsFor(count)
  const width = (page.width - 2 * page.margin - gap * (columns - 1)) / columns
  const x = page.margin + (index % columns) * (width + gap)
  return { x, y: top + Math.floor(index / columns) * (panelHeight + gap), width, height: panelHeight }
}

function columnsFor(count: number): number {
  if (count <= 2) return Math.max(count, 1)
  return count === 4 ? 2 : 3
}
