import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { lengthOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { checkCard, checkStore, reportCard, reportLink, syncReport } from '#src/features/connections/index.ts'
import { readerOf } from '#src/features/figures/index.ts'
import {
  acceptedCard,
  acceptHeld,
  adoptChange,
  feedTable,
  hurryPulls,
  keepCounting,
  listConnections,
  replayCard,
  replayDays,
  setConnectionState,
  settledCard,
} from '#src/features/sync/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'

/** How fresh the figures of connected shops are; pulls at once, pauses, resumes. */
export const sync = defineCommand({
  name: 'sync',
  aliases: { en: ['connections'], ja: ['同期'], 'zh-CN': ['同步'] },
  summary: {
    en: 'How fresh connected shops are',
    ja: '接続中の店舗の取得状況',
    'zh-CN': '已连接店铺的同步情况',
  },
  examples: {
    en: [
      'sync',
      'sync now',
      'sync replay west 11/3-11/5',
      'sync check west',
      'sync accept west',
      'sync pause',
      'sync resume',
    ],
    ja: [
      '同期',
      '同期 今すぐ',
      '同期 再取得 west 11/3-11/5',
      '同期 点検 west',
      '同期 承認 west',
      '同期 一時停止',
      '同期 再開',
    ],
    'zh-CN': [
      '同步',
      '同步 立即',
      '同步 重拉 west 11/3-11/5',
      '同步 排查 west',
      '同步 接受 west',
      '同步 暂停',
      '同步 恢复',
    ],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    now: { aliases: ['今すぐ', '立即', '马上'], role: 'manager' },
    pause: { aliases: ['一時停止', '停止', '暂停'], role: 'administrator' },
    resume: { aliases: ['再開', '恢复', '继续'], role: 'administrator' },
    replay: { aliases: ['again', '再取得', '再取り込み', '重拉', '重新拉取'], role: 'manager' },
    check: { aliases: ['trouble', 'diagnose', '点検', '診断', '排查', '检查', '诊断'], role: 'operator' },
    accept: { aliases: ['承認', '受け入れ', '接受'], role: 'manager' },
    adopt: { aliases: ['採用', '采用'], role: 'administrator' },
    keep: { aliases: ['維持', 'そのまま', '保持'], role: 'administrator' },
  },
  role: 'viewer',
  takes: { places: true, periods: true },
  implied: () => 'list',
  async run(words, context) {
    if (words.subverb === 'replay') return replay(words, context)
    if (words.subverb === 'accept') return accept(words, context)
    if (words.subverb === 'adopt' || words.subverb === 'keep') return settle(words, words.subverb, context)
    if (words.subverb === 'check') return check(words, context)
    requireUsed(words, { places: words.subverb === 'list' || words.subverb === null ? any : 0 }, usage)
    if (words.subverb === 'now') await now(context)
    if (words.subverb === 'pause') await change(context, 'active', 'paused')
    if (words.subverb === 'resume') await change(context, 'paused', 'active')
    const seen = new Set((await storesOf(words, context)).map(store => store.id))
    return report(seen, context)
  },
})

/** How every feed stands; with a page of the same where this process has pages. */
async function report(seen: ReadonlySet<number>, { db, markets, now, caller }: CommandContext): Promise<CommandAnswer> {
  const parts = { db, connectors: markets?.connectors ?? [], now: () => now }
  const direct = caller.kind === 'direct' && caller.personId !== null && caller.messenger !== 'cli'
  const url = markets && direct ? { url: reportLink({ ...markets, now: () => now }, caller.personId ?? 0) } : {}
  const { role, timeZone } = caller
  const found = await syncReport(parts, seen, timeZone)
  return { cards: [reportCard(found, { timeZone, role, ...url })], tables: () => [feedTable(found.lines)] }
}

/** Looks at every step from the marketplace to the figures of a store. */
async function check(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { places: any }, usage)
  const { markets, db, now, log } = context
  if (!markets || words.places.length === 0) throw new UserError(texts.checkWhat)
  const stores = await storesOf(words, context)
  const cards = []
  for (const store of stores.slice(0, maxChecked)) {
    cards.push(checkCard(store.name, await checkStore({ ...markets, db, now: () => now, log }, store)))
  }
  return { cards }
}

/** The stores named, or all that the caller may see. */
async function storesOf(words: Words, { figures, caller }: CommandContext): Promise<readonly Store[]> {
  if (words.places.length === 0) return caller.stores
  const found = new Map<number, Store>()
  for (const place of words.places) {
    for (const store of (await figures.resolve(readerOf(caller), place)).stores) found.set(store.id, store)
  }
  return [...found.values()]
}

