import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import { UserError } from '#src/errors.ts'
import {
  listShares,
  listVisits,
  makeShare,
  revokeShare,
  shareListCard,
  shareLogCard,
  shareMadeCard,
  shareRevokedCard,
  shareTable,
  visitTable,
} from '#src/features/boards/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'

/** Links by which agencies and partners look at a few figures, without an account, until a day. */
export const share = defineCommand({
  name: 'share',
  aliases: { en: ['shares', 'share link'], ja: ['共有', '共有リンク'], 'zh-CN': ['分享', '共享', '共享链接'] },
  summary: {
    en: 'A read-only link for people outside',
    ja: '社外向けの閲覧専用リンク',
    'zh-CN': '给外部人员的只读链接',
  },
  examples: {
    en: ['share "BrightAds" sales acos shopify 30d', 'share list', 'share log #3', 'share revoke #3'],
    ja: ['共有 "BrightAds" 売上 ACoS shopify 直近30日', '共有 一覧', '共有 記録 #3', '共有 取消 #3'],
    'zh-CN': ['分享 "BrightAds" 销售额 ACoS shopify 近30天', '分享 列表', '分享 记录 #3', '分享 撤销 #3'],
  },
  subverbs: {
    list: { aliases: ['show', '一覧', '列表'] },
    make: { aliases: ['new', 'create', '作成', '新建', '创建'] },
    log: { aliases: ['visits', '記録', '记录', '访问记录'] },
    revoke: { aliases: ['end', 'remove', '取消', '取り消し', '撤销'] },
  },
  role: 'manager',
  lasting: ['make', 'revoke'],
  takes: { kpis: true, places: true, periods: true, ids: true, quoted: true, free: true },
  implied: words => (words.quoted.length > 0 ? 'make' : 'list'),
  async run(words, context) {
    const subverb = words.subverb ?? (words.quoted.length > 0 ? 'make' : 'list')
    if (subverb === 'make') return make(words, context)
    if (subverb === 'log') return log(words, context)
    if (subverb === 'revoke') return revoke(words, context)
    requireUsed(words, {}, texts.howTo)
    const shares = await listShares(context.db, mine(context))
    const { caller, now } = context
    const tables = () => [shareTable(shares, now)]
    return { cards: [shareListCard(shares, caller.timeZone, now)], private: true, tables }
  },
})

async function make(words: Words, context: CommandContext): Promise<CommandAnswer> {
  if (!context.pages) throw new UserError(texts.nowhere)
  requireUsed(words, { kpis: any, places: any, periods: 1, quoted: 1, ownWords: true }, texts.howTo)
  const made = await makeShare(words, context.pages, context)
  return { cards: [shareMadeCard(made, context.caller.timeZone)], private: true }
}

async function log(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const id = numberIn(words)
  const found = (await listShares(context.db, mine(context))).find(({ link }) => link.id === id)
  if (!found) throw new UserError(fill(texts.none, { id }))
  const visits = await listVisits(context.db, id)
  const { name } = found.link
  const tables = () => [visitTable(name, visits)]
  return { cards: [shareLogCard(name, visits, context.caller.timeZone)], private: true, tables }
}

async function revoke(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const id = numberIn(words)
  const { db, caller, now } = context
  if (!(await revokeShare(db, { id, ...mine(context) }, caller.personId, now)))
    throw new UserError(fill(texts.none, { id }))
  return { cards: [shareRevokedCard(id)], private: true }
}

/** One's own links; administrators see and end all. */
function mine({ caller }: CommandContext): { readonly maker: number | null; readonly demo: boolean } {
  return { maker: includes(caller.role, 'administrator') ? null : (caller.personId ?? -1), demo: caller.demo }
}

function numberIn(words: Words): number {
  requireUsed(words, { numbers: 1 }, texts.howTo)
  const id = namedNumber(words)
  if (id === undefined) throw new UserError(texts.howTo)
  return id
}

const texts = {
  howTo: {
    en: 'share "BrightAds" sales acos shopify 30d makes a link; share list, share log #3, share revoke #3.',
    ja: '「共有 "BrightAds" 売上 ACoS shopify」で作成、「共有 一覧」「共有 記録 #3」「共有 取消 #3」。',
    'zh-CN': '“分享 "BrightAds" 销售额 ACoS shopify”创建；“分享 列表”“分享 记录 #3”“分享 撤销 #3”。',
  },
  nowhere: { en: 'No pages are served here.', ja: 'ここではページを開けません。', 'zh-CN': '此处无法打开页面。' },
  none: {
    en: 'You have no link #{id} that works.',
    ja: '有効なリンク #{id} はありません。',
    'zh-CN': '没有有效的链接 #{id}。',
  },
} satisfies Record<string, Localized>
