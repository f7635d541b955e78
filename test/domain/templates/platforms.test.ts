import { describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { platformsOf, type Way, waysOf } from '#src/domain/kpi-ways.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { builtInTemplates } from '#src/domain/templates/built-in.ts'
import { ownLines, type TemplateLine } from '#src/domain/templates/template.ts'
import { offersOf } from '#src/features/imports/index.ts'

const offers = offersOf({ connectors })
const platforms = platformsOf(offers)
const connected = new Set(connectors.map(({ platform }) => platform))
const ways = new Map(builtInKpis.map(kpi => [kpi.id, waysOf(kpi, offers)]))
const money: ReadonlySet<string> = new Set(['sales', 'gross_sales'])

function wayOf(kpiId: string, platform: string): Way['kind'] {
  if (ownLines.some(id => id === kpiId)) return 'api'
  return ways.get(kpiId)?.get(platform)?.kind ?? 'none'
}

/** What is left of a template on a platform, each KPI once, by how its figures come about. */
function offered(lines: readonly TemplateLine[], platform: string): ReadonlyMap<string, Way['kind']> {
  const kept = lines.flatMap(({ kpiId, instead }) =>
    [kpiId, instead].filter(id => id !== undefined && wayOf(id, platform) !== 'none').slice(0, 1),
  )
  return new Map(kept.map(id => [id ?? '', wayOf(id ?? '', platform)]))
}

const fed = (found: ReadonlyMap<string, Way['kind']>) =>
  [...found].filter(([, kind]) => kind === 'api' || kind === 'file' || kind === 'window').map(([id]) => id)

describe('templates on each platform', () => {
  const all = platforms.flatMap(platform =>
    builtInTemplates.map(template => [template.code, platform, template] as const),
  )
  const markets = all.filter(([, , { kind }]) => kind === 'market')

  it.each(all)('%s on %s: sales are never the only KPI', (_code, platform, { lines }) => {
    const found = [...offered(lines, platform).keys()]
    if (found.some(id => money.has(id))) expect(found.filter(id => !money.has(id))).not.toEqual([])
  })

  it.each(markets)('%s on %s: enough KPIs get figures without typing', (_code, platform, { lines }) => {
    const found = fed(offered(lines, platform))

    // No interface stands behind the others: their exports tell orders, refunds and little else
    expect(found.length, found.join()).toBeGreaterThanOrEqual(connected.has(platform) ? 4 : 3)
    expect(found.filter(id => !money.has(id)).length, found.join()).toBeGreaterThanOrEqual(2)
  })

  it.each([
    ['japan', 'rakuten', 'avg_stars_total'],
    ['japan', 'rakuten', 'response_rate_24h'],
    ['us', 'amazon', 'return_rate'],
    ['us', 'amazon', 'in_stock_rate'],
    ['us', 'etsy', 'refund_rate'],
    ['service', 'shopee', 'response_rate_24h'],
    ['warehouse', 'amazon', 'late_shipment_rate'],
  ])('%s on %s: %s gets figures', (code, platform, id) => {
    const template = builtInTemplates.find(one => one.code === code)
    expect(fed(offered(template?.lines ?? [], platform))).toContain(id)
  })
})

describe('what platforms are known for', () => {
  it.each([
    ['amazon', 'buy_box_rate'],
    ['amazon', 'health_flags'],
    ['amazon', 'negative_feedback_rate'],
    ['rakuten', 'avg_stars_total'],
    ['rakuten', 'late_shipment_rate'],
  ])('%s: %s gets figures', (platform, id) => expect(['api', 'file']).toContain(wayOf(id, platform)))
})
