import type { Source } from '#bots/slack/answer/source.ts'
import { whisper } from '#bots/slack/answer/speak.ts'
import { platformError } from '#bots/slack/api/faults.ts'
import type { Profile } from '#bots/slack/api/people/profiles.ts'
import type { Slack } from '#bots/slack/context.ts'
import { lineMessage } from '#bots/slack/render/blocks.ts'
import type { Pressed } from '#bots/slack/render/pack.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { type FormOrigin, modalOf } from './view.ts'

/** A trigger lives for three seconds: a profile is not waited for longer than this. */
const profileMs = 1_000

/** Opens a form for somebody who pressed a button; one that came too late says so. */
export async function openForm(
  slack: Slack,
  source: Source,
  trigger: string,
  pressed: Required<Pressed>,
): Promise<void> {
  if (await tryForm(slack, source, trigger, pressed)) return
  const { locale = 'en' } = await quickProfile(slack, source)
  await whisper(slack, source, lineMessage(texts.late, locale))
}

/** Opens a form and says whether Slack took it. https://docs.slack.dev/reference/methods/views.open */
export async function tryForm(
  slack: Slack,
  source: Source,
  trigger: string,
  pressed: Required<Pressed>,
): Promise<boolean> {
  const { locale = 'en' } = await quickProfile(slack, source)
  try {
    const view = modalOf(pressed, originOf(source), locale)
    await source.workspace.client.views.open({ trigger_id: trigger, view })
    return true
  } catch (error) {
    slack.deps.log.warn({ reason: platformError(error) ?? 'no answer' }, 'A form could not be opened in Slack.')
    return false
  }
}

/**
 * What Slack tells about a person, with the language that they chose with us; nothing where that takes too long for
 * somebody who waits for a form or a list.
 */
export async function quickProfile(
  slack: Slack,
  { workspace, user }: Pick<Source, 'workspace' | 'user'>,
): Promise<Profile> {
  const late = new Promise<Profile>(resolve => setTimeout(() => resolve({}), profileMs).unref())
  return Promise.race([told(slack, workspace, user), late])
}

async function told(slack: Slack, workspace: Source['workspace'], user: string): Promise<Profile> {
  const [profile, locale] = await Promise.all([slack.profiles.find(workspace, user), chosen(slack, workspace, user)])
  return locale === null ? profile : { ...profile, locale }
}

async function chosen({ deps }: Slack, { id }: Source['workspace'], user: string): Promise<Locale | null> {
  try {
    return await deps.languageOf({ workspace: id, person: user })
  } catch (error) {
    deps.log.warn({ err: error }, 'The language of a person could not be looked up.')
    return null
  }
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
