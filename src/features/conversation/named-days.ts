import type { Caller } from '#src/contracts/command.ts'
import { daysBetween, localDay } from '#src/domain/days.ts'
import {
  kindOfName,
  namedMomentAt,
  type Period,
  rangePeriod,
  shiftDays,
  type WhichYear,
  whichYearAround,
} from '#src/domain/period/index.ts'
import { holds, parsePlaceKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import { formatDays } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Repair } from '#src/language/corrections.ts'
import {
  comingIn,
  type MomentSpan,
  momentsIn,
  type NamedDays,
  type NamedSpan,
  withDates,
} from '#src/language/named-moments.ts'
import type { Recognition } from '#src/language/recognise.ts'
import { isWordCharacter, lower, nameKey } from '#src/language/text.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How far back and ahead events are looked for, in days (judgement: two years of sales, one of plans). */
const daysBack = 740
const daysAhead = 366
/** An event that begins so soon is rather meant than the one of a year ago (as for days without a year). */
const soonDays = 60

/** So far apart may an event begin from the day that the calendar has for its name, in days (judgement: early sales). */
const nearDays = 31

/**
 * The line with dates for names of days: holidays where the command reads moments, and events that somebody entered under
 * the name or another name of the same days; `null`: none stands in it.
 * @throws UserError for days that nobody has entered: it says how.
 */
export async function datedLine(
  found: Recognition,
  { db, caller, now }: { readonly db: Db; readonly caller: Caller; readonly now: Date },
): Promise<Repair | null> {
  const takes = found.command?.takes
  const reads = takes?.moments === true || (takes?.periods === true && !(takes.free === true && takes.quoted === true))
  if (!(reads || found.command === null) || found.words.open.trim() === '') return null
  const today = localDay(now, caller.timeZone)
  const moments = momentsIn(found.words, today)
  const coming = takes?.moments ? comingIn(moments, today) : []
  if (moments.length === 0 && (found.command === null || found.unknown.length === 0)) return null
  const asked = { today, aim: aimOf(found), days: await eventDays({ db, caller, today }) }
  const known = moments.flatMap(span => knownDays(span, coming, asked) ?? [])
  const named = eventsIn(found, asked, moments)
  const spans = distinct([...known, ...named, ...coming])
  if (spans.length === 0) return null
  const line = withDates(found.words, spans, today)
  return { line, assumed: spans.map(({ text, period }) => ({ typed: text, meant: `${period.from} – ${period.end}` })) }
}

interface Asked {
  readonly today: string
  readonly aim: Aim
  /** Events of the caller's stores, the earliest first. */
  readonly days: readonly NamedDays[]
}

/** The days of the event that somebody entered for days with a name; `null`: there is none, and the calendar knows them. */
function knownDays(span: MomentSpan, coming: readonly NamedSpan[], asked: Asked): NamedSpan | null {
  const { kind, which } = span.moment
  const period = coming.find(({ from }) => from === span.from)?.period ?? periodOf(span, asked)
  const days = asked.days.filter(({ name }) => kindOf(lower(name.normalize('NFKC')).trim()) === kind)
  if (period) {
    const near = days.filter(({ from }) => Math.abs(daysBetween(period.from, from)) <= nearDays)
    const [best] = near.toSorted((a, b) => apart(period.from, a) - apart(period.from, b))
    if (best) return { ...span, period: rangePeriod(best.from, best.to) }
    return period === span.moment.period ? null : { ...span, period }
  }
  const meant = ofYear(days, which, asked)
  if (!meant) throw unknownDays(span.text, days, asked.today, span.moment.name)
  return { ...span, period: rangePeriod(meant.from, meant.to) }
}

/** Figures of days that are to come are not there yet: the last ones are asked of. */
function periodOf({ moment, text }: MomentSpan, { today, aim }: Asked): Period | null {
  const { period, which } = moment
  if (!period || aim !== 'begun' || which !== null || period.from <= today) return period
  return namedMomentAt(`last ${lower(text)}`, 0, today)?.period ?? period
}

function apart(day: string, { from }: NamedDays): number {
  return Math.abs(daysBetween(day, from))
}

/** The kind of days that an event's name means, with or without the place that it begins with. */
function kindOf(key: string): number | null {
  return kindOfName(key) ?? kindOfName(key.replace(/^\S+\s/u, ''))
}

/** Of the same days in several years those that are meant. */
function ofYear(days: readonly NamedDays[], which: WhichYear, { today, aim }: Asked): NamedDays | undefined {
  if (typeof which === 'number') return days.findLast(({ from }) => Number(from.slice(0, 4)) === which)
  if (which === 'last') return days.findLast(({ to }) => to < today)
  return which === 'next' ? days.find(({ from }) => from > today) : pick(days, today, aim)
}

/** What is still to come is meant, what has begun, or what begins soon before what was a year ago. */
type Aim = 'coming' | 'begun' | 'either'

/** Figures are asked of what has begun; targets, notes and forecasts may be of what begins soon. */
function aimOf({ command }: Recognition): Aim {
  if (command?.takes.moments) return 'coming'
  return command?.readOnly && command.name !== 'forecast' ? 'begun' : 'either'
}

