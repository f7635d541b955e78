import { type Command, defineCommand } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Place, Store } from '#src/domain/place.ts'
import type { KnownSkus } from '#src/language/places/combine-places.ts'
import { recognise, type Surroundings } from '#src/language/recognise.ts'
import { kpi, store } from '#test/support/builders.ts'

const nothing = { en: '', ja: '', 'zh-CN': '' }
const label = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** KPIs with the names that people use. */
export const kpis: readonly Kpi[] = [
  kpi({ id: 'sales', label: label('Sales', '売上', '销售额'), aliases: ['revenue', '売上金額', 'GMV', '营业额'] }),
  kpi({ id: 'orders_kpi', label: label('Orders', '受注件数', '订单数'), aliases: ['order count', '注文数', '单量'] }),
  kpi({ id: 'units_kpi', label: label('Units', '販売個数', '销量'), aliases: [] }),
  kpi({ id: 'aov', label: label('Average order value', '客単価', '客单价'), aliases: ['AOV'] }),
  kpi({
    id: 'conversion_rate',
    label: label('Conversion rate', '転換率', '转化率'),
    aliases: ['CVR', 'conversion', '購買率'],
  }),
  kpi({ id: 'ad_spend', label: label('Ad spend', '広告費', '广告花费'), aliases: ['广告费'] }),
  kpi({ id: 'ad_sales', label: label('Ad sales', '広告経由売上', '广告销售额'), aliases: [] }),
  kpi({ id: 'acos', label: label('ACoS', '売上高広告費比率', '广告销售成本比'), aliases: [] }),
  kpi({ id: 'roas', label: label('ROAS', '広告費用対効果', '广告投产比'), aliases: ['ROI'] }),
  kpi({ id: 'return_rate', label: label('Return rate', '返品率', '退货率'), aliases: ['returns'] }),
  kpi({ id: 'ship_72h_rate', label: label('72-hour ship rate', '72時間以内出荷率', '72小时发货率'), aliases: [] }),
  kpi({
    id: 'response_rate_24h',
    label: label('24-hour response rate', '24時間以内返信率', '24小时回复率'),
    aliases: [],
  }),
  kpi({ id: 'avg_stars', label: label('Average rating', '平均評価', '平均评分'), aliases: ['星级'] }),
]

/** Stores as a cross-border team has them. */
export const stores: readonly (Store & { readonly aliases: readonly string[] })[] = [
  shop(1, 'amazon-jp', 'Amazon Japan', 'amazon', 'jp'),
  shop(2, 'amazon-us', 'Amazon US', 'amazon', 'us'),
  shop(3, 'rakuten', 'Rakuten Ichiba', 'rakuten', 'jp', ['乐天店']),
  shop(4, 'yahoo-jp', 'Yahoo Japan', 'yahoo', 'jp'),
  shop(5, 'walmart', 'Walmart US', 'walmart', 'us'),
  shop(6, 'west', 'West', 'other', 'us', ['西部']),
]

function shop(
  id: number,
  slug: string,
  name: string,
  platform: string,
  market: string,
  aliases: readonly string[] = [],
) {
  const jp = market === 'jp'
  const money = jp ? { currency: 'JPY', timeZone: 'Asia/Tokyo' } : { currency: 'USD', timeZone: 'America/New_York' }
  return { ...store({ id, slug, name, platform, market, ...money }), aliases }
}

/** People who can be mentioned. */
export const people = [
  { id: 1, name: 'Li Wei', email: 'li.wei@example.com' },
  { id: 2, name: '佐藤 花子', email: 'sato@example.com' },
  { id: 3, name: 'Owner', email: 'owner@example.com' },
]

/** The catalog of these tests. */
export const catalog: Catalog = {
  kpis,
  measures: [],
  stores,
  people,
  findKpi: id => kpis.find(one => one.id === id) ?? null,
}

function command(name: string, en: string[], zh: string[], ja: string[], over: Partial<Command>): Command {
  return defineCommand({
    name,
    aliases: { en, ja, 'zh-CN': zh },
    summary: nothing,
    examples: { en: [], ja: [], 'zh-CN': [] },
    role: 'viewer',
    takes: {},
    run: async () => ({ cards: [] }),
    ...over,
  })
}

const figures = { kpis: true, places: true, periods: true }

/** Verbs of every kind: reading, writing, with sub-verbs, with a grammar of their own. */
export const commands: readonly Command[] = [
  command('status', [], ['状态', '现状'], ['状況'], { takes: figures, readOnly: true }),
  command('trend', ['chart'], ['趋势'], ['推移'], { takes: figures, readOnly: true }),
  command('compare', [], ['对比'], ['比較'], { takes: figures, readOnly: true }),
  command('target', ['goal', 'targets'], ['目标'], ['目標'], {
    takes: { ...figures, amounts: true, people: true },
    role: 'operator',
    subverbs: {
      set: { aliases: ['设定', '设置', '設定'] },
      list: { aliases: ['列表', '一覧'], role: 'viewer' },
      remove: { aliases: ['删除', '削除'] },
    },
  }),
  command('note', ['notes'], ['备注'], ['メモ'], { takes: { ...figures, quoted: true, ids: true }, role: 'operator' }),
  command('ack', ['acknowledge'], ['确认'], ['確認'], { takes: { ids: true, quoted: true }, role: 'operator' }),
  command('alerts', ['alert'], ['告警'], ['アラート'], { takes: figures, readOnly: true }),
  command('help', [], ['帮助'], ['ヘルプ'], { takes: { kpis: true, free: true }, readOnly: true }),
  command('people', [], ['人员'], ['メンバー'], { takes: { quoted: true, free: true }, role: 'administrator' }),
]

/** What lines are read against; Saturday, 21 November 2026. */
export function around(over: Partial<Surroundings> = {}): Surroundings {
  const skus: KnownSkus = new Map()
  return {
    catalog,
    commands,
    stores,
    self: { id: 3, name: 'Owner' },
    today: () => '2026-11-21',
    earliest: () => '2026-11-21',
    skus,
    defaultVerb: 'status',
    ...over,
  }
}

/** A line read, as short texts that are easy to compare. */
export function read(line: string, over: Partial<Surroundings> = {}): string {
  const found = recognise(line, around(over))
  if (!found) return ''
  const { words } = found
  const verb = found.command ? [words.verb, words.subverb].filter(Boolean).join('.') : '?'
  return [verb, ...summary(found)].join(' | ')
}

function summary(found: NonNullable<ReturnType<typeof recognise>>): string[] {
  const { words } = found
  return [
    ...words.kpis.map(one => one.id).sort(),
    ...words.places.map(placeText).sort(),
    ...words.periods.map(period => `${period.from}..${period.to}`).sort(),
    ...words.amounts.map(
      amount => `${amount.decimal}${amount.kind === 'plain' ? '' : ` ${amount.currency ?? amount.kind}`}`,
    ),
    ...words.people.map(person => person.name).sort(),
    ...words.ids.map(id => `#${id}`),
    ...words.quoted.map(text => `"${text}"`),
    ...words.unknown.map(text => `?${text}`),
    ...found.extra.map(extra => `!${extra.text}`),
    ...found.openSkus.map(sku => `sku?${sku}`),
  ]
}

function placeText(place: Place): string {
  switch (place.kind) {
    case 'all':
      return 'all'
    case 'store':
      return place.sku === undefined ? place.slug : `${place.slug}/${place.sku}`
    default:
      return `${place.kind}:${place.id}`
  }
}
