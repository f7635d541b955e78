import { describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import { basesOf, type Offers, visitBaseOf, waysOf } from '#src/domain/kpi-ways.ts'
import { builtInKpis as kpis } from '#src/domain/kpis/index.ts'
import { waysToCount } from '#src/domain/kpis/kpi.ts'
import { ownWindowKpi } from '#src/domain/limits/own-window.ts'
import { waysList } from '#src/features/figures/index.ts'
import { fileOffers } from '#src/features/imports/formats/gives.ts'
import { verbatim } from '#src/i18n/locale.ts'

const real: Offers = {
  apis: connectors.map(({ platform, feeds }) => ({ platform, measures: feeds.flatMap(feed => feed.tells) })),
  files: fileOffers(),
}
const named = (id: string) => {
  const kpi = kpis.find(one => one.id === id)
  if (!kpi) throw new Error(id)
  return kpi
}
const told = (platform: string, offers: readonly { platform: string; measures: readonly string[] }[]) =>
  new Set(offers.filter(offer => offer.platform === platform).flatMap(offer => offer.measures))

describe('how a KPI comes about on a platform', () => {
  it.each(kpis.map(kpi => [kpi.id, kpi] as const))(
    '%s: what is said is what connectors and exports tell',
    (_id, kpi) => {
      const counted = waysToCount(kpi).map(one =>
        compileFormula(one.formula)
          .needs.filter(need => !need.optional)
          .map(need => need.measure),
      )

      for (const [platform, way] of waysOf(kpi, real)) {
        const api = told(platform, real.apis)
        const lacks = counted.map(wanted => wanted.filter(id => !api.has(id)))
        const files =
          way.kind === 'file' ? real.files.filter(file => way.labels.some(({ en }) => en === file.label.en)) : []
        const mine = files.filter(file => file.platform === platform)
        expect(way.kind === 'api').toBe(lacks.some(lacking => lacking.length === 0))
        const own = ownWindowKpi(kpi)
        const isCounted = own !== null && compileFormula(own.formula).needs.every(need => api.has(need.measure))
        if (way.kind === 'window') expect(isCounted).toBe(true)
        if (way.kind === 'hand' || way.kind === 'none') expect(isCounted).toBe(false)
        if (way.kind === 'file') {
          const given = lacks.filter(lacking => lacking.every(id => told(platform, mine).has(id)))
          expect(given).not.toEqual([])
          expect(mine.every(file => given.flat().some(id => file.measures.includes(id)))).toBe(true)
        }
        if (way.kind === 'hand' || way.kind === 'none') {
          for (const lacking of lacks) expect(lacking.some(id => !told(platform, real.files).has(id))).toBe(true)
        }
      }
    },
  )

  const offers: Offers = {
    apis: [
      { platform: 'amazon', measures: ['orders', 'sessions'] },
      { platform: 'tiktok', measures: ['orders', 'visitors'] },
      { platform: 'other', measures: ['sessions'] },
    ],
    files: [
      { platform: 'rakuten', label: verbatim('daily'), measures: ['sessions', 'orders', 'bounces'] },
      { platform: 'tiktok', label: verbatim('ads'), measures: ['ad_spend'] },
    ],
  }

  it.each([
    ['conversion_rate', 'amazon', { kind: 'api' }],
    ['conversion_rate', 'rakuten', { kind: 'file', labels: [verbatim('daily')] }],
    ['conversion_rate', 'tiktok', { kind: 'api' }],
    ['unit_session_rate', 'tiktok', { kind: 'none' }],
    ['bounce_rate', 'amazon', { kind: 'none' }],
    ['nps', 'amazon', { kind: 'hand' }],
  ])('%s on %s', (id, platform, way) => expect(waysOf(named(id), offers).get(platform)).toEqual(way))

  it('a platform that counts by itself tells that figure over its own window, which nobody has to type', () => {
    const windows = {
      apis: [{ platform: 'shopee', measures: ['account_response_n', 'account_response_d'] }],
      files: [],
    }
    const wayOn = (id: string) => waysOf(named(id), windows).get('shopee')

    expect(wayOn('response_rate_24h')).toEqual({ kind: 'window' })
    expect(wayOn('response_rate_12h')).toEqual({ kind: 'hand' })
  })

  it('has no platform that is none', () => expect([...waysOf(named('sessions'), offers).keys()]).not.toContain('other'))

  it.each([
    ['conversion_rate', 'sessions'],
    ['buy_box_rate', 'page_views'],
    ['aov', null],
    ['sessions', null],
  ])('%s divides by %s', (id, base) => expect(visitBaseOf(named(id))).toBe(base))

  it('tells what visits are on each platform', () => {
    expect(Object.fromEntries(basesOf(offers))).toEqual({ amazon: 'sessions', tiktok: 'visitors', rakuten: 'sessions' })
    expect(basesOf(real).get('tiktok')).toBe('visitors')
    expect(basesOf(real).get('shopify')).toBe('sessions')
  })

  it('is said in three languages, platforms of the same way together', () => {
    const [ways, bases] = waysList(named('conversion_rate'), offers)

    expect(ways).toMatchObject({
      items: [{ en: 'Amazon, TikTok Shop: by itself, once connected' }, { 'zh-CN': expect.stringContaining('daily') }],
    })
    expect(bases).toMatchObject({
      items: [{ en: 'Amazon, Rakuten: Sessions' }, { en: 'TikTok Shop: Unique visitors' }],
    })
  })
})
