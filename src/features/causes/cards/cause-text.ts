import { showValue } from '#src/cards/figure-cells.ts'
import { noteText } from '#src/cards/notes-list.ts'
import { type CauseEvent, type CausePart, type Causes, isUnknown, type LevelChange } from '#src/domain/causes/causes.ts'
import type { Unit } from '#src/domain/kpis/kpi.ts'
import { formatChange, formatDays, formatShort } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'

const texts = {
  mix: { en: 'mix of stores', ja: '店舗構成', 'zh-CN': '店铺结构' },
  exchange: { en: 'exchange rates', ja: '為替', 'zh-CN': '汇率' },
  entered: { en: 'stores that came or went', ja: '店舗の増減', 'zh-CN': '店铺增减' },
  days: { en: 'days with data', ja: 'データのある日数', 'zh-CN': '有数据的天数' },
  ad_order_value: { en: 'ad order value', ja: '広告経由の注文単価', 'zh-CN': '广告订单客单价' },
  part: { en: '{of} {amount}', ja: '{of} {amount}', 'zh-CN': '{of}带来{amount}' },
  carrier: { en: '{of} {amount}', ja: '{of} {amount}', 'zh-CN': '{of} {amount}' },
  new: { en: 'nothing before', ja: '前期間は実績なし', 'zh-CN': '此前无数据' },
  gone: { en: 'nothing any more', ja: '今期間は実績なし', 'zh-CN': '本期无数据' },
  data: {
    en: 'data for {have} of {expected} days only',
    ja: '{expected}日中{have}日分のデータのみ',
    'zh-CN': '{expected}天中仅有{have}天的数据',
  },
  level: { en: '{kpi} {before} → {after}', ja: '{kpi} {before}→{after}', 'zh-CN': '{kpi} {before}→{after}' },
  event: { en: '{name} ({days})', ja: '{name}（{days}）', 'zh-CN': '{name}（{days}）' },
  earlier: {
    en: '{name} in the days before ({days})',
    ja: '前期間に{name}（{days}）',
    'zh-CN': '此前有{name}（{days}）',
  },
  holidays: {
    en: 'public holidays: {now}, {before} in the days before',
    ja: '祝日{now}日（比較期間は{before}日）',
    'zh-CN': '节假日{now}天（对比期{before}天）',
  },
  noHolidays: {
    en: 'no public holiday in these days, {before} in the days before',
    ja: '祝日なし（比較期間は{before}日）',
    'zh-CN': '没有节假日（对比期{before}天）',
  },
  newHolidays: {
    en: 'public holidays: {now}, none in the days before',
    ja: '祝日{now}日（比較期間はなし）',
    'zh-CN': '节假日{now}天（对比期无）',
  },
  alert: { en: 'alert #{id} {kpi}', ja: 'アラート#{id} {kpi}', 'zh-CN': '告警#{id} {kpi}' },
  answered: { en: '{alert}: {text}', ja: '{alert}：{text}', 'zh-CN': '{alert}：{text}' },
  unknown: { en: 'cause unknown', ja: '原因不明', 'zh-CN': '原因未知' },
  noted: { en: 'note {note}', ja: 'メモ {note}', 'zh-CN': '备注 {note}' },
} satisfies Record<string, Localized>

/** Parts that are named before the rest is left out: those that make up four fifths of all (e-commerce practice). */
const shareNamed = 0.8
const maxParts = 3
/** Observations behind a mover (judgement: a phone's two lines). */
const maxSeen = 3

const semicolon: Localized = { en: '; ', ja: '。', 'zh-CN': '；' }

/** What is known of a change, in one line: arithmetic first, then what was seen in the same days; else that nothing is. */
export function causeText(causes: Causes, unit: Unit, currency: string | null): Localized {
  if (isUnknown(causes)) return texts.unknown
  const parts = partsText(causes.parts, unit, currency)
  const seen = observations(causes, unit).slice(0, maxSeen)
  return join([...(parts ? [parts] : []), ...seen], semicolon)
}

