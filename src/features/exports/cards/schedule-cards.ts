import type { Action, Card } from '#src/chat/card.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { ListedSchedule } from '#src/platform/jobs/schedules.ts'

/** A file that was ordered, comes at another time from now on, or was ordered before in the same words. */
export function subscribedCard(
  schedule: ListedSchedule,
  now: Date,
  what: 'subscribed' | 'moved' | 'already' = 'subscribed',
): Card {
  return {
    title: texts[what],
    tone: 'good',
    blocks: [
      { type: 'text', text: itemOf(schedule, now) },
      { type: 'actions', actions: [stopAction(schedule.id)] },
    ],
  }
}

/** The files that come by themselves. */
export function schedulesCard(schedules: readonly ListedSchedule[], now: Date): Card {
  if (schedules.length === 0) return { title: texts.none, tone: 'info', blocks: [{ type: 'text', text: texts.how }] }
  return {
    title: texts.list,
    tone: 'info',
    blocks: [
      { type: 'list', items: schedules.map(one => itemOf(one, now)) },
      { type: 'actions', actions: schedules.slice(0, 5).map(one => stopAction(one.id)) },
    ],
  }
}

/** A file that comes no longer. */
export function stoppedCard(schedule: ListedSchedule): Card {
  return { title: fill(texts.stopped, { id: schedule.id, what: verbatim(lineOf(schedule)) }), tone: 'good', blocks: [] }
}

function itemOf(schedule: ListedSchedule, now: Date): Localized {
  const { id, nextRunAt, timeZone, channelName, params } = schedule
  return fill(texts.item, {
    id,
    what: verbatim(lineOf(schedule)),
    format: verbatim(String(params.format ?? 'xlsx').toUpperCase()),
    next: formatDateTime(nextRunAt, timeZone, { named: true, readOn: now }),
    channel: verbatim(channelName),
  })
}

/** What is made: a line, or the name of a saved report. */
export function lineOf({ params }: ListedSchedule): string {
  return typeof params.line === 'string' ? params.line : ''
}

function stopAction(id: number): Action {
  return { label: fill(texts.stop, { id }), line: `export stop ${id}` }
}

const texts = {
  subscribed: { en: 'File ordered', ja: 'ファイルの定期配信を設定しました', 'zh-CN': '文件订阅成功' },
  moved: { en: 'File comes at another time', ja: 'ファイルの配信時刻を変更しました', 'zh-CN': '已更改文件发送时间' },
  already: {
    en: 'This file is ordered already',
    ja: 'このファイルの定期配信は設定済みです',
    'zh-CN': '此文件已订阅',
  },
  list: { en: 'Files that come by themselves', ja: 'ファイルの定期配信', 'zh-CN': '定期文件' },
  none: { en: 'No file is ordered here.', ja: 'ファイルの定期配信はありません。', 'zh-CN': '这里没有订阅文件。' },
  how: {
    en: 'For example: export subscribe "trend sales 30d" 09:00 weekdays xlsx',
    ja: '例：エクスポート 配信 "推移 売上 直近30日" 9:00 平日 xlsx',
    'zh-CN': '例如：导出 订阅 "趋势 销售额 近30天" 9:00 工作日 xlsx',
  },
  item: {
    en: '#{id} {what} ({format}), in {channel}. Next: {next}',
    ja: '#{id} {what}（{format}）、{channel}。次回：{next}',
    'zh-CN': '#{id} {what}（{format}），{channel}。下次：{next}',
  },
  stop: { en: 'Stop #{id}', ja: '#{id}を停止', 'zh-CN': '停止#{id}' },
  stopped: {
    en: '#{id} does not come any more: {what}',
    ja: '#{id}の配信を停止しました：{what}',
    'zh-CN': '已停止#{id}：{what}',
  },
} satisfies Record<string, Localized>

/** What the list of ordered files is called. */
export const scheduleTexts = { list: texts.list }
