import type { Block, Card } from '#src/chat/card.ts'
import { formatCount, formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What became of a messenger's messages. */
export interface ShownMessenger {
  readonly messenger: string
  readonly due: number
  readonly sent: number
  readonly late: number
  readonly failed: number
  readonly waiting: number
}

/** A message that was given up. */
export interface ShownFailure {
  readonly id: number
  readonly key: string
  readonly channelName: string
  readonly messenger: string
  readonly fault: string
  readonly error: string
  readonly createdAt: Date
}

/** What the watchdog counts. */
export interface ShownAudit {
  readonly stuck: number
  readonly failed: number
  readonly unplanned: number
  readonly unstarted: number
}

/** What is said of messages on their way. */
export const outboxTexts = {
  messenger: { en: 'Messages, last day', ja: 'メッセージ（24時間）', 'zh-CN': '消息（24小时）' },
  due: { en: 'Due', ja: '送信待ち', 'zh-CN': '待发' },
  sent: { en: 'Sent', ja: '送信済み', 'zh-CN': '已发' },
  late: { en: 'Late', ja: '遅延', 'zh-CN': '延迟' },
  failed: { en: 'Failed', ja: '失敗', 'zh-CN': '失败' },
  waiting: { en: 'Later', ja: '予約', 'zh-CN': '定时' },
  failures: { en: 'Could not be delivered', ja: '配信できなかったメッセージ', 'zh-CN': '未能送达的消息' },
  failure: {
    en: '#{id} {key}, {channel} ({messenger}), {time}: {fault}. {error}',
    ja: '#{id} {key}、{channel}（{messenger}）、{time}：{fault}。{error}',
    'zh-CN': '#{id} {key}，{channel}（{messenger}），{time}：{fault}。{error}',
  },
  closed: { en: 'Closed to the bot', ja: '投稿できない相手・チャンネル', 'zh-CN': '机器人无法发送的会话' },
  closedSince: {
    en: '{channel} ({messenger}), since {time}',
    ja: '{channel}（{messenger}）、{time}から',
    'zh-CN': '{channel}（{messenger}），自{time}起',
  },
  retry: { en: 'Send #{id} again', ja: '#{id}を再送', 'zh-CN': '重发#{id}' },
  again: { en: 'Message #{id} is sent again', ja: 'メッセージ#{id}を再送します', 'zh-CN': '正在重发消息#{id}' },
  amiss: { en: 'Messages are not going out', ja: 'メッセージが配信されていません', 'zh-CN': '消息未能正常发出' },
  stuck: {
    en: '{count} messages are due for more than ten minutes.',
    ja: '送信予定を10分以上過ぎたメッセージが{count}件あります。',
    'zh-CN': '有{count}条消息已超时10分钟以上未发出。',
  },
  gaveUp: {
    en: '{count} messages could not be delivered within the last day.',
    ja: '過去24時間に{count}件のメッセージを配信できませんでした。',
    'zh-CN': '过去24小时内有{count}条消息未能送达。',
  },
  unplanned: {
    en: '{count} scheduled reports were not made in time.',
    ja: '{count}件の定期レポートが時間内に作成されませんでした。',
    'zh-CN': '有{count}份定时报告未按时生成。',
  },
  unstarted: {
    en: '{count} schedules did not start at their time.',
    ja: '{count}件の配信スケジュールが時刻どおりに始まりませんでした。',
    'zh-CN': '有{count}个定时任务未按时启动。',
  },
  look: { en: 'Look closer', ja: '詳しく見る', 'zh-CN': '查看详情' },
} satisfies Record<string, Localized>

/** How messages go, messenger by messenger, and those that were given up, each with a button. */
export function outboxBlocks(
  messengers: readonly ShownMessenger[],
  failures: readonly ShownFailure[],
  zone: string,
): readonly Block[] {
  return [...(messengers.length > 0 ? [table(messengers)] : []), ...failureBlocks(failures, zone)]
}

function table(messengers: readonly ShownMessenger[]): Block {
  const count = (value: number, tone: 'bad' | 'warning' | null) => ({
    text: formatCount(value),
    ...(tone && value > 0 ? { tone } : {}),
  })
  const numbers = [outboxTexts.due, outboxTexts.sent, outboxTexts.late, outboxTexts.failed, outboxTexts.waiting]
  return {
    type: 'table',
    columns: [{ label: outboxTexts.messenger }, ...numbers.map(label => ({ label, align: 'end' as const }))],
    rows: messengers.map(({ messenger, due, sent, late, failed, waiting }) => [
      { text: verbatim(messenger) },
      ...[count(due, null), count(sent, null), count(late, 'warning'), count(failed, 'bad'), count(waiting, null)],
    ]),
  }
}

function failureBlocks(failures: readonly ShownFailure[], zone: string): readonly Block[] {
  if (failures.length === 0) return []
  const items = failures.map(({ id, key, channelName, messenger, fault, error, createdAt }) => {
    const where = { channel: verbatim(channelName), messenger: verbatim(messenger) }
    const what = {
      fault: verbatim(fault),
      error: verbatim(error),
      time: formatDateTime(createdAt, zone, { year: true }),
    }
    return fill(outboxTexts.failure, { id, key: verbatim(key), ...where, ...what })
  })
  const actions = failures.map(({ id }) => ({ label: fill(outboxTexts.retry, { id }), line: `health retry ${id}` }))
  return [
    { type: 'list', heading: outboxTexts.failures, items },
    { type: 'actions', actions },
  ]
}

/** A conversation that takes no messages from the bot. */
export interface ClosedChannel {
  readonly name: string
  readonly messenger: string
  readonly unreachableSince: Date | null
}

/** Conversations that take no messages from the bot, at most so many. */
export function closedBlocks(channels: readonly ClosedChannel[], zone: string, most = 20): readonly Block[] {
  const items = channels.slice(0, most).flatMap(({ name, messenger, unreachableSince: since }) => {
    const where = { channel: verbatim(name), messenger: verbatim(messenger) }
    return since === null
      ? []
      : [fill(outboxTexts.closedSince, { ...where, time: formatDateTime(since, zone, { year: true }) })]
  })
  return items.length === 0 ? [] : [{ type: 'list', heading: outboxTexts.closed, items }]
}

/** Confirms that a message is sent again. */
export function sentAgainCard(id: number): Card {
  return { title: fill(outboxTexts.again, { id }), tone: 'good', blocks: [] }
}

/** What the watchdog tells the administrators. */
export function auditCard({ stuck, failed, unplanned, unstarted }: ShownAudit): Card {
  const lines: readonly (readonly [Localized, number])[] = [
    [outboxTexts.stuck, stuck],
    [outboxTexts.gaveUp, failed],
    [outboxTexts.unplanned, unplanned],
    [outboxTexts.unstarted, unstarted],
  ]
  const found = lines.filter(([, count]) => count > 0)
  return {
    title: outboxTexts.amiss,
    tone: 'bad',
    blocks: [
      ...found.map(([text, count]): Block => ({ type: 'text', text: fill(text, { count: formatCount(count) }) })),
      { type: 'actions', actions: [{ label: outboxTexts.look, line: 'health', style: 'primary' }] },
    ],
  }
}
