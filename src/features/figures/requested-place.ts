import type { Caller, CommandContext } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, dayPeriod, type Period, shiftDays } from '#src/domain/period/index.ts'
import { holds, type Place, type Store } from '#src/domain/place.ts'
import { labelOfPlace } from '#src/domain/place-names.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Reader } from './figures.ts'

const partial = {
  en: 'You see only {mine} of {all} stores ({place}). Name one of your stores instead.',
  ja: '{all}店舗（{place}）のうち、あなたが見られるのは{mine}店舗です。店舗を指定してください。',
  'zh-CN': '共{all}家店铺（{place}），您只能看到{mine}家。请指定具体店铺。',
}

/** The most places offered as buttons. Judgement: what fits without scrolling. */
const maxOffered = 6

/** The reader that a caller is. */
export function readerOf(caller: Caller): Reader {
  return { stores: caller.stores, demo: caller.demo }
}

/** The KPI that leads where none is named: sales, or the first there is. @throws Error in an installation without KPIs. */
export function mainKpi(context: Pick<CommandContext, 'catalog'>): Kpi {
  const kpi = context.catalog.findKpi('sales') ?? context.catalog.kpis[0]
  if (!kpi) throw new Error('The catalog holds no KPI')
  return kpi
}

/** Where nothing is named: the only store a caller has, or everything they see. */
export function ownPlace(caller: Caller): Place {
  const [only] = caller.stores.length === 1 ? caller.stores : []
  return only ? { kind: 'store', slug: only.slug } : { kind: 'all' }
}

/** The last day that is over. */
export function yesterday(today: Day): Period {
  return dayPeriod(shiftDays(today, -1))
}

/** The stores that totals are made of for this caller: demo and real ones are never mixed. */
export function ownStores(caller: Caller): readonly Store[] {
  return caller.stores.filter(store => store.demo === caller.demo)
}

/** Buttons that type the same line for each store of the caller. */
export function storeSuggestions(caller: Caller, lineFor: (slug: string) => string): readonly Suggestion[] {
  return ownStores(caller)
    .slice(0, maxOffered)
    .map(store => ({ label: verbatim(store.name), line: lineFor(store.slug) }))
}

/**
 * Refuses a place of which the caller sees only a part: what is set for it would count for stores they may not see.
 * @throws UserError
 */
export function requireWhole(place: Place, context: Pick<CommandContext, 'caller' | 'catalog'>): void {
  const { caller, catalog } = context
  if (place.kind === 'store') return
  const all = catalog.stores.filter(store => store.demo === caller.demo && holds(place, store))
  const mine = all.filter(store => caller.stores.some(own => own.id === store.id))
  if (mine.length === all.length) return
  throw new UserError(fill(partial, { mine: mine.length, all: all.length, place: labelOfPlace(place, '') }))
}
