import { platformError } from '#bots/slack/faults.ts'
import type { Pressed } from '#bots/slack/pack.ts'
import type { Slack } from '#bots/slack/slack.ts'
import { lineMessage } from '#bots/slack/talk/converse.ts'
import { whisper } from '#bots/slack/talk/say.ts'
import type { Source } from '#bots/slack/talk/source.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { type FormOrigin, modalOf } from './view.ts'

/** A trigger lives for three seconds: the language is not waited for longer than this. */
const languageMs = 1_000

/** Opens a form for somebody who pressed or chose something. https://docs.slack.dev/reference/methods/views.open */
export async function openForm(
  slack: Slack,
  source: Source,
  trigger: string,
  pressed: Required<Pressed>,
): Promise<void> {
  const locale = await languageOf(slack, source)
  try {
    const view = modalOf(pressed, originOf(source), locale)
    await source.workspace.client.views.open({ trigger_id: trigger, view })
  } catch (error) {
    slack.deps.log.warn({ reason: platformError(error) ?? 'no answer' }, 'A form could not be opened in Slack.')
    await whisper(slack, source, lineMessage(texts.late, locale))
  }
}

/** The language of a person's profile, English where Slack takes too long to tell. */
export async function languageOf(slack: Slack, { workspace, user }: Source): Promise<Locale> {
  const late = new Promise<null>(resolve => setTimeout(() => resolve(null), languageMs).unref())
  const profile = await Promise.race([slack.profiles.find(workspace, user), late])
  return profile?.locale ?? 'en'
}

function originOf({ channel, channelName, thread, under, message, isEphemeral, responder }: Source): FormOrigin {
  return {
    channel,
    ...(channelName && { channelName }),
    ...(thread && { thread }),
    ...(under && { under }),
    ...(message && { message }),
    ...(isEphemeral && { isEphemeral }),
    ...(responder && { responseUrl: responder.url }),
  }
}

const texts = {
  late: {
    en: 'The form could not be opened in time. Please press the button again.',
    ja: 'フォームを開けませんでした。もう一度ボタンを押してください。',
    'zh-CN': '未能及时打开表单，请再点一次按钮。',
  },
} satisfies Record<string, Localized>
