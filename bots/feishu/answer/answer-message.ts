import { createMessage, threadOf, uuidOf } from '#bots/feishu/api/messages.ts'
import { profileOf } from '#bots/feishu/api/profile.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import { type Incoming, lineOf, type Mention } from '#bots/feishu/receive/message.ts'
import { localeHint } from '#bots/feishu/render/language.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Card } from '#src/chat/card.ts'
import { isPhotoCaption } from '#src/chat/evidence-photos.ts'
import type { Address, Invocation, Reply, Speaker } from '#src/chat/messenger.ts'
import { type Locale, type Localized, locales } from '#src/i18n/locale.ts'
import { answerFile, answerPictures } from './answer-file.ts'
import { say } from './say.ts'

/** Where somebody asked, and how it is named for good. */
interface Question {
  readonly invocation: Invocation
  readonly key: string
  /** The message to answer under, in a group. */
  readonly thread?: string
}

/** Answers what somebody wrote. In a group only what mentions the bot is meant for it. */
export async function answerMessage(feishu: Feishu, speaker: Speaker, incoming: Incoming): Promise<void> {
  const bot = incoming.kind === 'group' ? await feishu.people.botId() : null
  if (incoming.kind === 'group' && !incoming.mentions.some(mention => isBot(mention, bot))) return
  if (incoming.file) return answerFile(feishu, speaker, incoming, incoming.file)
  const pictures = feishu.deps.photos && incoming.pictures !== undefined
  if (pictures && incoming.text === null) return answerPictures(feishu, speaker, incoming, '')
  const key = `message/${incoming.id}`
  const thread = threadOf(incoming.id, incoming.inTopic)
  if (incoming.text === null)
    return saySoftly(feishu, speaker, addressOf(feishu, incoming, thread), { text: texts.textOnly, key })
  const names = await namesIn(feishu, incoming, bot)
  const line = lineOf(incoming, mention => names.get(mention.key) ?? '')
  if (pictures && isPhotoCaption(line)) return answerPictures(feishu, speaker, incoming, line)
  const invocation = await invocationOf(feishu, incoming, line)
  await answer(feishu, speaker, { invocation, key, ...(incoming.kind === 'group' && { thread }) })
  if (pictures) await answerPictures(feishu, speaker, incoming, '')
}

/** Runs a line and says the answer: to everybody in the group, or to the person alone. */
export async function answer(feishu: Feishu, speaker: Speaker, { invocation, key, thread }: Question): Promise<void> {
  const reply = await feishu.deps.answer(invocation)
  const { person, channel, kind, workspace } = invocation
  const inGroup: Address = { workspace, channel, kind, ...(thread !== undefined && { thread }) }
  const inPerson: Address = { workspace, channel: person, kind: 'direct' }
  const aside = kind === 'group' && reply.private
  await say(feishu, speaker, { to: kind === 'direct' || aside ? inPerson : inGroup, cards: reply.cards, reply, key })
  if (aside) await saySoftly(feishu, speaker, inGroup, { text: texts.sentInPerson, key: `${key}/aside`, reply })
}

async function invocationOf(feishu: Feishu, incoming: Incoming, line: string): Promise<Invocation> {
  const { kind, sender, chat, userAgent } = incoming
  const profile = await profileOf(feishu, sender, { locale: localeHint(userAgent) })
  const channelName = kind === 'group' ? await feishu.chatNames(chat) : null
  return {
    messenger: 'feishu',
    workspace: feishu.config.appId,
    person: sender,
    profile,
    channel: kind === 'direct' ? sender : chat,
    ...(channelName !== null && { channelName }),
    kind,
    line,
    via: /^[/／]/.test(line) ? 'slash' : 'typed',
  }
}

/** Other people as the language understands them: by e-mail where they are ours, else by what they are called. */
async function namesIn({ people }: Feishu, { mentions }: Incoming, bot: string | null) {
  const names = new Map<string, string>()
  for (const mention of mentions) {
    if (isBot(mention, bot) || mention.openId === '') continue
    names.set(mention.key, `@${(await people.emailOf(mention.openId)) ?? mention.name}`)
  }
  return names
}

function isBot({ openId }: Mention, bot: string | null): boolean {
  return bot !== null && openId === bot
}

function addressOf({ config }: Feishu, { kind, sender, chat }: Incoming, thread: string): Address {
  const workspace = config.appId
  return kind === 'direct' ? { workspace, channel: sender, kind } : { workspace, channel: chat, kind, thread }
}

/** A short line without a card; in a direct chat in one language, in a group in that of the answer. */
async function saySoftly(
  { api, pace }: Feishu,
  speaker: Speaker,
  to: Address,
  { text, key, reply }: { readonly text: Localized; readonly key: string; readonly reply?: Pick<Reply, 'locale'> },
): Promise<void> {
  const shown: readonly Locale[] = reply ? [reply.locale] : locales
  const content = { text: shown.map(locale => text[locale]).join('\n') }
  const card: Card = { title: text, tone: 'info', blocks: [] }
  const say = async () => {
    await pace(to.channel)
    await createMessage(api, to, { type: 'text', content }, uuidOf(key, 0))
  }
  await speaker.say({ key, card, to, locale: reply?.locale ?? 'zh-CN', say })
}
