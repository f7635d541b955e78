import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** An event with the name of its place. */
export type ListedEvent = CalendarEvent & { readonly label: Localized }

/** Events of the calendar as rows; the multiple of a normal day is a number, 1 a day like others. */
export function eventTable(events: readonly ListedEvent[]): DataTable {
  return dataTable('events', texts.title, columns, events)
}

const texts = {
  title: { en: 'Events', ja: 'イベント', 'zh-CN': '活动' },
  name: { en: 'Event', ja: 'イベント名', 'zh-CN': '活动名称' },
  kind: { en: 'Kind', ja: '種類', 'zh-CN': '类型' },
  factor: { en: 'Multiple of a normal day', ja: '平常日の何倍か', 'zh-CN': '平常日的倍数' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<ListedEvent>[] = [
  ['id', columnTexts.number, ({ id }) => id],
  ['name', texts.name, ({ name }) => name],
  ['kind', texts.kind, ({ kind }) => kind],
  ['key', columnTexts.key, ({ place }) => place],
  ['place', columnTexts.place, ({ label }) => label],
  ['from', columnTexts.from, ({ fromDay }) => fromDay],
  ['to', columnTexts.to, ({ toDay }) => toDay],
  ['factor', texts.factor, ({ factor }) => factor],
]
