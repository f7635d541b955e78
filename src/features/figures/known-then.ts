import { dayList } from '#src/cards/day-list.ts'
import type { Caller, Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { holds } from '#src/domain/place.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { daysWrittenSince } from './store/written-since.ts'

/** A question about days as they were known at the end of another one. */
export interface KnownThen {
  readonly day: Day
  readonly period: Period
}

/**
 * What can be said about how figures stood at the end of a day. Replaced figures are not kept with the time of each
 * change, so that an earlier state is not shown; whether there is any other than today's is known, and of which days.
 */
export async function knownThen(
  { day, period }: KnownThen,
  { places }: Pick<Words, 'places'>,
  { db, caller, now }: { readonly db: Db; readonly caller: Caller; readonly now: Date },
): Promise<Localized> {
  const own = caller.stores.filter(store => store.demo === caller.demo)
  const asked = places.length === 0 ? own : own.filter(store => places.some(place => holds(place, store)))
  const span = { from: period.from, to: period.to < day ? period.to : day }
  const days = await daysWrittenSince(db, { storeIds: asked.map(({ id }) => id), ...span, since: day })
  const shown = formatDay(day, { year: true })
  if (days.length === 0) return fill(texts.same, { day: shown })
  const text = days.length === 1 ? texts.changedOne : texts.changed
  return fill(text, { day: shown, n: days.length, days: dayList(days, localDay(now, caller.timeZone)) })
}

const texts = {
  same: {
    en: 'As known on {day}: nothing of these days was added or corrected since, so the figures are those of then.',
    ja: '{day}時点の数値です。その後、この期間への追加・訂正はないため、当時の値と同じです。',
    'zh-CN': '{day}当时的数据：此后这些日期没有新增或更正，与当时一致。',
  },
  changedOne: {
    en: 'Only days up to {day} are counted, with what is known today: how the figures stood then is not kept. Added or corrected since: 1 day ({days}).',
    ja: '{day}までの日を、現時点で把握している値で集計しています（当時の値は保存されていません）。その後に追加・訂正があった日：1日（{days}）。',
    'zh-CN': '只统计到{day}，并按目前已知的数据（当时的数值未保存）。此后新增或更正的日期：1天（{days}）。',
  },
  changed: {
    en: 'Only days up to {day} are counted, with what is known today: how the figures stood then is not kept. Added or corrected since: {n} days ({days}).',
    ja: '{day}までの日を、現時点で把握している値で集計しています（当時の値は保存されていません）。その後に追加・訂正があった日：{n}日（{days}）。',
    'zh-CN': '只统计到{day}，并按目前已知的数据（当时的数值未保存）。此后新增或更正的日期：{n}天（{days}）。',
  },
} satisfies Record<string, Localized>
