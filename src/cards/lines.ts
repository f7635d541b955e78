import type { Action, Field } from '#src/chat/card.ts'
import { daysBetween, shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { buttons } from './words.ts'

/** A place as a word of a command line. */
export function placeWord(place: Place): string {
  switch (place.kind) {
    case 'all':
      return 'all'
    case 'market':
      return `market:${place.id}`
    case 'platform':
      return `platform:${place.id}`
    case 'store':
      return place.sku === undefined ? place.slug : `store:${place.slug}/sku:${place.sku}`
    default:
      return place satisfies never
  }
}

/** A period as a word of a command line: names exactly these days whenever it is pressed. */
export function periodWord(period: Period): string {
  const [year, month] = period.from.split('-')
  if (period.from === period.to && period.end === period.to) return period.from
  if (period.kind === 'week') return weekWord(period.from)
  if (period.kind === 'year') return `${year}年`
  if (period.kind === 'month') return `${year}-${month}`
  if (period.kind === 'quarter') return `${year}-Q${Math.ceil(Number(month) / 3)}`
  return `${period.from}..${period.to}`
}

/** What a line leaves out, as words of a command line; empty where it leaves nothing out. */
export function exceptWords(except: readonly Place[] = [], days: readonly Period[] = []): string {
  const lists = [except.map(placeWord), days.map(periodWord)].filter(list => list.length > 0)
  return lists.map(list => `except ${list.join(', ')}`).join(' ')
}

/** `status` of a place. */
export function statusAction(place: Place, period: Period, kpi?: Kpi): Action {
  return { label: buttons.status, line: line('status', kpi?.id, placeWord(place), periodWord(period)) }
}

/** The KPI over time: of a single day the days up to it; `null`: the last days, for what is of no period. */
export function trendAction(kpi: Kpi, place: Place, period: Period | null): Action {
  return { label: buttons.trend, line: line('trend', kpi.id, placeWord(place), period ? periodWord(period) : '30d') }
}

/**
 * The very days, also of a period that is cut at its last closed day: a store whose own day is another would count others,
 * such as 30 days against 29.
 */
function exactWord(period: Period): string {
  return period.to === period.end ? periodWord(period) : `${period.from}..${period.to}`
}

/** Why a KPI moved at a place; `before`: what it is compared with, absent: the same weekdays before. */
export function whyAction(kpi: Kpi, place: Place, period: Period, before?: Period): Action {
  const words = before ? [exactWord(period), exactWord(before)] : [periodWord(period)]
  return { label: buttons.why, line: line('why', kpi.id, placeWord(place), ...words) }
}

/** Why the change came about that a figure shows: against the very days that it is compared with. */
export function whyOfFigure({ kpi, place, period, comparison }: Figure): Action {
  const isUsual = ['day', 'week', 'range'].includes(period.kind) && !comparison?.named
  return whyAction(kpi, place.place, period, comparison && !isUsual ? comparison.period : undefined)
}

/** The stores of a place side by side. */
export function compareAction(kpi: Kpi, place: Place, period: Period): Action {
  return { label: buttons.compare, line: line('compare', kpi.id, placeWord(place), periodWord(period)) }
}

/** What a KPI means and where its data comes from. */
export function explainAction(kpi: Kpi): Action {
  return { label: fill(buttons.explain, { kpi: kpi.label }), line: `help ${kpi.id}` }
}

/** Asks for a value and, if wanted, an owner. Days and free ranges have no target of their own: their month gets it. */
export function targetAction(kpi: Kpi, place: Place, period: Period): Action {
  const when = ['week', 'month', 'quarter'].includes(period.kind) ? periodWord(period) : period.to.slice(0, 7)
  return {
    label: buttons.setTarget,
    line: line('target set', kpi.id, placeWord(place), when, '{value}', '{owner}'),
    form: {
      title: fill(targetForm.title, { kpi: kpi.label, period: when }),
      submit: buttons.setTarget,
      fields: [
        { name: 'value', label: targetForm.value, kind: 'number', placeholder: targetForm.hint },
        { name: 'owner', label: targetForm.owner, kind: 'person', optional: true },
      ],
    },
  }
}

/** Asks for a text, and for the days where the period has several; the note stands at the place and the KPI, if given. */
export function noteAction(place: Place, period: Period, kpi?: Kpi): Action {
  const single = period.from === period.to
  return {
    label: buttons.addNote,
    line: line('note add', kpi?.id, placeWord(place), single ? period.from : '{from}..{to}', '{text}'),
    form: {
      title: noteForm.title,
      submit: buttons.addNote,
      fields: [noteField, ...(single ? [] : dayFields(period.to))],
    },
  }
}

/** Joins the words that are there. */
export function line(...words: readonly (string | undefined)[]): string {
  return words.filter(word => word !== undefined && word !== '').join(' ')
}

/** ISO 8601: the week's year and number are those of its Thursday. */
function weekWord(monday: Day): string {
  const thursday = shiftDays(monday, 3)
  const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`
}

const targetForm = {
  title: { en: 'Target for {kpi}, {period}', ja: '{kpi}の目標（{period}）', 'zh-CN': '{kpi}的目标（{period}）' },
  value: { en: 'Target value', ja: '目標値', 'zh-CN': '目标值' },
  hint: { en: 'e.g. 50000 or 8%', ja: '例：500万、8%', 'zh-CN': '例：5万、8%' },
  owner: { en: 'Owner', ja: '担当者', 'zh-CN': '负责人' },
} satisfies Record<string, Localized>

const noteForm = {
  title: { en: 'What happened?', ja: '何がありましたか', 'zh-CN': '发生了什么？' },
  text: { en: 'Note', ja: 'メモ', 'zh-CN': '备注' },
  from: { en: 'First day', ja: '開始日', 'zh-CN': '开始日期' },
  to: { en: 'Last day', ja: '終了日', 'zh-CN': '结束日期' },
  hint: { en: 'e.g. typhoon, carrier stopped', ja: '例：台風で配送停止', 'zh-CN': '例：台风，物流停运' },
} satisfies Record<string, Localized>

const noteField: Field = { name: 'text', label: noteForm.text, kind: 'text', placeholder: noteForm.hint }

function dayFields(day: string): readonly Field[] {
  return [
    { name: 'from', label: noteForm.from, kind: 'date', initial: day },
    { name: 'to', label: noteForm.to, kind: 'date', initial: day },
  ]
}
