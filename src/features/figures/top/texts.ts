import {
  type Condition,
  type Direction,
  leastOrders,
  type Order,
  type Query,
  type Step,
  type Subject,
} from '#src/domain/questions/query.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What is said about lists. */
export const topTexts = {
  noStore: {
    en: 'None of your stores is left after what the line leaves out, so there is nothing to list.',
    ja: '除外した結果、表示できる店舗がありません。',
    'zh-CN': '排除后没有剩余店铺，无法列出。',
  },
  tooLong: {
    en: 'That period is longer than what it would be held against. Name a shorter one, or a longer step such as YoY.',
    ja: '期間が比較する間隔より長いため、比較できません。期間を短くするか、前年比などを指定してください。',
    'zh-CN': '该周期比对比间隔还长。请缩短周期，或改用同比等更长的间隔。',
  },
  noSkuTargets: {
    en: 'SKUs have no targets and no days that are expected of them here. Ask for their values or changes, or ask about stores.',
    ja: 'SKUには目標やデータの有無の判定がありません。値や増減で指定するか、店舗で質問してください。',
    'zh-CN': 'SKU没有目标，也不判断是否缺数据。请按数值或变化提问，或改问店铺。',
  },
  noSkus: {
    en: 'No source tells this KPI by SKU in this period. `sources` shows what comes from where.',
    ja: 'この期間・指標のSKU別データはありません。データの出どころは「データ元」で確認できます。',
    'zh-CN': '该周期没有此指标的SKU数据。可用“数据源”查看数据来源。',
  },
  smallSkus: {
    en: 'Every SKU has too few cases in this period for a rate that means anything. Name a longer period.',
    ja: 'この期間はどのSKUも件数が少なく、率として判断できません。期間を長くしてください。',
    'zh-CN': '该周期各SKU的样本都太少，比率没有意义。请选择更长的周期。',
  },
  leads: {
    en: '{order}: {name} with {value}',
    ja: '{order}は{name}（{value}）',
    'zh-CN': '{order}：{name}（{value}）',
  },
  nth: {
    en: '{order}, place {place}: {name} with {value}',
    ja: '{place}番目（{order}から数えて）：{name}（{value}）',
    'zh-CN': '{order}，第{place}名：{name}（{value}）',
  },
  some: {
    en: '{count} of {all} {subjects}: {conditions}',
    ja: '{all}件の{subjects}のうち{count}件が該当：{conditions}',
    'zh-CN': '{all}个{subjects}中有{count}个符合：{conditions}',
  },
  none: {
    en: 'None of the {all} {subjects}: {conditions}',
    ja: '{all}件の{subjects}に該当なし：{conditions}',
    'zh-CN': '{all}个{subjects}中没有符合的：{conditions}',
  },
  nothing: {
    en: 'There are no figures to order in this period yet',
    ja: 'この期間には順位を付けられるデータがまだありません',
    'zh-CN': '该周期暂无可排序的数据',
  },
  small: {
    en: 'Too few cases to be judged: {names}',
    ja: '件数が少なく判定対象外：{names}',
    'zh-CN': '样本过少，未参与：{names}',
  },
  open: {
    en: 'Cannot be said for want of figures or a target: {names}',
    ja: 'データまたは目標がなく判定できません：{names}',
    'zh-CN': '缺少数据或目标，无法判断：{names}',
  },
  list: { en: 'List', ja: '一覧', 'zh-CN': '榜单' },
  asked: { en: 'Asked as: {line}', ja: 'コマンド：{line}', 'zh-CN': '等同于：{line}' },
  without: { en: '{place} without {except}', ja: '{place}（{except}を除く）', 'zh-CN': '{place}（不含{except}）' },
  rank: { en: 'No.', ja: '順', 'zh-CN': '排名' },
  missedDays: { en: 'Days missed', ja: '連続未達', 'zh-CN': '连续未达标' },
  days: { en: '{count} days', ja: '{count}日', 'zh-CN': '{count}天' },
  gaps: { en: 'Without data', ja: 'データなし', 'zh-CN': '缺数据' },
  moreOf: { en: '{shown} of {count} shown', ja: '{count}件中{shown}件を表示', 'zh-CN': '共{count}个，显示{shown}个' },
  flip: { en: 'The other end', ja: '逆順で見る', 'zh-CN': '反过来看' },
  tooManyParts: {
    en: 'That is {count} {subjects}. A list takes at most {limit}: name a shorter period.',
    ja: '{subjects}が{count}件になります（上限{limit}件）。期間を短くしてください。',
    'zh-CN': '该周期有{count}{subjects}，最多{limit}，请缩短周期。',
  },
  noRun: {
    en: 'How long something went on in a row is asked of stores, SKUs, markets, platforms or owners, not of days or KPIs.',
    ja: '連続の長さは店舗・SKU・国・モール・担当者について質問してください（日や指標については確認できません）。',
    'zh-CN': '连续多久请按店铺、SKU、市场、平台或负责人提问，不能按日期或指标提问。',
  },
  tooManySteps: {
    en: 'At most {limit} {steps} in a row are looked at. Name fewer.',
    ja: '連続は最大{limit}{steps}まで確認できます。短くしてください。',
    'zh-CN': '最多查看连续{limit}{steps}，请缩短。',
  },
  run: { en: 'In a row', ja: '連続', 'zh-CN': '连续' },
  runOf: { en: '{count} {steps}', ja: '{count}{steps}', 'zh-CN': '{count}{steps}' },
  countedTo: {
    en: 'Counted in whole {steps} up to {last}; changes are against the one before. One that lacks data cannot be judged.',
    ja: '{last}までの{steps}単位（途中の期間は含まない）で数え、増減は1つ前との比較です。データが欠けている期間は判定できません。',
    'zh-CN': '按完整的{steps}计至{last}，涨跌为与前一{steps}相比；缺数据的周期无法判断。',
  },
  countedIn: {
    en: 'Longest run of whole {steps} within the period; changes are against the one before. One that lacks data ends a run.',
    ja: '期間内の{steps}単位（途中の期間は含まない）で最長の連続です。増減は1つ前との比較で、データが欠けている期間で途切れます。',
    'zh-CN': '为该周期内完整{steps}的最长连续；涨跌为与前一{steps}相比，缺数据的周期视为中断。',
  },
  owners: {
    en: 'Owner: who owns the store’s target for {kpi} in this period, else for {lead}',
    ja: '担当者：この期間の店舗の{kpi}の目標の担当者（なければ{lead}の目標の担当者）',
    'zh-CN': '负责人：该周期内店铺{kpi}目标的负责人（没有则取{lead}目标的负责人）',
  },
  leadOwners: {
    en: 'Owner: who owns the store’s target for {kpi} in this period',
    ja: '担当者：この期間の店舗の{kpi}の目標の担当者',
    'zh-CN': '负责人：该周期内店铺{kpi}目标的负责人',
  },
  nobody: { en: 'Nobody', ja: '担当者なし', 'zh-CN': '无负责人' },
  noOwners: {
    en: 'No store has a target with an owner in this period, so nothing can be cut by owner. Set one, such as: target set sales {store} 2026-11 50000 @owner',
    ja: 'この期間に担当者付きの目標がある店舗がないため、担当者別に表示できません。設定例：目標 設定 売上 {店舗} 2026-11 5万 @担当者',
    'zh-CN':
      '该周期没有店铺的目标指定了负责人，无法按负责人查看。可设置，例如：目标 设置 销售额 {店铺} 2026-11 5万 @负责人',
  },
  skuConditions: {
    en: 'Of SKUs only values and changes can be asked: {condition} cannot.',
    ja: 'SKUでは値と増減だけを条件にできます：{condition}は指定できません。',
    'zh-CN': 'SKU只能以数值和变化为条件：无法使用{condition}。',
  },
  unsold: {
    en: 'SKUs that had something in this period or the 90 days before it',
    ja: '対象：この期間またはその前90日間に実績のあるSKU',
    'zh-CN': '范围：本期或此前90天内有记录的SKU',
  },
  inCurrency: { en: 'in {currency}', ja: '{currency}換算', 'zh-CN': '折{currency}' },
  vs: { en: 'vs {period}', ja: '{period}比', 'zh-CN': '较{period}' },
  notOrdered: {
    en: 'Which KPI, period or place is meant? A list takes one KPI and one period: {hint}',
    ja: '指標と期間は1つずつ指定してください：{hint}',
    'zh-CN': '一个榜单只需一个指标和一个周期：{hint}',
  },
} satisfies Record<string, Localized>