/** Asks for days again: `sync replay west 2026-11-03..2026-11-05`. */
async function replay(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { places: any, periods: 1 }, usage)
  const [period] = words.periods
  if (!period || words.places.length === 0) throw new UserError(texts.replayWhat)
  if (lengthOf(period) > maxReplayed) throw new UserError(fill(texts.tooLong, { most: maxReplayed }))
  const { db, enqueue } = context
  const stores = await storesOf(words, context)
  const feeds = await db.transaction(async tx => {
    const asked: { readonly store: string; readonly feeds: readonly string[] }[] = []
    for (const store of stores) {
      asked.push({ store: store.name, feeds: await replayDays(tx, store.id, period, context.now) })
    }
    await enqueue(tx, 'collect', null)
    return asked.filter(one => one.feeds.length > 0)
  })
  if (feeds.length === 0) throw new UserError(texts.notConnected)
  return { cards: [replayCard(feeds, period)] }
}

/** The marketplace counts a shop in another currency or zone: takes that over, or keeps what stands here. */
async function settle(words: Words, way: 'adopt' | 'keep', context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { places: 1 }, texts.settleWhat)
  const [store, another] = words.places.length === 0 ? [] : await storesOf(words, context)
  if (!store || another) throw new UserError(texts.settleWhat)
  const { db, now: at, enqueue } = context
  const settled = way === 'adopt' ? await adoptChange(db, store.id, at) : await keepCounting(db, store.id)
  await enqueue(db, 'collect', null)
  return { cards: [settledCard(store.name, settled, way === 'adopt')], replaces: true }
}

/** Writes days of sudden zeros that were kept back. */
async function accept(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { places: any, periods: 1 }, usage)
  if (words.places.length === 0) throw new UserError(texts.acceptWhat)
  const { db, now: at, enqueue } = context
  let count = 0
  for (const store of await storesOf(words, context))
    count += await acceptHeld(db, store.id, words.periods[0] ?? null, at)
  if (count === 0) throw new UserError(texts.nothingHeld)
  await enqueue(db, 'evaluate', null)
  return { cards: [acceptedCard(count)] }
}

async function now({ db, enqueue }: CommandContext): Promise<void> {
  await db.transaction(async tx => {
    await hurryPulls(tx)
    await enqueue(tx, 'collect', null)
  })
}

async function change({ db, enqueue }: CommandContext, from: 'active' | 'paused', to: 'active' | 'paused') {
  const found = (await listConnections(db)).filter(one => one.state === from)
  if (found.length === 0) throw new UserError(from === 'active' ? texts.noneRuns : texts.nonePaused)
  for (const { id } of found) await setConnectionState(db, id, to)
  await enqueue(db, 'collect', null)
}

/** Judgement: each asks the marketplace, and somebody waits. */
const maxChecked = 3
/** Judgement: more than a year again is a connection of its own. */
const maxReplayed = 400

const usage: Localized = { en: 'See: help sync', ja: '使い方：ヘルプ 同期', 'zh-CN': '用法：帮助 同步' }

const texts = {
  checkWhat: {
    en: 'Which shop? For example: sync check west',
    ja: '店舗を指定してください。例：同期 点検 west',
    'zh-CN': '请指定店铺，例如：同步 排查 west',
  },
  settleWhat: {
    en: 'Which shop? For example: sync adopt west (as the marketplace counts now), or: sync keep west',
    ja: '店舗を指定してください。例：同期 採用 west（モールの新しい設定に合わせる）／同期 維持 west',
    'zh-CN': '请指定店铺，例如：同步 采用 west（按平台的新设置），或：同步 保持 west',
  },
  replayWhat: {
    en: 'Which shop and which days? For example: sync replay west 2026-11-03..2026-11-05',
    ja: '店舗と日付を指定してください。例：同期 再取得 west 2026-11-03..2026-11-05',
    'zh-CN': '请指定店铺和日期，例如：同步 重拉 west 2026-11-03..2026-11-05',
  },
  tooLong: {
    en: 'At most {most} days can be pulled again at a time.',
    ja: '一度に再取得できるのは{most}日までです。',
    'zh-CN': '一次最多重新拉取 {most} 天。',
  },
  notConnected: {
    en: 'None of these shops is connected to a marketplace, or the days have not begun.',
    ja: '指定の店舗はモールに接続されていないか、日付が未来です。',
    'zh-CN': '这些店铺没有连接平台，或日期尚未开始。',
  },
  acceptWhat: {
    en: 'Of which shop? For example: sync accept west',
    ja: '店舗を指定してください。例：同期 承認 west',
    'zh-CN': '请指定店铺，例如：同步 接受 west',
  },
  nothingHeld: {
    en: 'Nothing of these shops is kept back.',
    ja: '指定の店舗に保留中の数値はありません。',
    'zh-CN': '这些店铺没有暂不写入的数据。',
  },
  noneRuns: {
    en: 'No connection is running that could be paused. Type: sync',
    ja: '一時停止できる接続がありません。「同期」で確認できます。',
    'zh-CN': '没有可以暂停的连接。输入“同步”查看。',
  },
  nonePaused: {
    en: 'No connection is paused. Type: sync',
    ja: '一時停止中の接続はありません。「同期」で確認できます。',
    'zh-CN': '没有已暂停的连接。输入“同步”查看。',
  },
} satisfies Record<string, Localized>
