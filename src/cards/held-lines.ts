import { showValue } from '#src/cards/figure-cells.ts'
import { dotted } from '#src/cards/titles.ts'
import type { Block } from '#src/chat/card.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ShownHeld } from '#src/domain/rules/held.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Lines that are shown; more are counted (judgement: what a phone shows). */
const maxLines = 6

/** What would have been said, had an event not explained it; nothing where there is none. `today`: when it is read. */
export function heldList(held: readonly ShownHeld[], today: Day): readonly Block[] {
  if (held.length === 0) return []
  const items = held.slice(0, maxLines).map(one => heldLine(one, today))
  const rest = held.length - items.length
  const more = rest > 0 ? [fill(texts.more, { count: rest })] : []
  return [{ type: 'list', heading: texts.heading, items: [...items, ...more] }]
}

function heldLine({ day, kpi, place, value, expected, currency, event, eventId }: ShownHeld, today: Day): Localized {
  return fill(expected === null ? texts.plain : texts.line, {
    what: dotted([formatDay(day, { readOn: today }), kpi.label, place]),
    value: showValue(value, kpi, currency),
    expected: showValue(expected, kpi, currency),
    event: verbatim(event),
    id: eventId,
  })
}

const texts = {
  heading: { en: 'Held back by events', ja: 'イベントにより保留', 'zh-CN': '因活动或停业未告警' },
  line: {
    en: '{what}: {value} instead of {expected}, explained by {event} (event #{id})',
    ja: '{what}：{value}（想定{expected}）。{event}（イベント#{id}）のため通知しません',
    'zh-CN': '{what}：{value}（预期{expected}），由{event}（活动#{id}）说明',
  },
  plain: {
    en: '{what}: {value}, explained by {event} (event #{id})',
    ja: '{what}：{value}。{event}（イベント#{id}）のため通知しません',
    'zh-CN': '{what}：{value}，由{event}（活动#{id}）说明',
  },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}条' },
} satisfies Record<string, Localized>
