import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { placeKey } from '#src/domain/place.ts'
import { recognise } from '#src/language/recognise.ts'
import { store } from '#test/support/builders.ts'
import { around } from './fixture.ts'

type Shop = readonly [slug: string, name: string, platform: string, market: string, aliases: readonly string[]]

/** Stores whose names are platforms, markets and both; one platform has two stores, one of them where others sell, too. */
const shops: readonly Shop[] = [
  ['amazon-us', 'Amazon US', 'amazon', 'us', ['亚马逊美国', 'アマゾン米国']],
  ['amazon-jp', 'Amazon Japan', 'amazon', 'jp', ['亚马逊日本', 'アマゾン日本']],
  ['amazon-de', 'Amazon Germany', 'amazon', 'de', ['亚马逊德国']],
  ['rakuten', 'Rakuten', 'rakuten', 'jp', ['乐天市场店', '楽天市場店']],
  ['yahoo-jp', 'Yahoo Japan', 'yahoo', 'jp', ['雅虎日本']],
  ['walmart-us', 'Walmart', 'walmart', 'us', ['沃尔玛美国']],
  ['shopify-us', 'Brand Site', 'shopify', 'us', ['独立站']],
  ['shopify-jp', 'ブランド公式', 'shopify', 'jp', ['日本官网']],
  ['corner', 'Corner Lamps', 'other', 'us', ['街角灯具']],
]
const stores = shops.map(([slug, name, platform, market, aliases], at) => ({
  ...store({ id: at + 1, slug, name, platform, market, currency: 'USD', timeZone: 'UTC' }),
  aliases,
}))
const { catalog } = around({})
const surroundings = around({ stores, commands, catalog: { ...catalog, stores } })

function placesOf(line: string): readonly string[] {
  const places = recognise(line, surroundings)?.words.places ?? []
  return places.map(placeKey).sort()
}

describe('a store that is named as a whole stays that store beside any other place', () => {
  const shop = fc.nat({ max: shops.length - 1 }).chain(at => {
    const [slug = '', , , , aliases = []] = shops[at] ?? []
    return fc.record({ slug: fc.constant(slug), text: fc.constantFrom(slug, `store:${slug}`, slug.toUpperCase(), ...aliases) })
  }) // biome-ignore format: shorter so
  const frame = fc.constantFrom<(places: string) => string>(
    places => `compare sales ${places} last week`,
    places => `status last week ${places} sales`,
    places => `trend sales ${places} 30d`,
    places => `why sales ${places}`,
    places => `forecast sales ${places}`,
    places => `对比 销售额 ${places} 上周`,
    places => `売上 比較 ${places} 先週`,
  )
  const joint = fc.constantFrom(' ', ', ', ' vs ', ' and ', ' 和 ', ' と ', '、')

  it('two or three stores by key or alias, in any order and language', () => {
    const some = fc.uniqueArray(shop, { minLength: 2, maxLength: 3, selector: one => one.slug })
    fc.assert(
      fc.property(some, frame, joint, (named, write, between) => {
        const line = write(named.map(one => one.text).join(between))

        expect(placesOf(line), line).toEqual(named.map(one => `store:${one.slug}`).sort())
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['compare sales amazon-us rakuten last week', ['store:amazon-us', 'store:rakuten']],
    ['compare sales rakuten amazon-us', ['store:amazon-us', 'store:rakuten']],
    ['status sales amazon-jp walmart last week', ['store:amazon-jp', 'store:walmart-us']],
    ['compare sales amazon-jp shopify last week', ['platform:shopify', 'store:amazon-jp']],
    ['compare sales amazon jp shopify last week', ['platform:shopify', 'store:amazon-jp']],
    ['compare sales Amazon US rakuten', ['store:amazon-us', 'store:rakuten']],
    ['compare sales Rakuten Amazon US Corner Lamps', ['store:amazon-us', 'store:corner', 'store:rakuten']],
    ['compare sales Amazon US Walmart Yahoo Japan', ['store:amazon-us', 'store:walmart-us', 'store:yahoo-jp']],
    ['compare sales amazon us yahoo jp', ['store:amazon-us', 'store:yahoo-jp']],
    ['compare sales amazon-us japan', ['market:jp', 'store:amazon-us']],
    ['compare sales amazon-us walmart shopify', ['platform:shopify', 'store:amazon-us', 'store:walmart-us']],
    ['compare sales amazon us jp rakuten', ['store:amazon-jp', 'store:amazon-us', 'store:rakuten']],
    ['对比 销售额 亚马逊美国 乐天 上周', ['store:amazon-us', 'store:rakuten']],
    ['对比 销售额 乐天 美国亚马逊 沃尔玛', ['store:amazon-us', 'store:rakuten', 'store:walmart-us']],
    ['売上 比較 アマゾン 米国 楽天 先週', ['store:amazon-us', 'store:rakuten']],
    ['売上 比較 楽天 amazon-us yahoo-jp', ['store:amazon-us', 'store:rakuten', 'store:yahoo-jp']],
  ])('%s', (line, places) => {
    expect(placesOf(line)).toEqual(places)
  })
})

describe('a platform and a market are still put together', () => {
  it.each([
    ['compare sales amazon jp us', ['store:amazon-jp', 'store:amazon-us']],
    ['compare sales us amazon jp', ['store:amazon-jp', 'store:amazon-us']],
    ['compare sales jp us amazon', ['store:amazon-jp', 'store:amazon-us']],
    ['compare sales amazon rakuten jp', ['store:amazon-jp', 'store:rakuten']],
    ['compare sales jp rakuten shopify', ['store:rakuten', 'store:shopify-jp']],
    ['compare sales us jp', ['market:jp', 'market:us']],
    ['status sales shopify japan', ['store:shopify-jp']],
    ['status sales amazon-us us', ['store:amazon-us']],
  ])('%s', (line, places) => {
    expect(placesOf(line)).toEqual(places)
  })
})
