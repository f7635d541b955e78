import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { type Place, type PlaceKey, parsePlaceKey, type Store } from './place.ts'

/** What a SKU is called wherever figures name it: by its title, else as it is. */
export function productName(sku: string, title: string | null): string {
  return title?.trim() || sku
}

/** What a platform or market is called: the label to show and everything people type. */
export interface PlaceName {
  readonly id: string
  readonly label: Localized
  /** Besides id and labels, in any language. Two-letter codes that are common words are left out (`my`, `id`, `in`). */
  readonly aliases: readonly string[]
}

/** The marketplaces and shop systems that the product knows, by platform id. */
export const platformNames: readonly PlaceName[] = [
  named('amazon', { en: 'Amazon', ja: 'Amazon', 'zh-CN': '亚马逊' }, ['amz', 'アマゾン', 'あまぞん', '亞馬遜']),
  named('rakuten', { en: 'Rakuten', ja: '楽天市場', 'zh-CN': '乐天' }, [
    '楽天',
    '樂天',
    '乐天市场',
    '樂天市場',
    'ラクテン',
    'らくてん',
  ]),
  named('yahoo', { en: 'Yahoo! Shopping', ja: 'Yahoo!ショッピング', 'zh-CN': '雅虎购物' }, [
    'yahoo!',
    'ヤフー',
    'やふー',
    'ヤフーショッピング',
    'ヤフショ',
    '雅虎',
    '雅虎日本',
  ]),
  named('walmart', { en: 'Walmart', ja: 'ウォルマート', 'zh-CN': '沃尔玛' }, ['wmt']),
  named('shopify', { en: 'Shopify', ja: 'Shopify', 'zh-CN': 'Shopify' }, [
    'ショッピファイ',
    '独立站',
    '自社ec',
    '自社サイト',
  ]),
  named('ebay', { en: 'eBay', ja: 'eBay', 'zh-CN': 'eBay' }, ['イーベイ', '易贝']),
  named('tiktok', { en: 'TikTok Shop', ja: 'TikTok Shop', 'zh-CN': 'TikTok Shop' }, [
    'tts',
    'ティックトック',
    'ティックトックショップ',
    'tiktok小店',
    '抖音',
    '抖音店',
    '抖音店铺',
    '抖音小店',
    '抖店',
    'douyin',
  ]),
  named('shopee', { en: 'Shopee', ja: 'Shopee', 'zh-CN': 'Shopee' }, ['虾皮', '蝦皮', 'ショッピー']),
  named('lazada', { en: 'Lazada', ja: 'Lazada', 'zh-CN': 'Lazada' }, ['来赞达', 'ラザダ']),
]

