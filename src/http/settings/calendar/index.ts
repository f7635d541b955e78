import { addEventForm } from '#src/cards/calendar-forms.ts'
import { addNoteForm } from '#src/cards/entry-forms.ts'
import type { Action } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { isDay, localDay, shiftDays } from '#src/domain/days.ts'
import { type Day, monthOf } from '#src/domain/period/index.ts'
import { marketLabel } from '#src/domain/place-names.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount, formatDays } from '#src/i18n/format/index.ts'
import { fill, join, type Localized } from '#src/i18n/locale.ts'
import { type Entry, entriesOf, unsureMarkets } from './entries.ts'
import { kindNames } from './kind-names.ts'
import { anchorOf, monthGrid } from './month-grid.ts'

/** How far ahead the first page of settings looks for promotions (judgement: the next season is planned by then). */
const daysAhead = 60

/** Promotions, closed days, holidays of the markets and notes, as a month and as a list. */
export const calendarSection: Section = {
  id: 'calendar',
  title: { en: 'Calendar', ja: 'カレンダー', 'zh-CN': '日历' },
  about: {
    en: 'Promotions, closed days, holidays, notes',
    ja: 'セール・休業・祝日・メモ',
    'zh-CN': '大促、休业、节假日、备注',
  },
  line: 'event',
  role: 'viewer',
  wide: true,
  state: async view => {
    const today = todayOf(view)
    const events = (await entriesOf(view, today, shiftDays(today, daysAhead))).filter(({ event }) => event !== null)
    const missing = events.length === 0 && includes(view.person.role, 'manager')
    return {
      text: fill(texts.ahead, { count: formatCount(events.length), days: daysAhead }),
      tone: missing ? 'missing' : 'fine',
    }
  },
  body: async view => {
    const today = todayOf(view)
    const month = monthOf(monthAsked(view, today))
    const entries = await entriesOf(view, month.from, month.end)
    const { locale, query } = view
    const day = query.day !== undefined && isDay(query.day) ? query.day : null
    const mayAdd = includes(view.person.role, 'operator')
    const addOn = (on: Day) => `${view.href(`/settings/calendar?month=${on.slice(0, 7)}&day=${on}`)}#add`
    const grid = { locale, from: month.from, to: month.end, today, entries, addOn: mayAdd ? addOn : null }
    return html`${steps(view, month.from, today)}<section class="calendar">${monthGrid(grid, month.label[locale])}${legend(view)}${unsure(view, month.from)}</section>
${addForms(view, day ?? (today >= month.from && today <= month.end ? today : month.from), day !== null)}
<h2 class="quiet">${texts.list[locale]}</h2>${list(view, entries)}`
  },
}

/** Months that can be looked at (judgement: before there are no figures, beyond no plans). */
const [earliest, latest] = ['2000-01-01', '2100-01-01']

function todayOf({ parts, zone }: View): Day {
  return localDay(parts.now(), zone)
}

/** The first day of the month in the address, or of this one. */
function monthAsked({ query }: View, today: Day): Day {
  const first = `${query.month ?? query.day?.slice(0, 7) ?? ''}-01`
  return isDay(first) && first > earliest && first < latest ? first : `${today.slice(0, 7)}-01`
}

function steps(view: View, first: Day, today: Day): Html {
  const { locale } = view
  const to = (day: Day) => view.href(`/settings/calendar?month=${day.slice(0, 7)}`)
  const [before, after] = [shiftDays(first, -1), shiftDays(first, 32)]
  return html`<nav class="steps row" aria-label="${texts.months[locale]}"><a class="button" rel="prev" href="${to(before)}">‹ ${monthOf(before).label[locale]}</a><a class="button" href="${to(today)}">${texts.today[locale]}</a><a class="button" rel="next" href="${to(after)}">${monthOf(after).label[locale]} ›</a></nav>`
}

