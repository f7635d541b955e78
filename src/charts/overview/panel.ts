import { arrow, arrowWidth } from '#src/charts/frame/arrow.ts'
import { judgedColour } from '#src/charts/frame/judged.ts'
import { joinParts, type Part } from '#src/charts/frame/part.ts'
import type { Shape, Text } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { colours } from '#src/charts/theme.ts'
import type { OverviewPanel } from '#src/domain/chart.ts'
import { attainmentText, standingOf } from '#src/domain/targets/attainment.ts'
import { formatChange, formatShort } from '#src/i18n/format/index.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import type { Cell } from './sparkline.ts'

const side = 20
const type = { label: 26, value: 44, small: 24 } as const
const attained: Localized = { en: '{share} of target', ja: '達成率{share}', 'zh-CN': '达成 {share}' }

/** The head of a panel: name, value, change, and how much of the target is reached as a bar. */
export function layPanel(panel: OverviewPanel, cell: Cell, locale: Locale, setter: Typesetter): Part {
  const room = cell.width - 2 * side
  const label = setter.fit(panel.label[locale], { size: type.label }, room)
  const value = setter.fit(
    (panel.instead ?? formatShort(panel.value, panel.unit, panel.currency))[locale],
    { size: type.value, bold: true },
    room,
  )
  const x = cell.x + side
  const head: readonly Text[] = [
    { x, y: cell.y + 40, text: label, size: type.label, fill: colours.text },
    {
      x,
      y: cell.y + 92,
      text: value,
      size: type.value,
      bold: true,
      fill: panel.value === null ? colours.faint : colours.ink,
    },
  ]
  const ground: Shape = { kind: 'box', ...cell, radius: 14, fill: colours.panel }
  return joinParts([
    { texts: head, shapes: [ground] },
    change(panel, cell, locale),
    attainment(panel, cell, locale, setter),
  ])
}

function change({ change, unit }: OverviewPanel, cell: Cell, locale: Locale): Part {
  const { value, kind, good } = change
  if (value === null) return { texts: [], shapes: [] }
  const text = formatChange(value, kind, unit)[locale]
  const colour = judgedColour(good)
  const x = cell.x + side
  const y = cell.y + 130
  const shift = value === 0 ? 0 : arrowWidth
  return {
    texts: [{ x: x + shift, y, text, size: type.small, bold: true, fill: colour }],
    shapes: arrow(x, y - 9, Math.sign(value), colour),
  }
}

const coloursOf = { met: colours.good, near: colours.main, missed: colours.bad } as const

function attainment(panel: OverviewPanel, cell: Cell, locale: Locale, setter: Typesetter): Part {
  if (panel.attainment === null) return { texts: [], shapes: [] }
  const share = Math.max(0, panel.attainment)
  const colour = coloursOf[standingOf(share)]
  const width = cell.width - 2 * side
  const bar = { kind: 'box', x: cell.x + side, y: cell.y + 146, height: 9, radius: 4.5 } as const
  const text = attainedText(panel, share, width, locale, setter)
  return {
    texts: [{ x: cell.x + cell.width - side, y: cell.y + 130, text, size: type.small, fill: colour, anchor: 'end' }],
    shapes: [
      { ...bar, width, fill: colours.track },
      ...(share === 0 ? [] : [{ ...bar, width: Math.max(9, width * Math.min(1, share)), fill: colour }]),
    ],
  }
}

// The words are left out where the change beside them needs the room.
function attainedText(panel: OverviewPanel, share: number, room: number, locale: Locale, setter: Typesetter): string {
  const { value, kind } = panel.change
  const beside = value === null ? '' : formatChange(value, kind, panel.unit)[locale]
  const percent = attainmentText(share)
  const text = fill(attained, { share: percent })[locale]
  const needed =
    setter.width(beside, { size: type.small, bold: true }) + arrowWidth + setter.width(text, { size: type.small })
  return needed + 20 > room ? percent[locale] : text
}