/** The largest parts of a change, as amounts: shares of mixed signs mislead. `null` without any. */
export function partsText(parts: readonly CausePart[], unit: Unit, currency: string | null): Localized | null {
  if (parts.length === 0) return null
  const named = largest(parts).map(({ of, amount }) =>
    fill(texts.part, { of: partName(of), amount: signedShort(amount, unit, currency) }),
  )
  return join(named)
}

/** A change with its sign where there is little room: `+¥1.2万`, `−$399K`, `+0.3 pt`. */
export function signedShort(change: number, unit: Unit, currency: string | null): Localized {
  if (unit !== 'money' && unit !== 'count') return formatChange(change, 'points', unit)
  const size = formatShort(Math.abs(change), unit, currency)
  return localized(locale => `${change < 0 ? '−' : '+'}${size[locale]}`)
}

function largest(parts: readonly CausePart[]): readonly CausePart[] {
  const sorted = [...parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
  const all = sorted.reduce((sum, { amount }) => sum + Math.abs(amount), 0)
  let told = 0
  return sorted.filter(({ amount }, at) => {
    const wanted = at < maxParts && amount !== 0 && told < shareNamed * all
    told += Math.abs(amount)
    return wanted
  })
}

/** What a part is called. */
export function partName(of: CausePart['of']): Localized {
  return typeof of === 'string' ? texts[of] : of.label
}

/** What lies in the same days, the surest first; none of it is said to be the reason. */
export function observations(causes: Causes, unit: Unit): readonly Localized[] {
  const { born, data, carriers, alerts, notes, events, levels, holidays } = causes
  return [
    ...(born ? [texts[born]] : []),
    ...(data ? [fill(texts.data, data)] : []),
    ...carriers.map(({ name, change, currency }) =>
      fill(texts.carrier, { of: name, amount: signedShort(change, unit, currency) }),
    ),
    ...alerts
      .filter(({ text }) => text !== null)
      .slice(0, 1)
      .map(alertText),
    ...notes.slice(0, 1).map(note => fill(texts.noted, { note: noteText(note) })),
    ...mergedEvents(events).slice(0, 2).map(eventText),
    ...levels.slice(0, 1).map(levelText),
    ...(holidays ? [holidayText(holidays)] : []),
    ...alerts
      .filter(({ text }) => text === null)
      .slice(0, 1)
      .map(alertText),
  ]
}

function holidayText(holidays: NonNullable<Causes['holidays']>): Localized {
  const text = holidays.now === 0 ? texts.noHolidays : holidays.before === 0 ? texts.newHolidays : texts.holidays
  return fill(text, holidays)
}

/** Events of one name in the same days are told once, also where several calendars know them. */
function mergedEvents(events: readonly CauseEvent[]): readonly CauseEvent[] {
  const kept: CauseEvent[] = []
  for (const event of events) {
    const key = nameKey(event.name)
    const known = kept.some(
      one =>
        one.earlier === event.earlier &&
        one.fromDay <= event.toDay &&
        event.fromDay <= one.toDay &&
        (nameKey(one.name).includes(key) || key.includes(nameKey(one.name))),
    )
    if (!known) kept.push(event)
  }
  return kept
}

function alertText({ id, kpi, text }: Causes['alerts'][number]): Localized {
  const alert = fill(texts.alert, { id, kpi: kpi.label })
  return text === null ? alert : fill(texts.answered, { alert, text: verbatim(text) })
}

function eventText({ name, count, fromDay, toDay, earlier }: CauseEvent): Localized {
  const several = verbatim(count > 1 ? `${name} ×${count}` : name)
  return fill(earlier ? texts.earlier : texts.event, {
    name: several,
    days: formatDays(fromDay, toDay, { year: true }),
  })
}

function levelText({ kpi, before, after, currency }: LevelChange): Localized {
  const show = (value: number | null) => showValue(value, kpi, currency)
  return fill(texts.level, { kpi: kpi.label, before: show(before), after: show(after) })
}
