import { eachDay, isWeekend, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Entry } from './entries.ts'
import { kindNames } from './kind-names.ts'

/** Entries of a day that a cell shows (judgement: what fits; the list has all). */
const shownInCell = 4

/** What a month is drawn from. */
export interface GridView {
  readonly locale: Locale
  readonly from: Day
  readonly to: Day
  readonly today: Day
  readonly entries: readonly Entry[]
  /** The address that adds something on a day; `null`: the reader may add nothing. */
  readonly addOn: ((day: Day) => string) | null
}

/** The weeks of a month from Monday to Sunday, the days of its neighbours included. */
export function weeksOf(from: Day, to: Day): readonly (readonly Day[])[] {
  const first = shiftDays(from, -((weekday(from) + 6) % 7))
  const last = shiftDays(to, (7 - weekday(to)) % 7)
  const days = eachDay(first, last)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** A month as a table: a week a row. Every entry leads to its line in the list below. */
export function monthGrid(view: GridView, caption: string): Html {
  const { locale, from, to } = view
  const names = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const weeks = weeksOf(from, to)
  const head = (weeks[0] ?? []).map(day => {
    const at = new Date(`${day}T00:00:00Z`)
    return html`<th scope="col"><abbr title="${long.format(at)}">${names.format(at)}</abbr></th>`
  })
  const rows = weeks.map(week => html`<tr>${week.map(day => cell(view, day))}</tr>`)
  return html`<table class="month"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
}

function cell(view: GridView, day: Day): Html {
  const { locale, from, to, today, entries, addOn } = view
  const here = entries.filter(one => one.from <= day && one.to >= day)
  const outside = day < from || day > to
  const off = here.some(({ kind }) => kind === 'closed')
  const marks = [
    outside ? 'outside' : '',
    day === today ? 'today' : '',
    isWeekend(day) ? 'weekend' : '',
    off ? 'off' : '',
  ]
  const date = String(Number(day.slice(8)))
  const name = formatDay(day, { year: true })[locale]
  const number =
    addOn && !outside
      ? html`<a class="date" href="${addOn(day)}" aria-label="${name}">${date}</a>`
      : html`<span class="date">${date}</span>`
  const more = here.length > shownInCell ? html`<li class="more">+${here.length - shownInCell}</li>` : null
  const items = here.slice(0, shownInCell).map(entry => chip(entry, locale))
  return html`<td class="${marks.filter(Boolean).join(' ')}"${day === today ? html` aria-current="date"` : null}>${number}${here.length > 0 && !outside ? html`<ul>${items}${more}</ul>` : null}</td>`
}

function chip(entry: Entry, locale: Locale): Html {
  const { kind, title, where } = entry
  const said = `${kindNames[kind][locale]}: ${title[locale]} (${where[locale]})`
  return html`<li><a class="chip k-${kind}" href="#${anchorOf(entry)}" title="${said}"><span>${title[locale]}</span></a></li>`
}

/** Where the line of an entry stands in the list. */
export function anchorOf({ kind, id, from, where }: Entry): string {
  return id === null ? `h-${from}-${where.en.replace(/\W+/g, '')}` : `${kind === 'note' ? 'n' : 'e'}-${id}`
}
