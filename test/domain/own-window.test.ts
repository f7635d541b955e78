import { expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { platformLimits } from '#src/domain/limits/index.ts'
import { ownWindowKpi } from '#src/domain/limits/own-window.ts'

const american = connectors.filter(({ platform }) => ['walmart', 'ebay', 'shopify', 'tiktok'].includes(platform))
const pairs = american.flatMap(({ platform, feeds }) =>
  feeds.flatMap(({ tells }) =>
    tells.filter(id => /^account_.*_n$/.test(id)).map(id => [platform, id.replace(/_n$/, '')] as const),
  ),
)

it.each(pairs)('what %s tells as %s of its own window is held against lines', (_platform, pair) => {
  const counted = builtInKpis.flatMap(kpi => ownWindowKpi(kpi)?.formula ?? [])

  expect(counted.filter(formula => formula.endsWith(`${pair}_n / ${pair}_d`))).not.toEqual([])
})

it('covers the published lines of platforms that tell such figures', () => {
  const told = new Set(pairs.map(([platform, pair]) => `${platform} ${pair}_n / ${pair}_d`))
  const own = platformLimits.filter(limit => {
    const kpi = builtInKpis.find(one => one.id === limit.kpiId)
    return kpi && told.has(`${limit.platform} ${ownWindowKpi(kpi)?.formula}`)
  })

  expect(new Set(own.map(({ platform }) => platform))).toEqual(new Set(pairs.map(([platform]) => platform)))
})
