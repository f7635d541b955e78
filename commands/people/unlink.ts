import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import {
  type Account,
  accountsOf,
  countAdministrators,
  findPerson,
  type Person,
  unlinkedCard,
  untie,
} from '#src/features/people/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'

/** Unties accounts of messengers from a person: one's own, or as an administrator somebody else's. */
export const unlink = defineCommand({
  name: 'unlink',
  aliases: {
    en: ['disconnect', 'unbind'],
    ja: ['連携解除', '連携を解除', 'リンク解除'],
    'zh-CN': ['解绑', '解除绑定', '取消绑定', '解除关联'],
  },
  summary: {
    en: 'Take an account away from a person',
    ja: 'チャットのアカウントの連携を解除する',
    'zh-CN': '解除聊天账号的绑定',
  },
  examples: {
    en: ['unlink', 'unlink feishu', 'unlink slack @name@example.com'],
    ja: ['連携解除', '連携解除 feishu', '連携解除 slack @name@example.com'],
    'zh-CN': ['解绑', '解绑 feishu', '解绑 slack @name@example.com'],
  },
  role: 'viewer',
  lasting: true,
  takes: { people: true, quoted: true, free: true },
  async run(words, context) {
    const person = await meant(words, context)
    const accounts = await chosen(words, person, context)
    await refuseLockout(person, accounts, context)
    for (const account of accounts) await untie(context.db, account)
    const isOwn = person.id === context.caller.personId
    return { cards: [unlinkedCard(person.name, accounts, isOwn)], private: true } satisfies CommandAnswer
  },
})

/** @throws UserError for anybody but administrators who means somebody else. */
async function meant({ people }: Words, { db, caller }: CommandContext): Promise<Person> {
  const [other] = people
  const id = other?.id ?? caller.personId
  if (people.length > 1 || id === null) throw new UserError(texts.who)
  if (id !== caller.personId && !includes(caller.role, 'administrator')) throw new UserError(texts.administrators)
  const person = await findPerson(db, { id })
  if (!person) throw new UserError(texts.who)
  return person
}

/** Of one's own without a word the account that is written from; of a messenger that is named all of them there. */
async function chosen({ unknown, people }: Words, person: Person, { db, caller }: CommandContext) {
  const known = await accountsOf(db, person.id)
  const [word, ...more] = unknown
  if (word === undefined) {
    const here = known.filter(account => isHere(account, caller))
    const found = people.length > 0 ? known : here
    if (found.length > 0) return found
    throw new UserError(fill(texts.none, { name: verbatim(person.name), accounts: listed(known) }))
  }
  const found = known.filter(({ messenger, externalId }) => [messenger, externalId].some(one => isSame(one, word)))
  if (more.length > 0 || found.length === 0)
    throw new UserError(fill(texts.unknown, { word: verbatim(unknown.join(' ')), accounts: listed(known) }))
  return found
}

function isHere({ messenger, workspace, externalId }: Account, caller: CommandContext['caller']): boolean {
  return messenger === caller.messenger && workspace === caller.workspace && externalId === caller.externalId
}

function isSame(name: string, word: string): boolean {
  return nameKey(name) === nameKey(word)
}

function listed(accounts: readonly Account[]): Localized {
  return verbatim(accounts.map(({ messenger, externalId }) => `${messenger} (${externalId})`).join(', ') || '–')
}

/** @throws UserError where nobody could administer any more. */
async function refuseLockout(person: Person, accounts: readonly Account[], { db }: CommandContext): Promise<void> {
  if (person.role !== 'administrator' || (await countAdministrators(db)) > 1) return
  if (accounts.length >= (await accountsOf(db, person.id)).length) throw new UserError(texts.last)
}

const texts = {
  who: {
    en: 'Say whose account: unlink slack @name@example.com',
    ja: '対象の人を指定してください：連携解除 slack @name@example.com',
    'zh-CN': '请指明是谁的账号：解绑 slack @name@example.com',
  },
  administrators: {
    en: 'Only an administrator unlinks other people.',
    ja: '他の人の連携を解除できるのは管理者だけです。',
    'zh-CN': '只有管理员可以为他人解绑。',
  },
  none: {
    en: 'This account is not linked to {name}. Linked are: {accounts}',
    ja: 'このアカウントは{name}さんに連携されていません。連携中：{accounts}',
    'zh-CN': '当前账号未绑定到 {name}。已绑定的账号：{accounts}',
  },
  unknown: {
    en: 'No linked account is called “{word}”. Linked are: {accounts}',
    ja: '「{word}」という連携済みアカウントはありません。連携中：{accounts}',
    'zh-CN': '没有名为“{word}”的已绑定账号。已绑定的账号：{accounts}',
  },
  last: {
    en: 'This is the last account of the only administrator: nobody could administer any more. Make somebody else an administrator first.',
    ja: '唯一の管理者の最後のアカウントのため、解除すると管理できる人がいなくなります。先に別の人を管理者にしてください。',
    'zh-CN': '这是唯一管理员的最后一个账号，解绑后将无人可管理。请先把其他人设为管理员。',
  },
} satisfies Record<string, Localized>