/** What is said where the most moved was asked for and nothing moved that way. */
export const noneMoved: Readonly<Record<Direction, Localized>> = {
  down: {
    en: 'None of the {all} {subjects} fell. Rose least: {name} ({value})',
    ja: '{all}件の{subjects}のうち下がったものはありません。上昇が最も小さいのは{name}（{value}）',
    'zh-CN': '{all}个{subjects}都没有下降。涨幅最小：{name}（{value}）',
  },
  up: {
    en: 'None of the {all} {subjects} rose. Fell least: {name} ({value})',
    ja: '{all}件の{subjects}のうち上がったものはありません。下落が最も小さいのは{name}（{value}）',
    'zh-CN': '{all}个{subjects}都没有上升。降幅最小：{name}（{value}）',
  },
  better: {
    en: 'None of the {all} {subjects} improved. Worsened least: {name} ({value})',
    ja: '{all}件の{subjects}のうち改善したものはありません。悪化が最も小さいのは{name}（{value}）',
    'zh-CN': '{all}个{subjects}都没有改善。变差最少：{name}（{value}）',
  },
  worse: {
    en: 'None of the {all} {subjects} got worse. Improved least: {name} ({value})',
    ja: '{all}件の{subjects}のうち悪化したものはありません。改善が最も小さいのは{name}（{value}）',
    'zh-CN': '{all}个{subjects}都没有变差。改善最少：{name}（{value}）',
  },
}

