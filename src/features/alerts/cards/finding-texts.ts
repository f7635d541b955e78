import type { Finding } from '#src/domain/rules/finding.ts'
import type { Localized } from '#src/i18n/locale.ts'

const states: Readonly<Record<Exclude<Finding['kind'], 'surge'>, Localized>> = {
  threshold: { en: 'line crossed', ja: '設定値を超過', 'zh-CN': '超出设定值' },
  target: { en: 'target missed', ja: '目標未達', 'zh-CN': '未达标' },
  ladder: { en: 'close to the marketplace limit', ja: 'モール基準値に接近', 'zh-CN': '逼近平台红线' },
  streak: { en: 'behind target for days', ja: '連続で目標未達', 'zh-CN': '连续未达标' },
  budget: { en: 'over budget', ja: '予算超過', 'zh-CN': '超预算' },
  cover: { en: 'stock runs out', ja: '在庫不足のおそれ', 'zh-CN': '库存告急' },
  late: { en: 'figures are late', ja: 'データ未着', 'zh-CN': '数据延迟' },
}

const sentences: Readonly<Record<Exclude<Finding['kind'], 'budget'> | 'unbounded' | 'window', Localized>> = {
  threshold: {
    en: '{kpi} on {day}: {value}; the line is {limit}.',
    ja: '{day}の{kpi}は{value}（設定値{limit}）でした。',
    'zh-CN': '{day}{kpi}为{value}，设定值为{limit}。',
  },
  unbounded: {
    en: '{kpi} on {day}: {value}; the line is {limit}.',
    ja: '{day}の{kpi}：{value}（設定値{limit}）。',
    'zh-CN': '{day}{kpi}：{value}（设定值{limit}）。',
  },
  window: {
    en: '{kpi} is {value} over the last {days} days; the line is {limit}.',
    ja: '直近{days}日間の{kpi}は{value}（設定値{limit}）です。',
    'zh-CN': '近{days}天{kpi}为{value}，设定值为{limit}。',
  },
  target: {
    en: '{kpi} on {day}: {value}; target {limit}.',
    ja: '{day}の{kpi}は{value}（目標{limit}）でした。',
    'zh-CN': '{day}{kpi}为{value}，目标{limit}。',
  },
  ladder: {
    en: '{kpi} is {value} over the last {days} days, close to the limit of {limit}.',
    ja: '直近{days}日間の{kpi}は{value}で、基準値{limit}に近づいています。',
    'zh-CN': '近{days}天{kpi}为{value}，已逼近红线{limit}。',
  },
  streak: {
    en: '{kpi} stayed under its day target {days} business days in a row; {value} of {limit} on {day}.',
    ja: '{kpi}が{days}営業日連続で日割り目標を下回りました（{day}は{value}、目標{limit}）。',
    'zh-CN': '{kpi}已连续{days}个营业日低于日目标（{day}为{value}，目标{limit}）。',
  },
  surge: {
    en: '{kpi} on {day}: {value}, {change} against the usual {limit}.',
    ja: '{day}の{kpi}は{value}で、通常の{limit}に対し{change}でした。',
    'zh-CN': '{day}{kpi}为{value}，较通常水平{limit}变动{change}。',
  },
  cover: {
    en: 'Stock lasts for {value}; at least {limit} were asked for.',
    ja: '在庫は残り{value}分です（下限{limit}）。',
    'zh-CN': '库存仅可售{value}，下限为{limit}。',
  },
  late: {
    en: 'No figures from {name} since {last}: {hours} hours overdue.',
    ja: '{name}のデータが{last}を最後に届いていません（{hours}時間遅れ）。',
    'zh-CN': '{name}自{last}后没有新数据，已逾期{hours}小时。',
  },
}

const budget: Readonly<Record<NonNullable<Finding['burn']> | 'share', Localized>> = {
  over: {
    en: '{kpi} is {value} this month: the budget of {limit} is used up. At this pace the month ends at {landing}.',
    ja: '今月の{kpi}は{value}で、予算{limit}を使い切りました。このペースなら月末は{landing}です。',
    'zh-CN': '本月{kpi}已达{value}，预算{limit}已用完，按此进度月底为{landing}。',
  },
  fast: {
    en: '{kpi} burns at more than twice its pace: {value} so far, at this pace the month would end at {landing} of {limit}.',
    ja: '{kpi}が予定の2倍超の速さで消化されています（累計{value}、このペースなら月末{landing}、予算{limit}）。',
    'zh-CN': '{kpi}消耗速度超过计划两倍：累计{value}，按此进度月底为{landing}，预算{limit}。',
  },
  slow: {
    en: '{kpi} is heading for {landing} this month at this pace; the budget is {limit} ({value} so far).',
    ja: 'このペースなら今月の{kpi}は{landing}になります（予算{limit}、累計{value}）。',
    'zh-CN': '按此进度本月{kpi}月底将达{landing}，预算{limit}（累计{value}）。',
  },
  share: {
    en: '{kpi} is {value} this month; at most {limit} were planned.',
    ja: '今月の{kpi}は{value}です（上限{limit}）。',
    'zh-CN': '本月{kpi}为{value}，上限{limit}。',
  },
}

