import { platformError } from '#bots/slack/faults.ts'
import type { Pressed } from '#bots/slack/pack.ts'
import type { Profile } from '#bots/slack/people/profiles.ts'
import type { Slack } from '#bots/slack/slack.ts'
import { lineMessage } from '#bots/slack/talk/converse.ts'
import { whisper } from '#bots/slack/talk/say.ts'
import type { Source } from '#bots/slack/talk/source.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type FormOrigin, modalOf } from './view.ts'

/** A trigger lives for three seconds: a profile is not waited for longer than this. */
const profileMs = 1_000

/** Opens a form for somebody who pressed or chose something. https://docs.slack.dev/reference/methods/views.open */
export async function openForm(
  slack: Slack,
  source: Source,
  trigger: string,
  pressed: Required<Pressed>,
): Promise<void> {
  const { locale = 'en' } = await quickProfile(slack, source)
  try {
    const view = modalOf(pressed, originOf(source), locale)
    await source.workspace.client.views.open({ trigger_id: trigger, view })
  } catch (error) {
    slack.deps.log.warn({ reason: platformError(error) ?? 'no answer' }, 'A form could not be opened in Slack.')
    await whisper(slack, source, lineMessage(texts.late, locale))
  }
}

/** What Slack tells about a person; nothing where that takes too long for somebody who waits for a form or a list. */
export async function quickProfile(
  slack: Slack,
  { workspace, user }: Pick<Source, 'workspace' | 'user'>,
): Promise<Profile> {
  const late = new Promise<Profile>(resolve => setTimeout(() => resolve({}), profileMs).unref())
  return Promise.race([slack.profiles.find(workspace, user), late])
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
