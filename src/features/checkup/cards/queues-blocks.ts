import type { Block } from '#src/chat/card.ts'
import { formatCount, formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A queue of the service and the oldest piece of work in it. */
export interface ShownQueue {
  readonly queue: keyof typeof queueNames
  readonly waiting: number
  readonly since: Date
  readonly what: string
  readonly reason: keyof typeof queueReasons
  readonly error: string | null
  readonly nextTry: Date | null
}

/** What waits, the oldest first, and why; nothing where nothing does. Times in `zone`. */
export function queueBlocks(queues: readonly ShownQueue[], zone: string): readonly Block[] {
  if (queues.length === 0) return []
  const columns = [
    { label: texts.queue },
    { label: texts.waiting, align: 'end' as const },
    { label: texts.oldest },
    { label: texts.why },
  ]
  const rows = queues.map(one => [
    { text: queueNames[one.queue] },
    { text: formatCount(one.waiting) },
    { text: formatDateTime(one.since, zone, { year: false }) },
    { text: whyOf(one, zone), ...(one.reason === 'failed' ? { tone: 'warning' as const } : { dim: true }) },
  ])
  return [{ type: 'table', columns, rows }]
}

function whyOf({ what, reason, error, nextTry }: ShownQueue, zone: string): Localized {
  const why = error ? fill(texts.met, { error: verbatim(error) }) : queueReasons[reason]
  const said = fill(texts.of, { what: verbatim(what), why })
  return nextTry ? fill(texts.again, { said, time: formatDateTime(nextTry, zone, { year: false }) }) : said
}

/** What queues are called. */
export const queueNames = {
  messages: { en: 'Messages to send', ja: '送信するメッセージ', 'zh-CN': '待发消息' },
  requests: { en: 'Requests from chat', ja: 'チャットからの依頼', 'zh-CN': '聊天中的请求' },
  reports: { en: 'Reports and exports by the clock', ja: '定期レポートと書き出し', 'zh-CN': '定时报告和导出' },
  days: { en: 'Days to be judged', ja: '判定待ちの日', 'zh-CN': '待评估的日期' },
  marketplaces: { en: 'Marketplaces to ask', ja: 'モールからの取得', 'zh-CN': '待获取的平台数据' },
  files: { en: 'Files being read', ja: '読み込み中のファイル', 'zh-CN': '读取中的文件' },
} satisfies Record<string, Localized>

/** Why the oldest piece of work waits. */
export const queueReasons = {
  working: { en: 'being worked on', ja: '処理中', 'zh-CN': '处理中' },
  failed: { en: 'the last try failed', ja: '前回は失敗しました', 'zh-CN': '上次失败' },
  figures: { en: 'waits for figures', ja: 'データ待ち', 'zh-CN': '等待数据' },
  turn: { en: 'its turn comes next', ja: '順番待ち', 'zh-CN': '排队中' },
} satisfies Record<string, Localized>

const texts = {
  queue: { en: 'Waiting', ja: '待ち', 'zh-CN': '队列' },
  waiting: { en: 'Due', ja: '件数', 'zh-CN': '数量' },
  oldest: { en: 'Oldest since', ja: '最も古いもの', 'zh-CN': '最早' },
  why: { en: 'What it is and why', ja: '内容と理由', 'zh-CN': '内容与原因' },
  of: { en: '{what}: {why}', ja: '{what}：{why}', 'zh-CN': '{what}：{why}' },
  met: { en: 'the last try met “{error}”', ja: '前回の結果「{error}」', 'zh-CN': '上次遇到“{error}”' },
  again: { en: '{said}; tried again at {time}', ja: '{said}。{time}に再試行', 'zh-CN': '{said}，将于{time}重试' },
} satisfies Record<string, Localized>
