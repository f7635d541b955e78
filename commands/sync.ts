import { type CommandContext, defineCommand } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { feedLines, hurryPulls, listConnections, setConnectionState, syncCard } from '#src/features/sync/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

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
    en: ['sync', 'sync now', 'sync pause', 'sync resume'],
    ja: ['同期', '同期 今すぐ', '同期 一時停止', '同期 再開'],
    'zh-CN': ['同步', '同步 立即', '同步 暂停', '同步 恢复'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    now: { aliases: ['今すぐ', '立即', '马上'], role: 'manager' },
    pause: { aliases: ['一時停止', '停止', '暂停'], role: 'administrator' },
    resume: { aliases: ['再開', '恢复', '继续'], role: 'administrator' },
  },
  role: 'viewer',
  takes: {},
  implied: () => 'list',
  async run(words, context) {
    if (words.subverb === 'now') await now(context)
    if (words.subverb === 'pause') await change(context, 'active', 'paused')
    if (words.subverb === 'resume') await change(context, 'paused', 'active')
    const seen = new Set(context.caller.stores.map(store => store.id))
    return { cards: [syncCard(await feedLines(context.db, seen), context.caller.timeZone)] }
  },
})

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

const texts = {
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
