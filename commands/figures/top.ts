import { type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import type { Query } from '#src/domain/questions/query.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { findTop, mainKpi, otherEnd, topCard, topTable } from '#src/features/figures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { queryLine } from '#src/language/questions/query-line.ts'
import { readQuery } from '#src/language/questions/read-query.ts'
import { leftOverError } from '#src/language/time/left-over.ts'

/** Which of the stores, SKUs, markets, platforms or KPIs: the most, the least, or all that fulfil a condition. */
export const top = defineCommand({
  name: 'top',
  aliases: { en: ['toplist', 'top list'], ja: ['上位', 'トップ'], 'zh-CN': ['榜单', '前几名'] },
  summary: {
    en: 'Which stores, SKUs, markets or KPIs are highest, lowest, or meet a condition',
    ja: '上位・下位や、条件に合う店舗・SKU・国・指標の一覧',
    'zh-CN': '最高、最低或符合条件的店铺、SKU、市场、指标',
  },
  examples: {
    en: ['top 5 skus sales yesterday', 'top stores worst conversion last week', 'top stores acos > 30% last week'],
    ja: ['上位 5 SKU 売上 昨日', '先週いちばん伸びた店', '3日連続で目標未達の店'],
    'zh-CN': ['榜单 5 SKU 销售额 昨天', '上周退货率最高的SKU', '连续3天未达标的店铺'],
  },
  role: 'viewer',
  readOnly: true,
  takes: {
    kpis: true,
    places: true,
    periods: true,
    against: true,
    except: true,
    amounts: true,
    sentences: true,
    free: true,
  },
  async run(words, context) {
    const query = askedIn(words, context)
    const found = await findTop(query, context)
    const shown = { ...found.query, kpi: found.query.subject === 'kpi' ? found.query.kpi : found.kpi }
    return {
      cards: [
        topCard(found, {
          line: queryLine(shown),
          flipped: queryLine({ ...shown, order: otherEnd[shown.order] }),
          zone: context.caller.timeZone,
          stores: context.catalog.stores,
          lead: mainKpi(context),
        }),
      ],
      tables: () => [topTable({ ...found, query: shown })],
    }
  },
})

/** @throws UserError for words that nothing uses, and for two of what there can be one of. */
function askedIn(words: Words, { catalog }: CommandContext): Query {
  const { query, left, surplus, unsaid } = readQuery(words, catalog.findKpi)
  if (left.length > 0) {
    const spans = left.map(({ from, to, text, kind }) => ({ from, to, text, instead: [], known: kind !== 'unknown' }))
    throw leftOverError(words.line, spans, texts.howTo, 'complete')
  }
  if (isNegative(query.count, words)) throw new UserError(fill(texts.negative, { hint: texts.howTo }))
  if (unsaid) throw new UserError(texts.forHowLong, runsOffered(query))
  if (surplus === 'ends') throw new UserError(texts.ends, endsOffered(query))
  if (surplus) throw new UserError(fill(texts[surplus], { hint: texts.howTo }))
  return query
}

/** The same question from each end. */
function endsOffered(query: Query): readonly Suggestion[] {
  return [query.order, otherEnd[query.order]].map(order => {
    const line = queryLine({ ...query, order })
    return { label: verbatim(line), line }
  })
}

/** The same question with lengths that may be meant. */
function runsOffered(query: Query): readonly Suggestion[] {
  const [of] = query.conditions.flatMap(one => (one.kind === 'streak' || one.kind === 'missed' ? [] : [one]))
  if (!of) return []
  const others = query.conditions.filter(one => one !== of)
  return (['day', 'week'] as const).map(step => {
    const line = queryLine({ ...query, conditions: [...others, { kind: 'streak', of, step, count: 3 }] })
    return { label: verbatim(line), line }
  })
}

/** `top -3 stores`: a sign in front of how many is neither a bullet nor a range; behind a comparison it is of an amount. */
function isNegative(count: number | null, { open }: Words): boolean {
  return count !== null && new RegExp(`(?<![<>=≤≥]\\s*)(?<=^|\\s)[-−–]\\s?${count}(?![\\d.,%])`, 'u').test(open)
}

const texts = {
  howTo: {
    en: 'For example: top 5 skus sales last week · top stores acos > 30% · top stores missed target 3 days in a row',
    ja: '例：上位 5 SKU 売上 先週 ／ 上位 店舗 ACoS 30%以上 ／ 上位 店舗 3日連続で目標未達',
    'zh-CN': '例如：榜单 5 SKU 销售额 上周 · 榜单 店铺 ACoS 高于30% · 榜单 店铺 连续3天未达标',
  },
  forHowLong: {
    en: 'For how many days, weeks or months in a row? Say so, such as: fell 3 weeks in a row.',
    ja: '何日・何週・何か月連続かを指定してください（例：3週連続で下がった）。',
    'zh-CN': '连续多少天、周或月？请写明，例如：连续3周下降。',
  },
  ends: {
    en: 'A list begins with one end, so best and worst are two lists. Which one?',
    ja: '一覧は片方の端から並べます。上位と下位のどちらを見ますか？',
    'zh-CN': '榜单只从一端排起，最好和最差是两个榜单。要看哪一个？',
  },
  kpis: {
    en: 'A list is ordered by one KPI. Name one, and others only with a condition. {hint}',
    ja: '並べ替えの指標は1つだけ指定してください（ほかは条件としてのみ指定できます）。{hint}',
    'zh-CN': '榜单只按一个指标排序，其他指标只能作为条件。{hint}',
  },
  periods: {
    en: 'A list is of one period, which may be held against one other. {hint}',
    ja: '期間は1つ（比較する場合は2つまで）指定してください。{hint}',
    'zh-CN': '榜单只看一个周期（可再加一个对比周期）。{hint}',
  },
  negative: {
    en: 'How many shall be listed cannot be negative. For the lowest write for example: bottom 3 stores sales. {hint}',
    ja: '件数にマイナスは使えません。下位を見るには例えば「下位 3 店舗 売上」と入力してください。{hint}',
    'zh-CN': '数量不能为负数。查看最低的请写例如“最低的3家店铺 销售额”。{hint}',
  },
  numbers: {
    en: 'Two numbers: how many shall be listed, and what is the other for? {hint}',
    ja: '数値が2つあります。件数は1つだけ指定してください。{hint}',
    'zh-CN': '有两个数字，请只写一个数量。{hint}',
  },
} satisfies Record<string, Localized>