/** The markets that the product knows, by market id (ISO 3166 alpha-2, lower case). */
export const marketNames: readonly PlaceName[] = [
  named('jp', { en: 'Japan', ja: '日本', 'zh-CN': '日本' }, ['jpn', '日本站', '日本市场', '日本市場', '国内']),
  named('us', { en: 'US', ja: '米国', 'zh-CN': '美国' }, [
    'usa',
    'u.s.',
    'united states',
    'america',
    'アメリカ',
    'アメリカ合衆国',
    '美國',
    '美国站',
    '美国市场',
    '米国市場',
  ]),
  named('gb', { en: 'UK', ja: '英国', 'zh-CN': '英国' }, ['united kingdom', 'britain', 'イギリス', '英国站']),
  named('de', { en: 'Germany', ja: 'ドイツ', 'zh-CN': '德国' }, ['德国站']),
  named('fr', { en: 'France', ja: 'フランス', 'zh-CN': '法国' }, ['法国站']),
  named('it', { en: 'Italy', ja: 'イタリア', 'zh-CN': '意大利' }, []),
  named('es', { en: 'Spain', ja: 'スペイン', 'zh-CN': '西班牙' }, []),
  named('ca', { en: 'Canada', ja: 'カナダ', 'zh-CN': '加拿大' }, []),
  named('mx', { en: 'Mexico', ja: 'メキシコ', 'zh-CN': '墨西哥' }, []),
  named('br', { en: 'Brazil', ja: 'ブラジル', 'zh-CN': '巴西' }, []),
  named('au', { en: 'Australia', ja: 'オーストラリア', 'zh-CN': '澳大利亚' }, ['澳洲']),
  named('sg', { en: 'Singapore', ja: 'シンガポール', 'zh-CN': '新加坡' }, []),
  named('my', { en: 'Malaysia', ja: 'マレーシア', 'zh-CN': '马来西亚' }, ['马来']),
  named('th', { en: 'Thailand', ja: 'タイ', 'zh-CN': '泰国' }, []),
  named('ph', { en: 'Philippines', ja: 'フィリピン', 'zh-CN': '菲律宾' }, []),
  named('vn', { en: 'Vietnam', ja: 'ベトナム', 'zh-CN': '越南' }, []),
  named('id', { en: 'Indonesia', ja: 'インドネシア', 'zh-CN': '印度尼西亚' }, ['印尼']),
  named('tw', { en: 'Taiwan', ja: '台湾', 'zh-CN': '中国台湾' }, ['台湾', '台灣', 'taiwan']),
  named('kr', { en: 'South Korea', ja: '韓国', 'zh-CN': '韩国' }, ['korea']),
  named('hk', { en: 'Hong Kong', ja: '香港', 'zh-CN': '中国香港' }, ['香港', 'hongkong']),
  named('ae', { en: 'UAE', ja: 'アラブ首長国連邦', 'zh-CN': '阿联酋' }, ['united arab emirates', 'ドバイ']),
  named('sa', { en: 'Saudi Arabia', ja: 'サウジアラビア', 'zh-CN': '沙特' }, ['沙特阿拉伯', 'ksa']),
  named('cn', { en: 'China', ja: '中国', 'zh-CN': '中国' }, []),
]

/** What the whole company is called. */
export const allNames: PlaceName = named('all', { en: 'All stores', ja: '全店舗', 'zh-CN': '全部店铺' }, [
  'everything',
  'every store',
  'all shops',
  '全店',
  '全部',
  '所有',
  '所有店铺',
  '全店铺',
  '全体',
  'すべて',
  '全て',
  '全ストア',
  '总计',
  '合計',
])

/** Market codes that people also type as an ordinary word: `my`, `id`, `it`, `de`, `es`. Only `market:my` means them. */
export const ambiguousCodes: ReadonlySet<string> = new Set(['my', 'id', 'it', 'th', 'ph', 'es', 'de', 'br', 'ca'])

/** The label of a platform; its id where it is not in the list. */
export function platformLabel(id: string): Localized {
  return labelIn(platformNames, id)
}

/** The label of a market; its code in capitals where it is not in the list. */
export function marketLabel(id: string): Localized {
  return labelIn(marketNames, id, id.toUpperCase())
}

function labelIn(names: readonly PlaceName[], id: string, otherwise = id): Localized {
  return names.find(name => name.id === id)?.label ?? { en: otherwise, ja: otherwise, 'zh-CN': otherwise }
}

function named(id: string, label: Localized, aliases: readonly string[]): PlaceName {
  return { id, label, aliases }
}

/** What a place is called; `own` is what a single store is called. */
export function labelOfPlace(place: Place, own: string): Localized {
  switch (place.kind) {
    case 'all':
      return allNames.label
    case 'market':
      return marketLabel(place.id)
    case 'platform':
      return platformLabel(place.id)
    case 'store':
      return verbatim(own)
    default:
      return place satisfies never
  }
}

/** The name of a place by its key; a store that is not among `stores` keeps its slug. */
export function placeLabel(key: PlaceKey, stores: readonly Pick<Store, 'slug' | 'name'>[]): Localized {
  const place = parsePlaceKey(key)
  if (place?.kind !== 'store') return place ? labelOfPlace(place, key) : verbatim(key)
  const name = stores.find(store => store.slug === place.slug)?.name ?? place.slug
  return labelOfPlace(place, place.sku === undefined ? name : `${name} ${place.sku}`)
}
