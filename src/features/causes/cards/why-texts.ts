import type { Localized } from '#src/i18n/locale.ts'

/** Words of the answer to “why”. Arithmetic, observation and guess are three sections that are named as such. */
export const whyTexts = {
  title: { en: 'Why', ja: '要因', 'zh-CN': '原因' },
  alert: { en: 'alert #{id}', ja: 'アラート#{id}', 'zh-CN': '告警#{id}' },
  moved: {
    en: '{kpi} {value}, {before} in {earlier}: {change}',
    ja: '{kpi}は{value}、{earlier}は{before}：{change}',
    'zh-CN': '{kpi}{value}，{earlier}为{before}：{change}',
  },
  same: {
    en: '{kpi} {value}, the same as in {earlier}',
    ja: '{kpi}は{value}で、{earlier}と同じです',
    'zh-CN': '{kpi}{value}，与{earlier}相同',
  },
  born: {
    en: '{kpi} {value}; nothing to compare with in {earlier}',
    ja: '{kpi}は{value}。{earlier}には比較できる実績がありません',
    'zh-CN': '{kpi}{value}；{earlier}没有可对比的数据',
  },
  unadded: {
    en: '{kpi} {value}; {earlier} has figures, but they cannot be added up without an exchange rate',
    ja: '{kpi}は{value}。{earlier}の実績はありますが、為替レートがないため合計できません',
    'zh-CN': '{kpi}{value}；{earlier}有数据，但缺少汇率，无法合计',
  },
  gone: {
    en: '{kpi}: no figure in {period}, {before} in {earlier}',
    ja: '{kpi}：{period}の実績なし、{earlier}は{before}',
    'zh-CN': '{kpi}：{period}无数据，{earlier}为{before}',
  },
  nothing: {
    en: '{kpi}: no figures in {period} or {earlier}',
    ja: '{kpi}：{period}も{earlier}も実績がありません',
    'zh-CN': '{kpi}：{period}和{earlier}都没有数据',
  },
  running: {
    en: '{kpi} so far in {period}: {value}. No day of it is over yet, and a day that runs is not held against whole days. Ask again tomorrow, or look at what is over:',
    ja: '{period}の{kpi}は現時点で{value}。まだ終わった日がなく、途中の日を丸一日とは比べません。明日もう一度確認するか、終わった期間をご覧ください：',
    'zh-CN':
      '{period}的{kpi}目前为{value}。尚无已结束的日期，未结束的一天不与整天对比。请明天再看，或查看已结束的时段：',
  },
  uneven: {
    en: '{kpi} {value}, {before} in {earlier}. Not compared: too few of the same days have figures on both sides.',
    ja: '{kpi}は{value}、{earlier}は{before}。両方にデータがある日が少なく、比較できません。',
    'zh-CN': '{kpi}{value}，{earlier}为{before}。两边都有数据的日期太少，不作对比。',
  },
  daysCompared: {
    en: 'Days compared: {now} with {earlier}.',
    ja: '比較した日：{now}と{earlier}。',
    'zh-CN': '对比日期：{now}与{earlier}。',
  },
  likeForLike: {
    en: 'Like for like, as the change in status: without {without} (figures on one side only).',
    ja: '状況の増減と同じく条件をそろえた比較（対象外：{without}、片方の期間のデータなし）。',
    'zh-CN': '与状态中的变化一样按可比口径计算：不含{without}（只有一边有数据）。',
  },
  wholeValue: {
    en: 'All that is there in {period} comes to {value}.',
    ja: '{period}の全データでは{value}です。',
    'zh-CN': '{period}全部数据为{value}。',
  },
  byWeekday: {
    en: 'Against the same weekdays before ({days}), as status shows it: {change}.',
    ja: '状況に出る前の同じ曜日（{days}）との比較では{change}。',
    'zh-CN': '与状态所示的此前相同星期（{days}）相比：{change}。',
  },
  inside: {
    en: 'Inside the normal range ({low} to {high}, from {count} before): nothing unusual happened. The parts, all the same:',
    ja: '通常の範囲内（{low}〜{high}、過去{count}回）で、特別なことは起きていません。参考までに内訳：',
    'zh-CN': '在正常范围内（{low}至{high}，取自此前{count}次）：没有异常。以下仅供参考：',
  },
  insideAlerted: {
    en: 'Inside what such days or periods come to ({low} to {high}, from {count} before), but an alert about it is open: its rule asks for more than that.',
    ja: '過去の同種の期間の範囲内（{low}〜{high}、過去{count}回）ですが、未解決のアラートがあります。ルールの条件に触れています。',
    'zh-CN': '在此前同类时段的范围内（{low}至{high}，取自此前{count}次），但有未解决的告警：其规则另有要求。',
  },
  watch: {
    en: 'Just outside the normal range ({low} to {high}, from {count} before).',
    ja: '通常の範囲（{low}〜{high}、過去{count}回）をわずかに外れています。',
    'zh-CN': '略超出正常范围（{low}至{high}，取自此前{count}次）。',
  },
  unusual: {
    en: 'Clearly outside the normal range ({low} to {high}, from {count} before).',
    ja: '通常の範囲（{low}〜{high}、過去{count}回）を明らかに外れています。',
    'zh-CN': '明显超出正常范围（{low}至{high}，取自此前{count}次）。',
  },
  fewDays: {
    en: 'Too few days of this kind before to tell what is normal: it takes {least} with data.',
    ja: '同種の日の過去データが少なく、通常の範囲は分かりません（{least}日分必要です）。',
    'zh-CN': '此前同类日期太少，无法判断正常范围：至少需要{least}天的数据。',
  },
  fewPeriods: {
    en: 'Too few such periods before to tell what is normal: it takes {least} with data.',
    ja: '同じ長さの過去データが少なく、通常の範囲は分かりません（{least}期間分必要です）。',
    'zh-CN': '此前同类周期太少，无法判断正常范围：至少需要{least}个周期的数据。',
  },
  incomplete: {
    en: 'Not held against the normal range: data is missing or stores are left out, here or in what it is compared with.',
    ja: 'データの欠けや対象外の店舗があるため（比較対象を含む）、通常の範囲とは比べません。',
    'zh-CN': '本期或对比期有数据缺失或店铺未计入，不与正常范围比较。',
  },
  beforeUnusual: {
    en: 'What it is compared with was unusual: {value}, normally {low} to {high}.',
    ja: '比較対象のほうが通常と異なります：{value}（通常{low}〜{high}）。',
    'zh-CN': '对比期本身异常：{value}（正常为{low}至{high}）。',
  },
  missing: {
    en: 'Data for {have} of {expected} days only: part of the change may come from missing data.',
    ja: '{expected}日中{have}日分のデータのみ：差の一部はデータ不足による可能性があります。',
    'zh-CN': '{expected}天中仅有{have}天的数据：部分差异可能来自数据缺失。',
  },
  missingStores: {
    en: 'Data for {have} of {expected} store-days only: part of the change may come from missing data.',
    ja: '延べ{expected}店舗日中{have}店舗日のデータのみ：差の一部はデータ不足による可能性があります。',
    'zh-CN': '{expected}个店铺日中仅有{have}个有数据：部分差异可能来自数据缺失。',
  },
  belowSample: {
    en: 'Too few cases to judge: look at a longer period.',
    ja: 'サンプル不足：より長い期間で確認してください。',
    'zh-CN': '样本不足，请查看更长周期。',
  },
  arithmetic: {
    en: 'Arithmetic: the parts add up to {change}',
    ja: '計算：内訳の合計は{change}',
    'zh-CN': '算术：各部分合计{change}',
  },
  noArithmetic: {
    en: 'Arithmetic: this change cannot be taken apart with the figures there are.',
    ja: '計算：今あるデータではこの差を分解できません。',
    'zh-CN': '算术：现有数据无法拆解该变化。',
  },
  part: { en: 'Part', ja: '内訳', 'zh-CN': '组成' },
  sides: { en: 'Before → now', ja: '前→今', 'zh-CN': '之前→现在' },
  arrow: { en: '{before} → {after}', ja: '{before}→{after}', 'zh-CN': '{before}→{after}' },
  effect: { en: 'Effect', ja: '影響', 'zh-CN': '影响' },
  own: { en: 'Own rate', ja: '率の影響', 'zh-CN': '率的影响' },
  mix: { en: 'Weight (mix)', ja: '構成の影響', 'zh-CN': '占比的影响' },
  together: { en: 'Together', ja: '合計', 'zh-CN': '合计' },
  others: { en: '{count} others', ja: 'ほか{count}件', 'zh-CN': '其余{count}项' },
  perDay: { en: '{kpi} per day', ja: '1日あたり{kpi}', 'zh-CN': '日均{kpi}' },
  channels: { en: 'Ads and organic', ja: '広告とオーガニック', 'zh-CN': '广告与自然' },
  calendar: { en: 'Calendar', ja: '日数と曜日', 'zh-CN': '天数与星期' },
  weekdays: { en: 'Other weekdays', ja: '曜日の並び', 'zh-CN': '星期构成' },
  saleDays: { en: 'Days of sale events', ja: 'セール日数', 'zh-CN': '大促天数' },
  alike: {
    en: '{kpi} on the same weekdays',
    ja: '同じ曜日での{kpi}',
    'zh-CN': '相同星期的{kpi}',
  },
  market: { en: 'Market', ja: '国・市場', 'zh-CN': '市场' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  sku: { en: 'SKU', ja: 'SKU', 'zh-CN': 'SKU' },
  method: {
    en: 'Factors by logarithmic means (LMDI), or the average over all orders of change where one is zero or negative.',
    ja: '要因分解は対数平均（LMDI）、ゼロや負の値があるときは全順序の平均によります。',
    'zh-CN': '因素拆解采用对数均值（LMDI）；含零或负值时取各次序平均。',
  },
  waterfall: { en: 'What changed {kpi}', ja: '{kpi}の増減要因', 'zh-CN': '{kpi}变化拆解' },
  observed: {
    en: 'Observed in the same days (none of it is proven to be the cause)',
    ja: '観察：同じ期間にあったこと（原因と決まったわけではありません）',
    'zh-CN': '观察：同一期间出现的情况（不等于原因）',
  },
  nothingSeen: {
    en: 'Observed in the same days: nothing is stored that fits.',
    ja: '観察：同じ期間の記録に該当するものはありません。',
    'zh-CN': '观察：同一期间没有相关记录。',
  },
  guess: { en: 'Guess: what to check first', ja: '推測：まず確認すること', 'zh-CN': '推测：先检查什么' },
  procedure: { en: 'Procedure: {title}', ja: '手順：{title}', 'zh-CN': '操作流程：{title}' },
  reasons: { en: 'Returns by reason', ja: '返品理由別', 'zh-CN': '按原因统计的退货' },
  fix: { en: 'Products to look at: {reason}', ja: '確認すべき商品：{reason}', 'zh-CN': '需要处理的商品：{reason}' },
  allReturns: { en: 'all returns', ja: '返品全体', 'zh-CN': '全部退货' },
  product: {
    en: '{name}: {pieces} pieces, {rate} of those sold',
    ja: '{name}：{pieces}個、販売数の{rate}',
    'zh-CN': '{name}：{pieces}件，占销量{rate}',
  },
  pieces: { en: '{name}: {pieces} pieces', ja: '{name}：{pieces}個', 'zh-CN': '{name}：{pieces}件' },
  reasonAlt: {
    en: '{reason}: {before} → {after}',
    ja: '{reason}：{before}→{after}',
    'zh-CN': '{reason}：{before}→{after}',
  },
} satisfies Record<string, Localized>
