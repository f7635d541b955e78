import type { Caller } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import { holds, parsePlaceKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Repair } from '#src/language/corrections.ts'
import { holidaysIn, type NamedDays, type NamedSpan, withDates } from '#src/language/named-moments.ts'
import type { Recognition } from '#src/language/recognise.ts'
import { isWordCharacter, nameKey } from '#src/language/text.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How far back and ahead events are looked for, in days (judgement: two years of sales, one of plans). */
const daysBack = 740
const daysAhead = 366
/** An event that begins so soon is rather meant than the one of a year ago (as for days without a year). */
const soonDays = 60

/** Sales of marketplaces whose days change from year to year: only somebody who enters them as an event knows them. */
const sales =
  /prime (?:big deal )?days?|big deal days?|amazon prime day|プライムデー|プライム感謝祭|会员日|會員日|prime会员日|super ?sale|スーパー ?sale|スーパーセール|お買い物マラソン|买物马拉松|超级大促|大感謝祭|超paypay祭|paypay祭|タイムセール祭り?|walmart deals|flash sale|brand day|payday sale/iu

/**
 * The line with dates for names of days: holidays where the command reads moments, and events that somebody entered under
 * the name; `null`: none stands in it.
 * @throws UserError for a sale whose days nobody has entered: it says how.
 */
export async function datedLine(
  found: Recognition,
  { db, caller, now }: { readonly db: Db; readonly caller: Caller; readonly now: Date },
): Promise<Repair | null> {
  const takes = found.command?.takes
  const reads = takes?.moments === true || (takes?.periods === true && !(takes.free === true && takes.quoted === true))
  if (!reads || found.words.open.trim() === '') return null
  const today = localDay(now, caller.timeZone)
  const holidays = takes.moments ? holidaysIn(found.words, today) : []
  const about = found.unknown.length > 0 || sales.test(found.words.open)
  const events = about ? await eventsIn(found, { db, caller, today, aim: aimOf(found) }) : []
  const spans = distinct([...events, ...holidays])
  const sale = sales.exec(found.words.open)
  if (sale && !spans.some(({ from, to }) => from <= sale.index && sale.index < to)) throw unknownSale(sale[0])
  if (spans.length === 0) return null
  const line = withDates(found.words.line, spans, today)
  return { line, assumed: spans.map(({ text, period }) => ({ typed: text, meant: `${period.from} – ${period.end}` })) }
}

/** What is still to come is meant, what has begun, or what begins soon before what was a year ago. */
type Aim = 'coming' | 'begun' | 'either'

/** Figures are asked of what has begun; targets, notes and forecasts may be of what begins soon. */
function aimOf({ command }: Recognition): Aim {
  if (command?.takes.moments) return 'coming'
  return command?.readOnly && command.name !== 'forecast' ? 'begun' : 'either'
}

interface Asked {
  readonly db: Db
  readonly caller: Caller
  readonly today: string
  readonly aim: Aim
}

/** Events of the caller's stores whose names stand in the line. */
async function eventsIn({ words }: Recognition, { db, caller, today, aim }: Asked): Promise<readonly NamedSpan[]> {
  const all = await listEvents(db, shiftDays(today, -daysBack), shiftDays(today, daysAhead))
  const mine = all.filter(({ place, demo }) => {
    const about = parsePlaceKey(place)
    return caller.stores.some(store => store.demo === demo && about !== null && holds(about, store))
  })
  const days = mine.map(({ name, fromDay, toDay }): NamedDays => ({ name, from: fromDay, to: toDay }))
  const places = (words.spans ?? []).flatMap(one =>
    one.kind === 'place' ? [nameKey(words.line.slice(one.from, one.to))] : [],
  )
  return [...new Set(days.map(({ name }) => nameKey(name)))].flatMap(key => {
    const span = spanOf(words.open, key) ?? spanOf(words.open, withoutPlace(key, places))
    const same = days.filter(({ name }) => nameKey(name) === key)
    const meant = span && pick(same, today, aim)
    return span && meant ? [{ ...span, period: rangePeriod(meant.from, meant.to) }] : []
  })
}

/** The name of an event without the place that it begins with and that the line names too: 楽天スーパーSALE. */
function withoutPlace(key: string, places: readonly string[]): string {
  const place = places.find(one => key.startsWith(one) && key.length > one.length + 1)
  return place === undefined ? key : key.slice(place.length).trim()
}

function pick(days: readonly NamedDays[], today: string, aim: Aim): NamedDays | undefined {
  const sorted = [...days].sort((a, b) => (a.from < b.from ? -1 : 1))
  if (aim === 'coming') return sorted.find(({ to }) => to >= today)
  const soon = aim === 'begun' ? today : shiftDays(today, soonDays)
  return sorted.findLast(({ from }) => from <= soon) ?? sorted[0]
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

function unknownSale(name: string): UserError {
  const line = `event add “${name}” `
  return new UserError(fill(texts.sale, { name: verbatim(name) }), [{ label: texts.enter, line: line.trim() }])
}

const texts = {
  sale: {
    en: 'The days of “{name}” change from year to year and nobody has entered them here, so nothing was done. Enter them as an event, such as: event add "{name}" 2026-07-07..2026-07-10 sale 2. Or name the days themselves.',
    ja: '「{name}」の日程は毎年変わり、まだ登録されていないため、何も実行していません。イベントとして登録（例：イベント 追加 「{name}」 2026-07-07..2026-07-10 セール 2）するか、日付を直接指定してください。',
    'zh-CN':
      '“{name}”的日期每年不同，目前还没有录入，因此没有执行任何操作。请录入为活动（例如：活动 添加 “{name}” 2026-07-07..2026-07-10 大促 2），或直接写日期。',
  },
  enter: { en: 'Enter the days', ja: '日程を登録', 'zh-CN': '录入日期' },
} satisfies Record<string, Localized>
