import { type CalendarEvent, calendarMarkets, calendarState, holidaysIn } from '#src/domain/calendar/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import { marketLabel, placeLabel } from '#src/domain/place-names.ts'
import { listEvents, listNotes, seesEvent } from '#src/features/annotations/index.ts'
import type { View } from '#src/http/settings/view.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Something that stands in the calendar. */
export interface Entry {
  readonly kind: CalendarEvent['kind'] | 'holiday' | 'workday' | 'note'
  /** Its number as an event or note; `null` for holidays. */
  readonly id: number | null
  readonly title: Localized
  readonly where: Localized
  readonly from: Day
  readonly to: Day
  /** What else there is to say. */
  readonly detail: Localized | null
  /** The event, to be moved. */
  readonly event: CalendarEvent | null
  /** Who wrote the note; `null`: nobody that is known. */
  readonly authorId: number | null
}

/** Markets whose holidays are shown: where the goods are sold, and where headquarters and suppliers sit. */
export const shownMarkets: readonly string[] = ['jp', 'us', 'cn'].filter(market => calendarMarkets.includes(market))

/** Events, holidays and notes that touch the days, as far as the reader may see them, by first day. */
export async function entriesOf(view: View, from: Day, to: Day): Promise<readonly Entry[]> {
  const all = [...holidays(from, to), ...(await events(view, from, to)), ...(await notes(view, from, to))]
  return all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

/** The markets of which the official holidays of these days are not known yet. */
export function unsureMarkets(day: Day): readonly string[] {
  return shownMarkets.filter(market => calendarState(day, market) !== 'official')
}

function holidays(from: Day, to: Day): readonly Entry[] {
  return shownMarkets.flatMap(market =>
    holidaysIn(market, from, to).map(({ day, name, workday }) => ({
      kind: workday ? ('workday' as const) : ('holiday' as const),
      ...{
        id: null,
        title: name,
        where: marketLabel(market),
        from: day,
        to: day,
        detail: null,
        event: null,
        authorId: null,
      },
    })),
  )
}

async function events({ parts, context }: View, from: Day, to: Day): Promise<readonly Entry[]> {
  const { stores } = context.caller
  const found = await listEvents(parts.db, from, to)
  return found
    .filter(one => seesEvent(one, context.caller, context.catalog.stores))
    .map(event => ({
      ...{ kind: event.kind, id: event.id, title: verbatim(event.name), where: placeLabel(event.place, stores) },
      ...{ from: event.fromDay, to: event.toDay, event, authorId: null },
      detail: event.factor === 1 ? null : fill(texts.times, { factor: verbatim(String(event.factor)) }),
    }))
}

async function notes({ parts, context }: View, from: Day, to: Day): Promise<readonly Entry[]> {
  const { stores } = context.caller
  const found = await listNotes(parts.db, { stores, from, to })
  return found.map(note => {
    const kpi = note.kpiId === null ? null : (context.catalog.findKpi(note.kpiId)?.label ?? null)
    return {
      ...{ kind: 'note' as const, id: note.id, title: verbatim(note.text), where: placeLabel(note.place, stores) },
      ...{ from: note.fromDay, to: note.toDay, event: null, authorId: note.authorId },
      detail: fill(kpi ? texts.byAbout : texts.by, { name: verbatim(note.authorName), kpi: kpi ?? verbatim('') }),
    }
  })
}

const texts = {
  times: { en: '×{factor} of a normal day', ja: '通常日の{factor}倍', 'zh-CN': '平日的{factor}倍' },
  by: { en: '{name}', ja: '{name}さん', 'zh-CN': '{name}' },
  byAbout: { en: '{name}, about {kpi}', ja: '{name}さん、{kpi}', 'zh-CN': '{name}，{kpi}' },
} satisfies Record<string, Localized>
