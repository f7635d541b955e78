import { dotted } from '#src/cards/titles.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { ReportKind } from '#src/domain/report.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { zoneLabel } from '#src/language/time/zones.ts'

/** A daily post as a card shows it. */
export interface ShownSchedule {
  readonly id: number
  readonly cron: string
  readonly every: ReportKind
  readonly timeZone: string
  readonly waitMinutes: number
  readonly nextRunAt: Date
  /** When it is shown. */
  readonly now: Date
  readonly channelName: string
  readonly creatorName: string | null
  /** The place it is about; `null`: all that its readers may see. */
  readonly about: Localized | null
}

const texts = {
  subscribed: { en: '{name} ordered', ja: '{name}の配信を設定しました', 'zh-CN': '{name}订阅成功' },
  already: {
    en: '{name} stands already',
    ja: '{name}は同じ時刻に設定済みです',
    'zh-CN': '已有同一时间的{name}',
  },
  stopped: { en: '{name} stopped', ja: '{name}の配信を停止しました', 'zh-CN': '已停止{name}' },
  list: { en: 'Reports', ja: 'レポートの配信一覧', 'zh-CN': '报告订阅' },
  none: {
    en: 'No report is ordered here yet.',
    ja: 'このチャンネルにはまだレポートの配信がありません。',
    'zh-CN': '这里还没有订阅报告。',
  },
  own: { en: 'My reports', ja: '自分のレポート配信', 'zh-CN': '我的报告订阅' },
  ownNone: {
    en: 'You have not ordered a report yet.',
    ja: 'レポートの配信はまだ設定されていません。',
    'zh-CN': '您还没有订阅报告。',
  },
  order: {
    en: 'Daily report to me, workdays 08:30',
    ja: '平日8:30に日報を受け取る',
    'zh-CN': '工作日8:30给我发日报',
  },
  when: { en: '{days} at {time} ({zone})', ja: '{days} {time}（{zone}）', 'zh-CN': '{days}{time}（{zone}）' },
  next: { en: 'Next: {time}', ja: '次回：{time}', 'zh-CN': '下次：{time}' },
  wait: {
    en: 'It waits up to {minutes} minutes for late data, then says what is missing.',
    ja: 'データが遅れている場合は最大{minutes}分待ち、それでも揃わなければ不足分を明記して配信します。',
    'zh-CN': '数据未到齐时最多等待{minutes}分钟，之后会注明缺失的数据再发送。',
  },
  item: {
    en: '#{id} {name}, {when}, in {channel}. {next}',
    ja: '#{id} {name}、{when}、{channel}。{next}',
    'zh-CN': '#{id} {name}，{when}，{channel}。{next}',
  },
  stop: { en: 'Stop #{id}', ja: '#{id}を停止', 'zh-CN': '停止#{id}' },
  now: { en: 'Show now', ja: '今すぐ表示', 'zh-CN': '立即查看' },
  every: { en: 'every day', ja: '毎日', 'zh-CN': '每天' },
  weekdays: { en: 'Monday to Friday', ja: '平日（月〜金）', 'zh-CN': '周一至周五' },
  monthly: { en: 'on day {dates} of the month', ja: '毎月{dates}日', 'zh-CN': '每月{dates}日' },
  monthlyLast: { en: 'on the last day of the month', ja: '毎月末日', 'zh-CN': '每月最后一天' },
  monthlyLastWeekday: {
    en: 'on the last weekday of the month',
    ja: '毎月最終平日（月〜金）',
    'zh-CN': '每月最后一个工作日（周一至周五）',
  },
  monthlyNth: { en: 'on {nth} {day} of the month', ja: '毎月{nth}{day}', 'zh-CN': '每月{nth}{day}' },
  quarterly: { en: 'on day {dates} of the quarter', ja: '四半期の初月{dates}日', 'zh-CN': '每季度首月{dates}日' },
  quarterlyFirst: { en: 'on the first day of the quarter', ja: '四半期の初日', 'zh-CN': '每季度首日' },
  quarterlyLast: { en: 'on the last day of the quarter', ja: '四半期の末日', 'zh-CN': '每季度最后一天' },
  quarterlyLastWeekday: {
    en: 'on the last weekday of the quarter',
    ja: '四半期の最終平日（月〜金）',
    'zh-CN': '每季度最后一个工作日（周一至周五）',
  },
  quarterlyNth: { en: 'on {nth} {day} of the quarter', ja: '四半期の初月{nth}{day}', 'zh-CN': '每季度首月{nth}{day}' },
} satisfies Record<string, Localized>

/** What reports are called. */
export const reportNames: Readonly<Record<ReportKind, Localized>> = {
  day: { en: 'Daily report', ja: '日報', 'zh-CN': '日报' },
  week: { en: 'Weekly report', ja: '週報', 'zh-CN': '周报' },
  month: { en: 'Monthly report', ja: '月報', 'zh-CN': '月报' },
  quarter: { en: 'Quarterly report', ja: '四半期報告', 'zh-CN': '季报' },
}

/** What the line for showing a report at once says besides. */
const showWords: Readonly<Record<ReportKind, string>> = {
  day: '',
  week: ' weekly',
  month: ' monthly',
  quarter: ' quarterly',
}

/** Stop buttons on a list (judgement: what fits a phone). */
const maxButtons = 5