/** What alerts of rules say. */
export const findingTexts = {
  states,
  sentences,
  budget,
  lower: { en: 'lower than comparable days', ja: '同条件の日より低い', 'zh-CN': '低于可比日期' },
  higher: { en: 'higher than comparable days', ja: '同条件の日より高い', 'zh-CN': '高于可比日期' },
  unusuallyLow: { en: 'unusually low', ja: '通常より大幅に低い', 'zh-CN': '异常偏低' },
  unusuallyHigh: { en: 'unusually high', ja: '通常より大幅に高い', 'zh-CN': '异常偏高' },
  line: { en: 'Line', ja: '設定値', 'zh-CN': '设定值' },
  gap: { en: '{gap} ({share})', ja: '{gap}（{share}）', 'zh-CN': '{gap}（{share}）' },
  budgetLabel: { en: 'Budget', ja: '予算', 'zh-CN': '预算' },
  complete: {
    en: 'The figures of {name} have arrived; the last day is {last}.',
    ja: '{name}のデータが届きました（最終日{last}）。',
    'zh-CN': '{name}的数据已到齐，最新日期为{last}。',
  },
  usual: { en: 'Usual', ja: '通常', 'zh-CN': '通常水平' },
  sameWeekday: {
    en: 'Compared with {count} same weekdays of the same kind; holidays and events are left out.',
    ja: '同じ種類の同曜日{count}日分と比較（祝日・イベント日を除く）。',
    'zh-CN': '与同类型的{count}个同星期日期比较（不含节假日和活动日）。',
  },
  allDays: {
    en: 'Compared with {count} normal days, each by its weekday: there are few days like this one.',
    ja: '比較できる日が少ないため、平常日{count}日分を曜日補正して比較。',
    'zh-CN': '同类日期较少，与{count}个平常日按星期系数折算后比较。',
  },
  sameEventDay: {
    en: 'Compared with the same day of {count} earlier events, at today’s level.',
    ja: '過去{count}回の同種イベントの同じ日と、現在の水準に補正して比較。',
    'zh-CN': '与过去{count}次同类活动的同一天比较（按当前水平折算）。',
  },
  eventFactor: {
    en: 'Expected by the factor that was entered for the event; it has no earlier one to compare with.',
    ja: '過去に同種イベントがないため、登録された倍率から算出。',
    'zh-CN': '没有可比的往期活动，按登记的倍数推算。',
  },
  event: { en: 'Takes into account: {name}.', ja: '「{name}」を考慮済み。', 'zh-CN': '已考虑活动：{name}。' },
  doubt: {
    en: 'A rise like this is usually wrong data: check whether both sides of the rate came in completely.',
    ja: 'これほどの上昇はデータの誤りであることが多いため、分子・分母とも取り込み漏れがないかご確認ください。',
    'zh-CN': '如此大幅上升多为数据错误，请先核对分子、分母是否完整入库。',
  },
  defectsLeft: {
    en: '{count} more such cases in a row after the {cases} of this window would cross the line.',
    ja: '対象期間の{cases}件に続けてあと{count}件発生すると基準値を超えます。',
    'zh-CN': '该窗口已有{cases}单，再连续发生{count}单就会触线。',
  },
  oneLeft: {
    en: 'One more such case after the {cases} of this window would cross the line.',
    ja: '対象期間の{cases}件に加えてあと1件発生すると基準値を超えます。',
    'zh-CN': '该窗口已有{cases}单，再发生1单就会触线。',
  },
  held: {
    en: 'Rules that need these figures wait until they are there.',
    ja: 'このデータを使うルールは、届くまで判定を保留します。',
    'zh-CN': '用到这些数据的规则会等数据到齐后再判断。',
  },
} satisfies Record<string, unknown>