/** Events of the caller's stores, the earliest first. */
async function eventDays({
  db,
  caller,
  today,
}: {
  readonly db: Db
  readonly caller: Caller
  readonly today: string
}): Promise<readonly NamedDays[]> {
  const all = await listEvents(db, shiftDays(today, -daysBack), shiftDays(today, daysAhead))
  const mine = all.filter(({ place, demo }) => {
    const about = parsePlaceKey(place)
    return caller.stores.some(store => store.demo === demo && about !== null && holds(about, store))
  })
  return mine
    .map(({ name, fromDay, toDay }): NamedDays => ({ name, from: fromDay, to: toDay }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** Events whose own names stand in the line, beside `moments`. */
function eventsIn({ words }: Recognition, asked: Asked, moments: readonly MomentSpan[]): readonly NamedSpan[] {
  const places = (words.spans ?? []).flatMap(one =>
    one.kind === 'place' ? [nameKey(words.line.slice(one.from, one.to))] : [],
  )
  return [...new Set(asked.days.map(({ name }) => nameKey(name)))].flatMap(key => {
    const span = spanOf(words.open, key) ?? spanOf(words.open, withoutPlace(key, places))
    if (!span || moments.some(one => one.from < span.to && span.from < one.to)) return []
    const { from, to, which } = whichYearAround(lower(words.open), span, asked.today)
    const same = asked.days.filter(({ name }) => nameKey(name) === key)
    const meant = ofYear(same, which, asked)
    const text = words.open.slice(from, to)
    if (!meant && which !== null) throw unknownDays(text, same, asked.today)
    return meant ? [{ from, to, text, period: rangePeriod(meant.from, meant.to) }] : []
  })
}

/** The name of an event without the place that it begins with and that the line names too: 楽天スーパーSALE. */
function withoutPlace(key: string, places: readonly string[]): string {
  const place = places.find(one => key.startsWith(one) && key.length > one.length + 1)
  return place === undefined ? key : key.slice(place.length).trim()
}

function pick(days: readonly NamedDays[], today: string, aim: Aim): NamedDays | undefined {
  if (aim === 'coming') return days.find(({ to }) => to >= today)
  const soon = aim === 'begun' ? today : shiftDays(today, soonDays)
  return days.findLast(({ from }) => from <= soon) ?? days[0]
}

/** Where a name stands as a whole word; names of one letter or digits alone are too common. */
function spanOf(open: string, key: string): Omit<NamedSpan, 'period'> | null {
  if (key.length < 2 || /^[\d\s]+$/.test(key)) return null
  const text = open.toLowerCase()
  for (let from = 0; from < text.length; from++) {
    const to = from + key.length
    if (nameKey(text.slice(from, to)) !== key || /\s/.test(text[from] ?? '')) continue
    const inside = isWordCharacter(text, from - 1) && isWordCharacter(text, from)
    if (!inside && !(isWordCharacter(text, to) && isWordCharacter(text, to - 1)))
      return { from, to, text: open.slice(from, to) }
  }
  return null
}

/** Longer names first; what they cover is not read a second time. */
function distinct(spans: readonly NamedSpan[]): readonly NamedSpan[] {
  const kept: NamedSpan[] = []
  for (const span of [...spans].sort((a, b) => b.to - b.from - (a.to - a.from)))
    if (!kept.some(one => one.from < span.to && span.from < one.to)) kept.push(span)
  return kept.sort((a, b) => a.from - b.from)
}

/** Days that nobody has entered: which ones are there, and how the others are entered. */
function unknownDays(name: string, known: readonly NamedDays[], today: string, alone = name): UserError {
  const line = `event add “${alone}” `
  const enter = { label: texts.enter, line: line.trim() }
  if (known.length === 0) return new UserError(fill(texts.sale, { name: verbatim(name) }), [enter])
  const days = join(known.map(({ from, to }) => formatDays(from, to, { readOn: today, year: true })))
  return new UserError(fill(texts.otherYears, { name: verbatim(name), days }), [enter])
}

const texts = {
  otherYears: {
    en: 'The days of “{name}” are not entered here; entered are {days}. Nothing was done. Enter them as an event, such as: event add "{name}" 2026-07-07..2026-07-10 sale 2. Or name the days themselves.',
    ja: '「{name}」の日程は登録されていません（登録済み：{days}）。何も実行していません。イベントとして登録（例：イベント 追加 「{name}」 2026-07-07..2026-07-10 セール 2）するか、日付を直接指定してください。',
    'zh-CN':
      '“{name}”的日期没有录入（已录入：{days}），因此没有执行任何操作。请录入为活动（例如：活动 添加 “{name}” 2026-07-07..2026-07-10 大促 2），或直接写日期。',
  },
  sale: {
    en: 'The days of “{name}” change from year to year and nobody has entered them here, so nothing was done. Enter them as an event, such as: event add "{name}" 2026-07-07..2026-07-10 sale 2. Or name the days themselves.',
    ja: '「{name}」の日程は毎年変わり、まだ登録されていないため、何も実行していません。イベントとして登録（例：イベント 追加 「{name}」 2026-07-07..2026-07-10 セール 2）するか、日付を直接指定してください。',
    'zh-CN':
      '“{name}”的日期每年不同，目前还没有录入，因此没有执行任何操作。请录入为活动（例如：活动 添加 “{name}” 2026-07-07..2026-07-10 大促 2），或直接写日期。',
  },
  enter: { en: 'Enter the days', ja: '日程を登録', 'zh-CN': '录入日期' },
} satisfies Record<string, Localized>