/** Confirms an order. */
export function subscribedCard(schedule: ShownSchedule): Card {
  return {
    title: fill(texts.subscribed, { name: nameOf(schedule) }),
    tone: 'good',
    blocks: [
      { type: 'text', style: 'strong', text: whenText(schedule) },
      { type: 'text', text: nextText(schedule) },
      { type: 'text', style: 'muted', text: fill(texts.wait, { minutes: schedule.waitMinutes }) },
      {
        type: 'actions',
        actions: [{ label: texts.now, line: `digest now${showWords[schedule.every]}` }, stopAction(schedule)],
      },
    ],
  }
}

/** Says that the same post was ordered before: nothing is posted twice. */
export function alreadyCard(schedule: ShownSchedule): Card {
  return {
    title: fill(texts.already, { name: nameOf(schedule) }),
    tone: 'info',
    blocks: [
      { type: 'text', text: itemText(schedule) },
      { type: 'actions', actions: [stopAction(schedule)] },
    ],
  }
}

/** Confirms that a post was stopped. */
export function stoppedCard(schedule: ShownSchedule): Card {
  return {
    title: fill(texts.stopped, { name: nameOf(schedule) }),
    tone: 'info',
    blocks: [{ type: 'text', text: itemText(schedule) }],
  }
}

/** The posts that are ordered. */
export function scheduleListCard(schedules: readonly ShownSchedule[]): Card {
  if (schedules.length === 0) return { title: texts.list, tone: 'info', blocks: [{ type: 'text', text: texts.none }] }
  return {
    title: texts.list,
    tone: 'info',
    blocks: [
      { type: 'list', items: schedules.map(itemText) },
      { type: 'actions', actions: schedules.slice(0, maxButtons).map(stopAction) },
    ],
  }
}

/** The posts that somebody ordered or gets; who may and has none is offered one. */
export function ownSchedulesCard(schedules: readonly ShownSchedule[], mayOrder: boolean): Card {
  if (schedules.length > 0) return { ...scheduleListCard(schedules), title: texts.own }
  const order: Action = { label: texts.order, line: 'digest subscribe 08:30 weekdays me' }
  const button = mayOrder ? [{ type: 'actions', actions: [order] } as const] : []
  return { title: texts.own, tone: 'info', blocks: [{ type: 'text', text: texts.ownNone }, ...button] }
}

function itemText(schedule: ShownSchedule): Localized {
  const { id, channelName } = schedule
  return fill(texts.item, {
    id,
    name: nameOf(schedule),
    when: whenText(schedule),
    channel: verbatim(channelName),
    next: nextText(schedule),
  })
}

/** What is posted, and about which place where that is not everything. */
function nameOf({ every, about }: ShownSchedule): Localized {
  return about === null ? reportNames[every] : dotted([reportNames[every], about])
}

function nextText({ nextRunAt, timeZone, now }: ShownSchedule): Localized {
  return fill(texts.next, { time: formatDateTime(nextRunAt, timeZone, { readOn: now }) })
}

/** Reads the cron that `readSchedule` writes. */
function whenText({ cron, timeZone, every }: ShownSchedule): Localized {
  const [minute = '0', hour = '0', dates = '1', , days = '*'] = cron.split(' ')
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return fill(texts.when, {
    days: every === 'month' || every === 'quarter' ? datesText(every, dates, days) : daysText(days),
    time,
    zone: verbatim(zoneLabel(timeZone)),
  })
}

const nths: Readonly<Record<string, Localized>> = {
  1: { en: 'the first', ja: '第1', 'zh-CN': '第一个' },
  2: { en: 'the second', ja: '第2', 'zh-CN': '第二个' },
  3: { en: 'the third', ja: '第3', 'zh-CN': '第三个' },
  4: { en: 'the fourth', ja: '第4', 'zh-CN': '第四个' },
  L: { en: 'the last', ja: '最終', 'zh-CN': '最后一个' },
}

function datesText(every: 'month' | 'quarter', dates: string, days: string): Localized {
  const month = every === 'month'
  const [weekday = '', nth] = days.split('#')
  const ordinal = nth === undefined ? undefined : nths[nth]
  if (ordinal) return fill(month ? texts.monthlyNth : texts.quarterlyNth, { nth: ordinal, day: daysText(weekday) })
  if (dates === 'LW') return month ? texts.monthlyLastWeekday : texts.quarterlyLastWeekday
  if (dates === 'L') return month ? texts.monthlyLast : texts.quarterlyLast
  if (!month && dates === '1') return texts.quarterlyFirst
  return fill(month ? texts.monthly : texts.quarterly, { dates: verbatim(dates.split(',').join(', ')) })
}

function daysText(field: string): Localized {
  if (field === '*') return texts.every
  if (field === '1-5') return texts.weekdays
  const numbers = field.split(',').flatMap(part => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, index) => (from + index) % 7)
  })
  numbers.sort((a, b) => (a || 7) - (b || 7))
  return localized(locale => {
    const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
    const names = numbers.map(day => format.format(new Date(Date.UTC(2024, 0, 7 + day)))) // 7 January 2024 is a Sunday
    return names.join(locale === 'en' ? ', ' : '、')
  })
}

function stopAction({ id }: ShownSchedule): Action {
  return { label: fill(texts.stop, { id }), line: `digest stop ${id}` }
}
