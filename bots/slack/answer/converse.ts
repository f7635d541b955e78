import { quickProfile, tryForm } from '#bots/slack/answer/modals/open.ts'
import { toWords } from '#bots/slack/api/people/words.ts'
import type { Slack } from '#bots/slack/context.ts'
import { workingAfterMs } from '#bots/slack/limits.ts'
import { lineMessage } from '#bots/slack/render/blocks.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { answering, say } from './say.ts'
import { kindOf, type Source } from './source.ts'
import { whisper } from './speak.ts'

/** A line and how it came. */
export interface LineRequest {
  readonly line: string
  readonly via: Invocation['via']
  /** Opens a form, within three seconds; absent where somebody only wrote. */
  readonly trigger?: string
}

/** Asks, and says the answer. What takes longer than a second says that it is being worked on. Never throws. */
export async function converse(slack: Slack, source: Source, asked: LineRequest): Promise<void> {
  const working = announceLater(slack, source)
  try {
    await answering(slack, source, async speaker => {
      const reply = await ask(slack, source, asked)
      const { trigger } = asked
      if (trigger && reply.form && (await tryForm(slack, source, trigger, reply.form))) return
      await say(slack, source, reply, speaker, working.done)
    })
  } catch (error) {
    slack.deps.log.error({ err: error }, 'An answer could not be said in Slack.')
  } finally {
    await working.done()
  }
}

/** The dispatcher's answer to a line of this person in this place. */
export async function ask(slack: Slack, source: Source, { line, via }: LineRequest): Promise<Reply> {
  const { workspace, user, channel, thread } = source
  const kind = kindOf(source)
  const [profile, channelName, words] = await Promise.all([
    slack.profiles.find(workspace, user),
    kind === 'group' ? nameOf(slack, source) : undefined,
    via === 'typed' || via === 'slash' ? toWords(slack.profiles, workspace, line) : line,
  ])
  return slack.deps.answer({
    messenger: 'slack',
    workspace: workspace.id,
    person: user,
    profile,
    channel: kind === 'direct' ? user : channel, // a person is reached by their own id
    kind,
    line: words,
    via,
    ...(channelName && { channelName }),
    ...(thread && { thread }),
  })
}

async function nameOf(slack: Slack, { workspace, channel, channelName }: Source): Promise<string | undefined> {
  return channelName ?? slack.channelNames.find(workspace, channel)
}

/** Says after a second that somebody is at it; `done` ends that and waits for what is on its way. */
function announceLater(slack: Slack, source: Source): { readonly done: () => Promise<void> } {
  let sent: Promise<void> | null = null
  const timer = setTimeout(() => {
    sent = sayWorking(slack, source)
  }, workingAfterMs)
  return {
    done: async () => {
      clearTimeout(timer)
      await sent
    },
  }
}

/** Tells the asker alone that somebody is at it. Never throws. */
export async function sayWorking(slack: Slack, source: Source): Promise<void> {
  if (source.channel === '') return
  try {
    const { locale = 'en' } = await quickProfile(slack, source)
    await whisper(slack, source, lineMessage(texts.working, locale))
  } catch (error) {
    slack.deps.log.warn({ err: error }, 'A note of work could not be said.')
  }
}

const texts = {
  working: { en: 'Working on it…', ja: '処理しています…', 'zh-CN': '正在处理…' },
} satisfies Record<string, Localized>
