import type { Localized } from '#src/i18n/locale.ts'

/** Words of the answer to “forecast”. */
export const forecastTexts = {
  title: { en: 'Forecast', ja: '予測', 'zh-CN': '预测' },
  lands: {
    en: '{kpi} lands at {landing}, between {low} and {high} in 8 of 10 cases',
    ja: '{kpi}の着地見込みは{landing}（10回中8回は{low}〜{high}）',
    'zh-CN': '{kpi}预计期末{landing}（10次中有8次在{low}至{high}之间）',
  },
  landsAlone: { en: '{kpi} lands at {landing}', ja: '{kpi}の着地見込みは{landing}', 'zh-CN': '{kpi}预计期末{landing}' },
  ofTarget: {
    en: '{text}: {share} of the target {target}',
    ja: '{text}。目標{target}の{share}',
    'zh-CN': '{text}，为目标{target}的{share}',
  },
  soFar: { en: 'So far', ja: 'これまで', 'zh-CN': '截至目前' },
  upTo: { en: 'up to {day}', ja: '{day}まで', 'zh-CN': '截至{day}' },
  landing: { en: 'Landing', ja: '着地見込み', 'zh-CN': '期末预测' },
  range: { en: '{low} to {high}', ja: '{low}〜{high}', 'zh-CN': '{low}至{high}' },
  target: { en: 'Target', ja: '目標', 'zh-CN': '目标' },
  chance: { en: 'Chance to reach it', ja: '達成の見込み', 'zh-CN': '达成概率' },
  about: { en: 'about {share}', ja: '約{share}', 'zh-CN': '约{share}' },
  chanceUnknown: {
    en: 'No chance is told: past ranges held more or fewer cases than they should, or there are too few of them.',
    ja: '達成確率は表示しません：過去の範囲の的中率が適正でないか、件数が足りません。',
    'zh-CN': '不给出达成概率：过去区间的命中率不合适，或样本不足。',
  },
  calendar: {
    en: 'Method: calendar-weighted pace (recent level × weights of weekdays, sales and holidays learned from these very days).',
    ja: '方法：カレンダー加重ペース（直近の水準×同じ実績から学んだ曜日・セール・祝日の重み）。',
    'zh-CN': '方法：日历加权进度（近期水平×从该数据学到的星期、大促和节假日权重）。',
  },
  seasonal: {
    en: 'Method: seasonal (calendar-weighted pace, moved as the same days of a year ago stood beside the weeks before them).',
    ja: '方法：季節調整（カレンダー加重ペースを、1年前の同じ時期の動きで補正）。',
    'zh-CN': '方法：季节性（日历加权进度，按去年同期走势修正）。',
  },
  error: {
    en: 'Tested on this series at the same point of the last {count} {unit}: off by ±{error}; the naive guess by ±{naive}.',
    ja: '同じ実績の過去{count}{unit}の同時点で検証：誤差±{error}、単純予測は±{naive}。',
    'zh-CN': '用该数据此前{count}个{unit}的同一时点回测：误差±{error}，朴素预测为±{naive}。',
  },
  errorAlone: {
    en: 'Tested on this series at the same point of the last {count} {unit}: off by ±{error}.',
    ja: '同じ実績の過去{count}{unit}の同時点で検証：誤差±{error}。',
    'zh-CN': '用该数据此前{count}个{unit}的同一时点回测：误差±{error}。',
  },
  naiveBetter: {
    en: 'No forecast: at the same point of the last {count} {unit} it was off by ±{error}, the naive guess (each day as the same weekday of the last week) by ±{naive}.',
    ja: '予測は表示しません：過去{count}{unit}の同時点で誤差±{error}、単純予測（前週の同じ曜日と同じ）は±{naive}でした。',
    'zh-CN': '不给出预测：此前{count}个{unit}的同一时点误差±{error}，而朴素预测（等于上周同日）为±{naive}。',
  },
  tooLittle: {
    en: 'No forecast: it takes three past {unit} to test one on, and two weeks of plain days.',
    ja: '予測は表示しません：検証には過去3{unit}分と通常の日2週間分のデータが必要です。',
    'zh-CN': '不给出预测：至少需要此前3个{unit}用于回测，以及两周的平常日数据。',
  },
  tooFar: {
    en: 'No forecast: {period} is too far ahead. One can be tested once three of the last {unit} before it are over.',
    ja: '予測は表示しません：{period}は先すぎます。直前の{unit}単位の期間が3つ終わってから検証できます。',
    'zh-CN': '不给出预测：{period}太远。待其之前有3个{unit}结束后才能回测。',
  },
  plan: {
    en: 'At the pace of the plan, untested: {landing}',
    ja: '計画ペースの着地（未検証）：{landing}',
    'zh-CN': '按计划进度（未经回测）：{landing}',
  },
  over: {
    en: '{kpi}: {period} is over; it came to {value}',
    ja: '{kpi}：{period}は終了しています。実績は{value}です',
    'zh-CN': '{kpi}：{period}已结束，实际为{value}',
  },
  noSum: {
    en: '{kpi} does not add up over days, so that it has no landing. {text}',
    ja: '{kpi}は日々を足し上げる指標ではないため、着地見込みはありません。{text}',
    'zh-CN': '{kpi}不是可按日累加的指标，没有期末预测。{text}',
  },
  fan: { en: 'Forecast', ja: '予測', 'zh-CN': '预测' },
  runOuts: {
    en: 'Sold out within 60 days, at the pace of the last 28 days',
    ja: '60日以内に欠品する商品（直近28日のペース）',
    'zh-CN': '60天内将断货（按近28天速度）',
  },
  runOutsSoon: {
    en: 'Sold out within two weeks, at the pace of the last 28 days',
    ja: '2週間以内に欠品する商品（直近28日のペース）',
    'zh-CN': '两周内将断货（按近28天速度）',
  },
  runOut: {
    en: '{name}: {day} ({stock} left, {pace} a day)',
    ja: '{name}：{day}（残り{stock}個、1日{pace}個）',
    'zh-CN': '{name}：{day}（剩{stock}件，日均{pace}件）',
  },
  out: {
    en: '{name}: sold out ({pace} a day before)',
    ja: '{name}：欠品中（1日{pace}個）',
    'zh-CN': '{name}：已断货（此前日均{pace}件）',
  },
  noRunOut: {
    en: 'No product runs out within 60 days, as far as stock is known.',
    ja: '在庫が分かる範囲では、60日以内に欠品する商品はありません。',
    'zh-CN': '就已知库存而言，60天内没有商品断货。',
  },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}项' },
  spent: {
    en: 'Ad budget {budget}: spent by {day} ({spent} so far, {landing} at the end)',
    ja: '広告予算{budget}：{day}に使い切る見込み（現在{spent}、月末{landing}）',
    'zh-CN': '广告预算{budget}：预计{day}用完（已用{spent}，月底{landing}）',
  },
  lasts: {
    en: 'Ad budget {budget}: lasts to the end of the month ({spent} so far, {landing} at the end)',
    ja: '広告予算{budget}：月末まで足りる見込み（現在{spent}、月末{landing}）',
    'zh-CN': '广告预算{budget}：够用到月底（已用{spent}，月底{landing}）',
  },
} satisfies Record<string, Localized>

/** What past periods are called. */
export const periodUnits: Readonly<Record<string, Localized>> = {
  day: { en: 'days', ja: '日', 'zh-CN': '日' },
  week: { en: 'weeks', ja: '週', 'zh-CN': '周' },
  month: { en: 'months', ja: 'か月', 'zh-CN': '月' },
  quarter: { en: 'quarters', ja: '四半期', 'zh-CN': '季度' },
  year: { en: 'years', ja: '年', 'zh-CN': '年' },
  range: { en: 'periods', ja: '期間', 'zh-CN': '周期' },
}
