import { type CommandAnswer, type CommandContext, defineCommand, includes } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { mailCode } from '#src/features/conversation/index.ts'
import {
  findPerson,
  issueCode,
  issueToken,
  linkCodeCard,
  linkedCard,
  link as linkIdentity,
  listTokens,
  mcpPurpose,
  type Person,
  readCode,
  redeemCode,
  revokedCard,
  revokeTokens,
  tokenCard,
  tokenDays,
  tokensCard,
  tokenTable,
} from '#src/features/people/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/**
 * Ties accounts of messengers that tell no e-mail to people: by a one-time code that is written there, or by an
 * administrator who knows the account. People we do not know yet redeem their code before any command is looked for.
 */
export const link = defineCommand({
  name: 'link',
  aliases: { en: [], ja: ['連携', 'リンク'], 'zh-CN': ['绑定', '关联'] },
  summary: {
    en: 'Use me from another messenger as the same person',
    ja: '別のチャットのアカウントと連携する',
    'zh-CN': '把其他聊天工具的账号绑定到本人',
  },
  examples: {
    en: ['link', 'link mcp', 'link K7Q2-9XMB', 'link code sato@example.com', 'link zhangsan zhang@example.com'],
    ja: ['連携', '連携 mcp', '連携 K7Q2-9XMB', 'link code sato@example.com'],
    'zh-CN': ['绑定', '绑定 mcp', '绑定 K7Q2-9XMB', '绑定 code zhang@example.com', '绑定 zhangsan zhang@example.com'],
  },
  role: 'viewer',
  lasting: true,
  takes: {
    kpis: true,
    places: true,
    periods: true,
    amounts: true,
    people: true,
    ids: true,
    quoted: true,
    free: true,
  },
  async run({ rest }, context) {
    const words = rest.trim().split(/\s+/).filter(Boolean)
    const [first, second, third] = words
    if (first?.toLowerCase() === 'mcp') return forPrograms(second, context)
    if (first === undefined) return codeFor(await self(context), context)
    if (second === undefined) return redeem(first, context)
    if (/^(code|コード|绑定码|验证码)$/iu.test(first)) return mailedCode(await other(second, context), context)
    if (third === undefined) return bind(context.caller.messenger, first, second, context)
    return bind(first, second, third, context)
  },
})

/** A token for an assistant of one's own: `link mcp`, `link mcp list`, `link mcp revoke`. */
async function forPrograms(word: string | undefined, context: CommandContext): Promise<CommandAnswer> {
  const { db, now, caller, markets } = context
  const person = await self(context)
  if (word === undefined) {
    const address = markets ? `${markets.publicUrl.replace(/\/+$/, '')}/mcp` : null
    return { cards: [tokenCard(await issueToken(db, person.id, now), address, tokenDays)], private: true }
  }
  if (/^(list|一覧|列表)$/iu.test(word)) {
    const tokens = await listTokens(db, mcpPurpose, person.id, now)
    return { cards: [tokensCard(tokens, caller.timeZone, now)], private: true, tables: () => [tokenTable(tokens)] }
  }
  if (!/^(revoke|stop|end|取り消し|無効|撤销|作废)$/iu.test(word)) throw new UserError(texts.programs)
  return { cards: [revokedCard(await revokeTokens(db, mcpPurpose, person.id, now))], private: true }
}

async function codeFor(person: Person, { db, now }: CommandContext): Promise<CommandAnswer> {
  return { cards: [linkCodeCard(person.name, await issueCode(db, person.id, now))], private: true }
}

/** For somebody else: by mail, where there is one, and to the administrator who asks. */
async function mailedCode(person: Person, { db, now }: CommandContext): Promise<CommandAnswer> {
  const code = await issueCode(db, person.id, now)
  const mailed = await mailCode(db, person, code, now)
  return { cards: [linkCodeCard(person.name, code, mailed ? person.email : null)], private: true }
}

async function redeem(word: string, { db, caller, now }: CommandContext): Promise<CommandAnswer> {
  const code = readCode(word)
  if (code === null) throw new UserError(texts.how)
  const { messenger, workspace, externalId } = caller
  const person = await redeemCode(db, code, { messenger, workspace, externalId }, now)
  return { cards: [linkedCard(person.name, externalId)], private: true }
}

/** By an administrator, who vouches for the account. */
async function bind(
  messenger: string,
  externalId: string,
  email: string,
  context: CommandContext,
): Promise<CommandAnswer> {
  const { db, caller } = context
  const person = await other(email, context)
  const workspace = messenger === caller.messenger ? caller.workspace : ''
  await linkIdentity(db, { messenger, workspace, externalId, personId: person.id })
  return { cards: [linkedCard(person.name, externalId)], private: true }
}

async function self({ db, caller }: CommandContext): Promise<Person> {
  const person = caller.personId === null ? null : await findPerson(db, { id: caller.personId })
  if (!person) throw new UserError(texts.nobody)
  return person
}

/** Somebody else, by e-mail. @throws UserError for anybody but administrators, and for unknown people. */
async function other(word: string, { db, caller }: CommandContext): Promise<Person> {
  if (!includes(caller.role, 'administrator')) throw new UserError(texts.administrators)
  const email = word.replace(/^@/, '')
  const person = await findPerson(db, { email })
  if (!person?.active) throw new UserError(fill(texts.unknown, { email: verbatim(email) }))
  return person
}

const texts = {
  programs: {
    en: '`link mcp` makes a token for an assistant, `link mcp list` shows yours, `link mcp revoke` ends them.',
    ja: '「連携 mcp」でアシスタント用トークンを発行、「連携 mcp 一覧」で確認、「連携 mcp 取り消し」で無効にします。',
    'zh-CN': '“绑定 mcp”创建助手令牌，“绑定 mcp 列表”查看，“绑定 mcp 撤销”作废。',
  },
  how: {
    en: 'Write “link” alone for a code, or “link” and the code that you were given.',
    ja: '「連携」だけでコードを発行、「連携 コード」で連携します。',
    'zh-CN': '发送“绑定”获取绑定码，或发送“绑定 绑定码”完成绑定。',
  },
  nobody: {
    en: 'Say for whom: link code name@example.com',
    ja: '対象の人を指定してください：連携 code name@example.com',
    'zh-CN': '请指明是谁：绑定 code name@example.com',
  },
  administrators: {
    en: 'Only an administrator links other people.',
    ja: '他の人を連携できるのは管理者だけです。',
    'zh-CN': '只有管理员可以为他人绑定。',
  },
  unknown: {
    en: 'Nobody has the e-mail {email}. Invite them first: people add "…" {email}',
    ja: '{email} の人は登録されていません。先に メンバー 追加  "…" {email} で追加してください。',
    'zh-CN': '没有邮箱为 {email} 的成员，请先添加：人员 添加 "…" {email}',
  },
} satisfies Record<string, Localized>
