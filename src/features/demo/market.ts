import { z } from 'zod'
import {
  type Connector,
  defineConnector,
  type FoundStore,
  type Observed,
  type PullRequest,
  type PullStep,
  SourceFault,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'
import { daysAhead, demoEvents } from './events.ts'
import { demoDays, factsOfDay, type Making } from './facts.ts'
import { type DemoStore, demoStores } from './stores.ts'
import { storyOf } from './story.ts'

/** Zone of the headquarters: its day is the day of the story. */
export const homeZone = 'Asia/Shanghai'

/** What a store of the market needs to tell the same figures as the demo: who it is, its chance, the day of its story. */
interface Told {
  readonly slug: string
  readonly seed: string
  readonly today: string
}

/** The visits of a day; everything else comes with the orders. */
const visits: ReadonlySet<string> = new Set([
  'sessions',
  'visitors',
  'page_views',
  'bounces',
  'favourites_added',
  'carts_added',
  'search_impressions',
  'buy_box_page_views',
])

/** Any word is accepted, also none: nothing is behind it. */
const Keys = z.object({ code: z.string().default('') }).catch({ code: '' })

/**
 * The marketplace of the demo company: simulated, in this process, without any account. Its stores tell the demo's own
 * figures, also those of days that come, through the same engine as real ones.
 */
export const demoMarket: Connector = defineConnector<unknown>({
  id: 'demo-market',
  label: { en: 'Demo marketplace (simulated)', ja: 'デモ用モール（模擬）', 'zh-CN': '演示平台（模拟）' },
  platform: 'other',
  simulated: true,
  keys: Keys,
  keyTexts: {
    code: {
      label: { en: 'Access code', ja: 'アクセスコード', 'zh-CN': '访问码' },
      help: {
        en: 'Simulated: any word will do, also none.',
        ja: '模擬です。何を入力しても、空欄でも通ります。',
        'zh-CN': '模拟：任意内容均可，也可留空。',
      },
    },
  },
  refreshKey: null,
  auth: [],
  addresses: () => ({}),
  versions: [],
  budgets: [],
  personal: [],
  listStores: async () => demoStores.map(foundStore),
  feeds: [
    feed('demo-orders', { en: 'Orders (demo)', ja: '注文（デモ）', 'zh-CN': '订单（演示）' }),
    feed('demo-visits', { en: 'Visits (demo)', ja: 'アクセス（デモ）', 'zh-CN': '流量（演示）' }),
  ],
})

/** A demo store as the market shows it. */
export function foundStore({ slug, name, market, timeZone, currency }: DemoStore): FoundStore {
  return { externalId: `DEMO-${slug}`, name, market, timeZone, currency }
}

function feed(id: 'demo-orders' | 'demo-visits', label: Connector['label']): Connector['feeds'][number] {
  return {
    id,
    label,
    tells: [],
    grain: 'sku',
    everyMinutes: 15,
    dueHours: 6,
    finalAfterDays: 1,
    historyDays: null,
    sliceDays: 20,
    scopes: [],
    pull: (request, context) => pull(request, context.now(), id === 'demo-visits'),
  }
}

async function pull(request: PullRequest, now: Date, isVisits: boolean): Promise<PullStep> {
  const { store, window } = request
  const told = toldOf(store, now)
  const shop = demoStores.find(({ slug }) => slug === told.slug)
  if (!shop) throw new SourceFault('permanent', says('demoNoShop'))
  const today = localDay(now, store.timeZone)
  const making = makingOf(shop, told, now)
  const days = eachDay(window.from, earlier(window.to, today)).flatMap(day => rowsOf(shop, day, making, isVisits))
  const isBegun = days.some(({ day }) => day === today)
  const through = window.to < today || isBegun ? window.to : shiftDays(today, -1)
  return { days, next: { kind: 'done', through: through < window.from ? null : through } }
}

/** What is not kept with the store, as where it is looked at before it is connected, is that of a demo loaded now. */
function toldOf({ externalId, extra }: FoundStore, now: Date): Told {
  const { slug = externalId.replace(/^DEMO-/, ''), seed = 'linkstar', today = localDay(now, homeZone) } = extra ?? {}
  return { slug, seed, today }
}

function makingOf(shop: DemoStore, { seed, today }: Told, now: Date): Making {
  const story = storyOf(today)
  const last = shiftDays(localDay(now, homeZone), daysAhead)
  const places = ['all', `market:${shop.market}`, `store:${shop.slug}`]
  const events = demoEvents(shiftDays(today, 1 - demoDays), last, story).filter(({ place }) => places.includes(place))
  return { seed, now, story, events: new Map([[shop.slug, events]]) }
}

function rowsOf(shop: DemoStore, day: string, making: Making, isVisits: boolean): readonly Observed[] {
  return [...factsOfDay(shop, day, making)].map(({ sku, figures }) => {
    const own = Object.entries(figures).filter(([measure]) => visits.has(measure) === isVisits)
    return { sku, day, measures: Object.fromEntries(own.map(([measure, value]) => [measure, String(value)])) }
  })
}