function legend({ locale }: View): Html {
  const kinds = ['sale', 'closed', 'force_majeure', 'other', 'holiday', 'workday', 'note'] as const
  return html`<ul class="legend">${kinds.map(kind => html`<li><span class="chip k-${kind}"></span>${kindNames[kind][locale]}</li>`)}</ul>`
}

/** Years that a government has not announced yet are shown with what the law fixes, and said so. */
function unsure({ locale }: View, day: Day): Html | null {
  const markets = unsureMarkets(day)
  if (markets.length === 0) return null
  return html`<p class="help">${fill(texts.unsure, { markets: join(markets.map(marketLabel)) })[locale]}</p>`
}

function addForms(view: View, day: Day, open: boolean): Html | null {
  const { role } = view.person
  if (!includes(role, 'operator')) return null
  const event = includes(role, 'manager') ? view.form(addEventForm(day), { expanded: open }) : null
  return html`<section id="add">${event}${view.form(addNoteForm(day), { expanded: open && event === null })}</section>`
}

function list(view: View, entries: readonly Entry[]): Html {
  if (entries.length === 0) return html`<section><p>${texts.empty[view.locale]}</p></section>`
  return html`<ul class="rows">${entries.map(entry => row(view, entry))}</ul>`
}

function row(view: View, entry: Entry): Html {
  const { locale } = view
  const { kind, title, where, from, to, detail } = entry
  const acts = actsOf(view, entry)
  return html`<li class="row-card entry" id="${anchorOf(entry)}"><p class="when">${formatDays(from, to, { year: true })[locale]}</p><p><span class="chip k-${kind}"></span> <strong>${title[locale]}</strong> <span class="tag">${kindNames[kind][locale]}</span></p>
<p class="help">${where[locale]}${detail ? html` · ${detail[locale]}` : null}</p>${acts.length > 0 ? html`<div class="acts">${acts}</div>` : null}</li>`
}

/** Events are moved and removed by managers; a note by its author and by managers: the line itself asks again. */
function actsOf(view: View, { kind, id, event, authorId }: Entry): readonly Html[] {
  const { role, id: own } = view.person
  if (kind === 'note' && (includes(role, 'manager') || (includes(role, 'operator') && authorId === own)))
    return [view.press({ label: texts.remove, line: `note remove #${id}` })]
  if (!event || !includes(role, 'manager')) return []
  return [
    view.form(moveForm(event.id, event.fromDay, event.toDay)),
    view.press({ label: texts.remove, line: `event remove #${event.id}` }),
  ]
}

function moveForm(id: number, from: Day, to: Day): Action {
  return {
    label: texts.move,
    line: `event move #${id} {from}..{to}`,
    form: {
      title: texts.move,
      submit: texts.move,
      fields: [
        { name: 'from', label: texts.first, kind: 'date', initial: from },
        { name: 'to', label: texts.last, kind: 'date', initial: to },
      ],
    },
  }
}

const texts = {
  ahead: {
    en: '{count} events in the next {days} days',
    ja: '今後{days}日間の予定：{count}件',
    'zh-CN': '未来{days}天有{count}个活动',
  },
  months: { en: 'Months', ja: '月', 'zh-CN': '月份' },
  today: { en: 'Today', ja: '今日', 'zh-CN': '今天' },
  list: { en: 'This month', ja: 'この月の予定', 'zh-CN': '本月' },
  empty: { en: 'Nothing stands in this month.', ja: 'この月の予定はありません。', 'zh-CN': '本月没有安排。' },
  unsure: {
    en: 'The holidays of {markets} are not announced for this year yet, or not known here.',
    ja: '{markets}のこの年の祝日は未発表、または未登録です。',
    'zh-CN': '{markets}该年的节假日尚未公布或未收录。',
  },
  move: { en: 'Move', ja: '日程を変更', 'zh-CN': '改日期' },
  remove: { en: 'Remove', ja: '削除', 'zh-CN': '删除' },
  first: { en: 'First day', ja: '開始日', 'zh-CN': '开始日期' },
  last: { en: 'Last day', ja: '終了日', 'zh-CN': '结束日期' },
} satisfies Record<string, Localized>
