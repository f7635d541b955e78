import { fill, type Localized, locales } from '#src/i18n/locale.ts'
import { compileFormula } from './formula/index.ts'
import { type Kpi, waysToCount } from './kpis/kpi.ts'
import { ownWindowKpi } from './limits/own-window.ts'

/** What somebody tells of a platform's stores by themselves or in a file. */
export interface Offer {
  readonly platform: string
  readonly measures: readonly string[]
}

/** What is offered: by interfaces of marketplaces, and by exports with their names. */
export interface Offers {
  readonly apis: readonly Offer[]
  readonly files: readonly (Offer & { readonly label: Localized })[]
}

/**
 * How a KPI comes about on a platform. `api`: by itself; `file`: only with these exports beside what comes by itself;
 * `window`: by itself, but as the platform counts it over a window of its own, not over days; `hand`: what is missing no system tells anywhere, so that people write it down; `none`: this platform does not tell it.
 */
export type Way =
  | { readonly kind: 'api' | 'window' | 'hand' | 'none' }
  | { readonly kind: 'file'; readonly labels: readonly Localized[] }

/** What a conversion is counted against, the closest to a visit first. */
export const visitBases = ['sessions', 'visitors', 'page_views'] as const
export type VisitBase = (typeof visitBases)[number]

/** The platforms of all offers, and how the KPI comes about on each; of several ways to count it the easiest. */
export function waysOf(kpi: Kpi, offers: Offers): ReadonlyMap<string, Way> {
  const counted = waysToCount(kpi).map(measuresOf)
  const own = ownWindowKpi(kpi)
  const everywhere = new Set([...offers.apis, ...offers.files].flatMap(offer => offer.measures))
  const best = (platform: string) => {
    const ways = counted.map(wanted => wayOn(platform, wanted, offers, everywhere))
    if (own && wayOn(platform, measuresOf(own), offers, everywhere).kind === 'api') ways.push({ kind: 'window' })
    return ease.flatMap(kind => ways.filter(way => way.kind === kind))[0] ?? { kind: 'none' as const }
  }
  return new Map(platformsOf(offers).map(platform => [platform, best(platform)]))
}

const ease = ['api', 'file', 'window', 'hand', 'none'] as const

/** What a formula cannot do without. */
function measuresOf({ formula }: Kpi): readonly string[] {
  const needs = compileFormula(formula).needs.filter(need => !need.optional)
  return [...new Set(needs.map(need => need.measure))]
}

/** Platforms that stores can be on; "other" stands for no one in particular. */
export function platformsOf({ apis, files }: Offers): readonly string[] {
  return [...new Set([...apis, ...files].map(offer => offer.platform))].filter(platform => platform !== 'other')
}

function wayOn(platform: string, wanted: readonly string[], offers: Offers, everywhere: ReadonlySet<string>): Way {
  const byItself = toldBy(platform, offers.apis)
  const missing = wanted.filter(measure => !byItself.has(measure))
  if (missing.length === 0) return { kind: 'api' }
  const own = offers.files.filter(file => file.platform === platform)
  const left = missing.filter(measure => !own.some(file => file.measures.includes(measure)))
  if (left.length === 0) return { kind: 'file', labels: fewest(missing, own) }
  return { kind: left.every(measure => !everywhere.has(measure)) ? 'hand' : 'none' }
}

/** Exports that give the measures, always the one first that gives most of what is still missing. */
function fewest(missing: readonly string[], files: Offers['files']): readonly Localized[] {
  const labels: Localized[] = []
  let left = missing
  while (left.length > 0) {
    const gives = (file: Offer) => left.filter(measure => file.measures.includes(measure)).length
    const best = [...files].sort((a, b) => gives(b) - gives(a))[0]
    if (!best || gives(best) === 0) break
    if (!labels.some(label => label.en === best.label.en)) labels.push(best.label)
    left = left.filter(measure => !best.measures.includes(measure))
  }
  return labels
}

function toldBy(platform: string, offers: readonly Offer[]): ReadonlySet<string> {
  return new Set(offers.filter(offer => offer.platform === platform).flatMap(offer => offer.measures))
}

/** What a KPI divides by, where that is a kind of visit: part of what its figure means. `null`: it is no such rate. */
export function visitBaseOf(kpi: Kpi): VisitBase | null {
  const { tree } = compileFormula(kpi.formula)
  if (tree.kind !== 'arithmetic' || tree.sign !== '/' || tree.right.kind !== 'need') return null
  const { measure } = tree.right.need
  return visitBases.find(base => base === measure) ?? null
}

const baseNames: Readonly<Record<VisitBase, Localized>> = {
  sessions: { en: 'sessions', ja: 'セッション', 'zh-CN': '会话' },
  visitors: { en: 'visitors', ja: '訪問者', 'zh-CN': '访客' },
  page_views: { en: 'page views', ja: 'ページビュー', 'zh-CN': '浏览量' },
}
const withBase = { en: '{kpi} ({base})', ja: '{kpi}（{base}）', 'zh-CN': '{kpi}（{base}）' } satisfies Localized

/**
 * The KPI with the kind of visits in its name, where it is divided by one: the figure and its base are never apart,
 * whatever shows it. One that was named before gets the name of what it is divided by now.
 */
export function namedWithBase(kpi: Kpi): Kpi {
  const base = visitBaseOf(kpi)
  if (base === null) return kpi
  return { ...kpi, label: fill(withBase, { kpi: nameWithoutBase(kpi.label), base: baseNames[base] }) }
}

/** The name of a KPI alone. */
export function nameWithoutBase(label: Localized): Localized {
  const named = locales.map(locale => {
    const ends = Object.values(baseNames).map(base => fill(withBase, { kpi: '', base })[locale])
    const end = ends.find(one => label[locale].endsWith(one)) ?? ''
    return [locale, label[locale].slice(0, label[locale].length - end.length)] as const
  })
  return Object.fromEntries(named) as Record<(typeof locales)[number], string> // every locale has its entry
}

/** What each platform counts visits as: what comes by itself before what stands in files. */
export function basesOf(offers: Offers): ReadonlyMap<string, VisitBase | null> {
  return new Map(
    platformsOf(offers).map(platform => {
      const [api, file] = [toldBy(platform, offers.apis), toldBy(platform, offers.files)]
      const found = visitBases.find(base => api.has(base)) ?? visitBases.find(base => file.has(base))
      return [platform, found ?? null]
    }),
  )
}
