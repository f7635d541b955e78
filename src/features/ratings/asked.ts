import type { Amount, CommandContext, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import { isRated, usualChecks } from '#src/domain/soft-rating.ts'
import { UserError } from '#src/errors.ts'
import { ownPlace, storeSuggestions } from '#src/features/figures/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { nameKey } from '#src/language/text.ts'
import type { Every } from './store/plans.ts'

/** The longest comment, in characters (judgement: what a card shows without being cut). */
const longestComment = 500

/** The most test orders or photos of one rating (judgement: more are a mistake in typing). */
const mostChecks = 1000

/** The rated KPI that a line names, in quotes or without, and the other quoted texts. @throws UserError */
export function ratedIn(
  words: Words,
  { catalog }: Pick<CommandContext, 'catalog'>,
): { kpi: Kpi; quoted: readonly string[] } {
  const rated = catalog.kpis.filter(isRated)
  const [kpi, second] = words.kpis
  if (second) throw new UserError(texts.oneKpi)
  if (kpi && !isRated(kpi)) throw notRated(kpi.label, rated)
  if (kpi) return { kpi, quoted: words.quoted }
  const [name, ...quoted] = words.quoted
  const named = rated.find(
    one => name !== undefined && Object.values(one.label).some(label => nameKey(label) === nameKey(name)),
  )
  if (named) return { kpi: named, quoted }
  const word = name ?? words.unknown[0]
  if (word === undefined) throw new UserError(fill(texts.whichKpi, { kpis: join(rated.map(one => one.label)) }))
  throw notRated(verbatim(word), rated)
}

function notRated(name: Localized, rated: readonly Kpi[]): UserError {
  return new UserError(fill(texts.notRated, { name, kpis: join(rated.map(one => one.label)) }))
}

/** The one store that a line names, with a SKU where it names one. @throws UserError */
export function storeIn(words: Words, { caller }: Pick<CommandContext, 'caller'>): { store: Store; sku: string } {
  const place = words.places[0] ?? ownPlace(caller)
  const found = place.kind === 'store' ? caller.stores.find(({ slug }) => slug === place.slug) : undefined
  if (found && words.places.length < 2) return { store: found, sku: place.kind === 'store' ? (place.sku ?? '') : '' }
  throw new UserError(
    texts.oneStore,
    storeSuggestions(caller, slug => `${words.line} store:${slug}`),
  )
}

/** What was rated: 1 to 5, how many were looked at (`null`: not said), what was seen. @throws UserError */
export function givenIn(
  amounts: readonly Amount[],
  quoted: readonly string[],
): { readonly score: number; readonly checks: number | null; readonly comment: string | null } {
  const [score, checks, ...more] = amounts
  if (!score || more.length > 0 || quoted.length > 1) throw new UserError(texts.howToRate)
  if (score.kind !== 'plain' || ![1, 2, 3, 4, 5].includes(score.value)) throw new UserError(texts.oneToFive)
  if (checks && !isCount(checks)) throw new UserError(texts.countChecks)
  const comment = quoted[0]?.trim() || null
  if (comment !== null && comment.length > longestComment) throw new UserError(texts.long)
  return { score: score.value, checks: checks?.value ?? null, comment }
}

function isCount({ kind, value }: Amount): boolean {
  return kind === 'plain' && Number.isInteger(value) && value >= 1 && value <= mostChecks
}

const everyPatterns: readonly (readonly [Every, RegExp])[] = [
  ['quarter', /\bquarterly\b|\bevery quarter\b|四半期ごと|四半期毎|毎四半期|每季度|每季|季度/iu],
  ['month', /\bmonthly\b|\bevery month\b|毎月|月次|月1回|每个月|每月|月度/iu],
  ['week', /\bweekly\b|\bevery week\b|毎週|週次|每周|每星期|每週|周度/iu],
]
const ratersPattern = /(?:\braters?\s*=?\s*(\d+))|(\d+)\s*(?:raters?\b|人ずつ|名ずつ|人|名)/iu
const checksPattern = /(?:\bchecks?\s*=?\s*(\d+))|(\d+)\s*(?:checks?\b|orders?\b|photos?\b|件ずつ|件|枚|张|单)/iu

/** How often, how many raters each time and how many checks a line says; what it does not say is as usual. @throws UserError */
export function planIn(words: Words): { readonly every: Every; readonly perRound: number; readonly checks: number } {
  let rest = words.open
  const every = everyPatterns.find(([, pattern]) => pattern.test(rest))
  if (every) rest = rest.replace(every[1], ' ')
  const [raters, checks] = [ratersPattern, checksPattern].map(pattern => {
    const found = pattern.exec(rest)
    if (found) rest = rest.replace(pattern, ' ')
    return found ? Number(found[1] ?? found[2]) : null
  })
  if (/\d/.test(rest)) throw new UserError(texts.howToPlan)
  const unknown = words.unknown.filter(word => rest.includes(word))
  requireUsed(
    { ...words, open: rest, unknown, amounts: [], ids: [] },
    { kpis: 1, places: 1, people: 50, quoted: 1 },
    texts.howToPlan,
  )
  const perRound = raters ?? 2
  if (perRound < 1 || perRound > 10 || (checks ?? 1) < 1 || (checks ?? 1) > mostChecks)
    throw new UserError(texts.howToPlan)
  return { every: every?.[0] ?? 'month', perRound, checks: checks ?? usualChecks }
}

/** Texts in quotes of any kind, `null` where the line holds anything else; names of KPIs among them are texts, too. */
export function quotedIn(rest: string): readonly string[] | null {
  const quotes = /"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』/g
  if (rest.replace(quotes, '').trim() !== '') return null
  return [...rest.matchAll(quotes)].map(([, ...found]) => found.find(text => text !== undefined)?.trim() ?? '')
}

const texts = {
  oneKpi: { en: 'One KPI at a time, please.', ja: '1項目ずつ指定してください。', 'zh-CN': '请逐个项目填写。' },
  whichKpi: {
    en: 'What is rated? These can be: {kpis}.',
    ja: '採点項目を指定してください：{kpis}',
    'zh-CN': '要打分的项目是？可选：{kpis}。',
  },
  notRated: {
    en: '“{name}” is not rated by looking. These are: {kpis}. One of your own: rating define "Gift wrapping" and five texts in quotes.',
    ja: '「{name}」は採点項目ではありません。採点できる項目：{kpis}。独自の項目：採点 定義 「ギフト包装」 と5つの目安',
    'zh-CN': '“{name}”不是打分项目。可打分的有：{kpis}。自定义：打分 定义 “礼品包装” 加五段带引号的说明。',
  },
  oneStore: { en: 'For which one store?', ja: 'どの店舗ですか？（1店舗ずつ）', 'zh-CN': '是哪家店铺？（每次一家）' },
  howToRate: {
    en: 'A rating from 1 to 5, how many orders or photos you looked at, and what you saw in quotes: rating packaging rakuten-main 4 5 "box dented"',
    ja: '1〜5の点数、確認した件数、「気づいた点」を書いてください：採点 梱包 rakuten-main 4 5 「箱のへこみ」',
    'zh-CN': '请写1至5的分值、查看件数和带引号的说明：打分 包装完整度 rakuten-main 4 5 “箱子有凹痕”',
  },
  oneToFive: {
    en: 'A rating is 1, 2, 3, 4 or 5.',
    ja: '点数は1・2・3・4・5のいずれかです。',
    'zh-CN': '分值为1、2、3、4或5。',
  },
  countChecks: {
    en: 'The second number says how many orders or photos you looked at: a whole number from 1 to 1,000.',
    ja: '2つ目の数値は確認した件数です（1〜1000の整数）。',
    'zh-CN': '第二个数字是查看件数，须为1至1000的整数。',
  },
  long: {
    en: 'The comment may have 500 characters.',
    ja: 'コメントは500文字以内です。',
    'zh-CN': '说明不超过500个字符。',
  },
  howToPlan: {
    en: 'A KPI, a store, the raters and how often: rating plan packaging rakuten-main @mei @ken @yuki monthly. If wanted also “1 rater” each time and “8 checks”.',
    ja: '項目・店舗・採点者・頻度を書いてください：採点 計画 梱包 rakuten-main @mei @ken @yuki 毎月（必要なら「1人」「8件」も）',
    'zh-CN': '请写项目、店铺、打分人和频率：打分 计划 包装完整度 rakuten-main @mei @ken @yuki 每月（也可加“1人”“8件”）',
  },
} satisfies Record<string, Localized>