export const subjectNames: Readonly<Record<Subject, Localized>> = {
  store: { en: 'stores', ja: '店舗', 'zh-CN': '店铺' },
  owner: { en: 'owners', ja: '担当者', 'zh-CN': '负责人' },
  sku: { en: 'SKUs', ja: 'SKU', 'zh-CN': 'SKU' },
  market: { en: 'markets', ja: '国・市場', 'zh-CN': '市场' },
  platform: { en: 'platforms', ja: 'モール', 'zh-CN': '平台' },
  kpi: { en: 'KPIs', ja: '指標', 'zh-CN': '指标' },
  day: { en: 'days', ja: '日', 'zh-CN': '天' },
  week: { en: 'weeks', ja: '週', 'zh-CN': '周' },
  month: { en: 'months', ja: '月', 'zh-CN': '月' },
}

/** What streaks are counted in. */
export const stepNames: Readonly<Record<Step, Localized>> = {
  day: { en: 'days', ja: '日', 'zh-CN': '天' },
  week: { en: 'weeks', ja: '週', 'zh-CN': '周' },
  month: { en: 'months', ja: 'か月', 'zh-CN': '个月' },
}

const valueOrders: Readonly<Record<Order, Localized>> = {
  high: { en: 'Highest', ja: '最も高いの', 'zh-CN': '最高' },
  low: { en: 'Lowest', ja: '最も低いの', 'zh-CN': '最低' },
  best: { en: 'Best', ja: '最も良いの', 'zh-CN': '最佳' },
  worst: { en: 'Worst', ja: '最も悪いの', 'zh-CN': '最差' },
}

const changeOrders: Readonly<Record<Order, Localized>> = {
  ...valueOrders,
  high: { en: 'Rose most', ja: '最も伸びたの', 'zh-CN': '升幅最大' },
  low: { en: 'Fell most', ja: '最も落ちたの', 'zh-CN': '降幅最大' },
  best: { en: 'Improved most', ja: '最も改善したの', 'zh-CN': '改善最大' },
  worst: { en: 'Worsened most', ja: '最も悪化したの', 'zh-CN': '恶化最大' },
}

const leastMoved: Readonly<Record<Direction, Localized>> = {
  up: { en: 'Rose least', ja: '伸びが最も小さいの', 'zh-CN': '升幅最小' },
  down: { en: 'Fell least', ja: '落ち込みが最も小さいの', 'zh-CN': '降幅最小' },
  better: { en: 'Improved least', ja: '改善が最も小さいの', 'zh-CN': '改善最小' },
  worse: { en: 'Worsened least', ja: '悪化が最も小さいの', 'zh-CN': '恶化最小' },
}

