import type { Block } from '#src/chat/card.ts'
import { basesOf, nameWithoutBase, type Offers, visitBaseOf, type Way, waysOf } from '#src/domain/kpi-ways.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  heading: { en: 'How it comes, by platform', ja: 'モール別の取得方法', 'zh-CN': '各平台的获取方式' },
  line: { en: '{platforms}: {way}', ja: '{platforms}：{way}', 'zh-CN': '{platforms}：{way}' },
  api: { en: 'by itself, once connected', ja: '接続すれば自動で取得', 'zh-CN': '连接后自动获取' },
  file: { en: 'with the file {files}', ja: 'ファイル「{files}」で取込', 'zh-CN': '需导入文件：{files}' },
  window: {
    en: 'by itself, as the platform counts it over its own window',
    ja: '自動で取得（モール独自の期間の集計値）',
    'zh-CN': '自动获取（平台按自有周期统计的数值）',
  },
  hand: { en: 'by hand (record)', ja: '手入力（record）', 'zh-CN': '手工录入（record）' },
  none: { en: 'not at all, it is left out', ja: '取得できないため表示しません', 'zh-CN': '平台不提供，不显示' },
  untoldFile: {
    en: '{platforms} does not tell {kpi} by itself. Send it by file: {files}. Drop the file into this chat.',
    ja: '{platforms}は{kpi}を自動では提供していません。ファイル「{files}」をこのチャットに送ると取り込めます。',
    'zh-CN': '{platforms}不会自动提供{kpi}。请导入文件：{files}（直接发到本聊天即可）。',
  },
  untoldHand: {
    en: 'No system of {platforms} tells {kpi}: people write it down. Type: record {id} …',
    ja: '{platforms}に{kpi}を提供する仕組みはなく、手入力します。入力例：「入力 {id} …」',
    'zh-CN': '{platforms}没有系统提供{kpi}，需手工录入。例如：录入 {id} …',
  },
  untoldNone: {
    en: '{platforms} does not tell {kpi}, and no export of it does. A file of your own can: a column for the day and one called “{kpi}”.',
    ja: '{platforms}は{kpi}を提供しておらず、ダウンロードできるファイルにもありません。日付列と「{kpi}」列を持つ自作のファイルなら取り込めます。',
    'zh-CN': '{platforms}不提供{kpi}，其导出文件中也没有。可用自制文件导入：一列日期，一列“{kpi}”。',
  },
  bases: { en: 'What visits are counted as', ja: '訪問の数え方', 'zh-CN': '访问的统计口径' },
} satisfies Record<string, Localized>

/** How a KPI comes about on every platform, and what its visits are; derived from what connectors and exports tell. */
export function waysList(kpi: Kpi, offers: Offers): readonly Block[] {
  const ways = grouped([...waysOf(kpi, offers)].map(([platform, way]) => [platform, textOf(way)]))
  if (ways.length === 0) return []
  const list: Block = { type: 'list', heading: texts.heading, items: ways }
  if (visitBaseOf(kpi) === null) return [list]
  const bases = [...basesOf(offers)].flatMap(([platform, base]): [string, Localized][] => {
    const label = base === null ? undefined : findMeasure(base)?.label
    return label ? [[platform, label]] : []
  })
  return [list, { type: 'list', heading: texts.bases, items: grouped(bases) }]
}

/** Of a KPI without any figure: what platforms do not tell it by themselves, and the way by which it can be had. */
export function untoldList(kpi: Kpi, platforms: readonly string[], offers: Offers): readonly Block[] {
  const ways = waysOf(kpi, offers)
  return [...new Set(platforms)].flatMap((platform): readonly Block[] => {
    const way = ways.get(platform)
    if (!way || way.kind === 'api' || way.kind === 'window') return []
    const named = {
      platforms: placeLabel(`platform:${platform}`, []) ?? verbatim(platform),
      kpi: nameWithoutBase(kpi.label),
      id: kpi.id,
    }
    if (way.kind === 'file')
      return [{ type: 'text', text: fill(texts.untoldFile, { ...named, files: join([...way.labels]) }) }]
    return [{ type: 'text', text: fill(way.kind === 'hand' ? texts.untoldHand : texts.untoldNone, named) }]
  })
}

function textOf(way: Way): Localized {
  return way.kind === 'file' ? fill(texts.file, { files: join([...way.labels]) }) : texts[way.kind]
}

/** Platforms of which the same is said stand together. */
function grouped(said: readonly (readonly [string, Localized])[]): readonly Localized[] {
  const byText = new Map<string, { way: Localized; platforms: Localized[] }>()
  for (const [platform, way] of said) {
    const known = byText.get(way.en) ?? { way, platforms: [] }
    known.platforms.push(placeLabel(`platform:${platform}`, []) ?? verbatim(platform))
    byText.set(way.en, known)
  }
  return [...byText.values()].map(({ way, platforms }) => fill(texts.line, { platforms: join(platforms), way }))
}
