import type { Block } from '#src/chat/card.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { escalationHeading, escalationTable, readWaits, waitTable } from '#src/features/alerts/index.ts'
import { listQueues, queueBlocks, queueTable } from '#src/features/checkup/index.ts'
import { syncReport } from '#src/features/connections/index.ts'
import { healthCard, healthTable } from '#src/features/conversation/index.ts'
import {
  auditDeliveries,
  closedBlocks,
  listFailed,
  messengerStates,
  outboxBlocks,
  outboxTables,
  retryDelivery,
  sentAgainCard,
} from '#src/features/delivery/index.ts'
import { listChannels } from '#src/features/people/index.ts'
import { type FeedLine, feedTable } from '#src/features/sync/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Failed messages shown (judgement: what fits a phone). */
const maxFailures = 5

const texts = {
  howTo: { en: 'See: help health', ja: '使い方：ヘルプ 稼働状況', 'zh-CN': '用法：帮助 健康' },
  shops: {
    en: 'Marketplaces that do not answer as they should (details: sync check STORE)',
    ja: '正常に取得できていないモール（詳細：同期 点検 店舗）',
    'zh-CN': '获取异常的平台（详情：同步 排查 店铺）',
  },
  consent: { en: 'must be authorised again', ja: '再認証が必要です', 'zh-CN': '需要重新授权' },
  which: {
    en: 'Which one? Name its number, such as health retry 12.',
    ja: '番号を指定してください。例：稼働状況 再送 12',
    'zh-CN': '请指定编号，例如：健康 重发 12。',
  },
  gone: {
    en: 'There is no failed message #{id}.',
    ja: '失敗したメッセージ#{id}はありません。',
    'zh-CN': '没有编号为#{id}的失败消息。',
  },
}

/** How the service itself is, and what could not be delivered. */
export const health = defineCommand({
  name: 'health',
  aliases: { en: ['ping'], ja: ['稼働状況', 'ヘルスチェック'], 'zh-CN': ['健康', '系统状态', '运行状态'] },
  summary: { en: 'Is the service well?', ja: 'システムの稼働状況', 'zh-CN': '系统运行是否正常' },
  examples: {
    en: ['health', 'health retry 12'],
    ja: ['稼働状況', '稼働状況 再送 12'],
    'zh-CN': ['系统状态', '系统状态 重发 12'],
  },
  subverbs: {
    show: { aliases: ['表示', '查看'] },
    retry: { aliases: ['send again', 'resend', '再送', '重发', '重试'], role: 'administrator' },
  },
  role: 'manager',
  takes: { ids: true, free: true },
  async run(words, context) {
    if (words.subverb === 'retry') return retry(words, context)
    requireUsed(words, {}, texts.howTo)
    return show(context)
  },
})

async function show(context: CommandContext): Promise<CommandAnswer> {
  const { db, health: report, now, caller } = context
  const { stuck, failed } = await auditDeliveries(db, now)
  const closed = (await listChannels(db)).filter(({ unreachableSince }) => unreachableSince !== null)
  const arriving = stuck + failed + closed.length === 0
  const parts = await report()
  const card = healthCard(parts, now, caller.timeZone, arriving)
  const [messengers, failures] = [await messengerStates(db, now), await listFailed(db, maxFailures)]
  const waits = await readWaits(db)
  const escalation = [{ type: 'text', style: 'strong', text: escalationHeading } as const, escalationTable(waits)]
  const stopped = await stoppedShops(context)
  const outbox = [...outboxBlocks(messengers, failures, caller.timeZone), ...closedBlocks(closed, caller.timeZone)]
  // names of stores, channels and people of everywhere
  const queues = includes(caller.role, 'administrator') ? await listQueues(db, now) : []
  const waiting = queueBlocks(queues, caller.timeZone)
  const blocks = [...card.blocks, ...waiting, ...shopBlocks(stopped), ...outbox, ...escalation]
  const tables = () => [
    healthTable(parts),
    ...[queueTable(queues), feedTable(stopped)].filter(({ rows }) => rows.length > 0),
    ...outboxTables(messengers, failures, closed),
    waitTable(waits),
  ]
  return { cards: [{ ...card, blocks }], private: true, tables }
}

/** Feeds that stand still: the service is well all the same. */
async function stoppedShops({ db, now, markets, caller }: CommandContext): Promise<readonly FeedLine[]> {
  const parts = { db, connectors: markets?.connectors ?? [], now: () => now }
  const { lines } = await syncReport(parts, null, caller.timeZone)
  return lines.filter(line => line.error !== null || line.needsConsent)
}

function shopBlocks(stopped: readonly FeedLine[]): readonly Block[] {
  if (stopped.length === 0) return []
  const items = stopped.map(({ store, label, feed, error, needsConsent }) =>
    fill(verbatim('{store} · {feed}: {why}'), {
      store: verbatim(store),
      feed: label ?? verbatim(feed),
      why: needsConsent ? texts.consent : (error ?? verbatim('–')),
    }),
  )
  return [{ type: 'list', heading: texts.shops, items }]
}

async function retry(words: Words, { db, now }: CommandContext): Promise<CommandAnswer> {
  const id = words.ids[0] ?? Number(/#?(\d{1,9})(?!\S)/.exec(words.rest)?.[1] ?? Number.NaN)
  if (Number.isNaN(id)) throw new UserError(texts.which)
  if (!(await retryDelivery(db, id, now))) throw new UserError(fill(texts.gone, { id }))
  return { cards: [sentAgainCard(id)], private: true }
}