const attainmentOrders: Readonly<Record<Order, Localized>> = {
  ...valueOrders,
  high: { en: 'Furthest ahead of target', ja: '達成率が最も高いの', 'zh-CN': '达成率最高' },
  low: { en: 'Furthest behind target', ja: '達成率が最も低いの', 'zh-CN': '达成率最低' },
}

/** What stands in front of the first of a list. */
export function orderName({ by, order, conditions }: Pick<Query, 'by' | 'order' | 'conditions'>): Localized {
  const [condition] = conditions
  if (by === 'change' && condition?.kind === 'change' && leastOrders[condition.direction] === order)
    return leastMoved[condition.direction]
  return (by === 'change' ? changeOrders : by === 'attainment' ? attainmentOrders : valueOrders)[order]
}

/** A comparison with a value, as a condition is said. */
export const compareTexts: Readonly<Record<Compare, Localized>> = {
  above: { en: '{kpi} above {value}', ja: '{kpi}が{value}超', 'zh-CN': '{kpi}高于{value}' },
  below: { en: '{kpi} below {value}', ja: '{kpi}が{value}未満', 'zh-CN': '{kpi}低于{value}' },
  at_least: { en: '{kpi} {value} or more', ja: '{kpi}が{value}以上', 'zh-CN': '{kpi}不低于{value}' },
  at_most: { en: '{kpi} {value} or less', ja: '{kpi}が{value}以下', 'zh-CN': '{kpi}不高于{value}' },
  equal: { en: '{kpi} is {value}', ja: '{kpi}が{value}', 'zh-CN': '{kpi}等于{value}' },
  unequal: { en: '{kpi} is not {value}', ja: '{kpi}が{value}以外', 'zh-CN': '{kpi}不等于{value}' },
}

/** The other conditions as they are said. */
export const conditionTexts: Readonly<
  Record<Exclude<Condition['kind'], 'value' | 'attainment' | 'streak'> | 'moved' | 'unmoved' | 'unchanged', Localized>
> = {
  change: { en: '{kpi} {way} by {share} or more', ja: '{kpi}が{share}以上{way}', 'zh-CN': '{kpi}{way}{share}以上' },
  moved: { en: '{kpi} {way}', ja: '{kpi}が{way}', 'zh-CN': '{kpi}{way}' },
  unmoved: { en: '{kpi} not {way}', ja: '{kpi}が{way}していない', 'zh-CN': '{kpi}没有{way}' },
  unchanged: {
    en: '{kpi} not {way} by {share} or more',
    ja: '{kpi}が{share}以上は{way}していない',
    'zh-CN': '{kpi}没有{way}{share}以上',
  },
  missed: {
    en: '{kpi} under its day target {days} days in a row',
    ja: '{kpi}が{days}日連続で目標未達',
    'zh-CN': '{kpi}连续{days}天未达标',
  },
  behind: { en: '{kpi} under target', ja: '{kpi}が目標未達', 'zh-CN': '{kpi}未达标' },
  reached: { en: '{kpi} reached its target', ja: '{kpi}が目標達成', 'zh-CN': '{kpi}已达标' },
  no_data: { en: 'days without data', ja: 'データがない日あり', 'zh-CN': '有缺数据的日期' },
}

/** A condition that went on for so long. */
export const streakText: Localized = {
  en: '{condition}, {count} {steps} in a row',
  ja: '{count}{steps}連続で{condition}',
  'zh-CN': '连续{count}{steps}{condition}',
}
export const ways: Readonly<Record<Direction, Localized>> = {
  up: { en: 'up', ja: '増加', 'zh-CN': '上升' },
  down: { en: 'down', ja: '減少', 'zh-CN': '下降' },
  better: { en: 'improved', ja: '改善', 'zh-CN': '改善' },
  worse: { en: 'worsened', ja: '悪化', 'zh-CN': '恶化' },
}
export const attainmentWord: Localized = { en: 'attainment', ja: '達成率', 'zh-CN': '达成率' }
