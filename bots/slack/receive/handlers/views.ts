import type { App, SlackShortcut, ViewSubmitAction } from '@slack/bolt'
import { ask, sayWorking } from '#bots/slack/answer/converse.ts'
import { publishHome } from '#bots/slack/answer/home.ts'
import { quickProfile, tryForm } from '#bots/slack/answer/modals/open.ts'
import { prefilled, shortcutIds, shortcutLine } from '#bots/slack/answer/modals/shortcuts.ts'
import { errorsOf, valuesOf } from '#bots/slack/answer/modals/values.ts'
import { formCallback, type OpenForm, unpackForm } from '#bots/slack/answer/modals/view.ts'
import { responderOf } from '#bots/slack/answer/responder.ts'
import { answering, say } from '#bots/slack/answer/say.ts'
import type { Source } from '#bots/slack/answer/source.ts'
import { whisper } from '#bots/slack/answer/speak.ts'
import { toWords } from '#bots/slack/api/people/words.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Slack } from '#bots/slack/context.ts'
import { formPatienceMs } from '#bots/slack/limits.ts'
import { stringIn } from '#bots/slack/receive/body.ts'
import { workspaceIn } from '#bots/slack/receive/request-workspaces.ts'
import { lineMessage } from '#bots/slack/render/blocks.ts'
import { fillLine } from '#src/chat/card.ts'
import type { FormAction, Reply } from '#src/chat/messenger.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Forms that were sent, and the shortcuts that open some. */
export function registerViews(app: App, slack: Slack): void {
  app.view<ViewSubmitAction>(formCallback, async ({ body, view, ack, context }) => {
    const form = unpackForm(view.private_metadata)
    if (!form) return ack()
    const source = sourceOf(slack, body, form, workspaceIn(context))
    const emailOf = async (user: string) => (await slack.profiles.find(source.workspace, user)).email ?? ''
    const values = await valuesOf(form, view.state.values, emailOf)
    const line = fillLine(
      { label: noLabel, line: form.line, form: { title: noLabel, submit: noLabel, fields: labelled(form) } },
      values,
    )
    const asked = ask(slack, source, { line, via: 'form' })
    const quick = await Promise.race([asked, later(receivedAtOf(context))])
    const errors = quick?.refused ? errorsOf(form, values, quick.refused, quick.locale) : {}
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors })
    await ack()
    if (!quick) await sayWorking(slack, source)
    await sayAnswer(slack, source, await asked, line)
  })
  registerShortcuts(app, slack)
}

const noLabel = { en: '', ja: '', 'zh-CN': '' }

function labelled({ fields }: OpenForm) {
  return fields.map(field => ({ ...field, label: noLabel }))
}

/** When patience with a form ends; the arrival of its request is what counts. */
function later(receivedAt: number): Promise<null> {
  const left = Math.max(0, receivedAt + formPatienceMs - Date.now())
  return new Promise(resolve => setTimeout(() => resolve(null), left).unref())
}

/** When the request of a listener arrived; now where nothing tells. */
function receivedAtOf(context: object): number {
  const at: unknown = Reflect.get(context, 'receivedAt')
  return typeof at === 'number' ? at : Date.now()
}

/** The answer; with what was entered, where the form closed before it was refused. */
async function sayAnswer(slack: Slack, source: Source, reply: Reply, line: string): Promise<void> {
  if (source.channel === '') return publishHome(slack, source, reply)
  await answering(slack, source, speaker => say(slack, source, reply, speaker))
  if (!reply.refused) return
  await whisper(slack, source, lineMessage(fill(texts.entered, { line: verbatim(line) }), reply.locale))
}

function sourceOf(slack: Slack, body: ViewSubmitAction, { origin }: OpenForm, workspace: Workspace): Source {
  const { responseUrl, ...place } = origin
  return {
    ...place,
    isEphemeral: place.isEphemeral ?? false,
    workspace,
    user: body.user.id,
    responder: responderOf(responseUrl, slack.config.apiUrl),
  }
}

/** https://docs.slack.dev/interactivity/implementing-shortcuts */
function registerShortcuts(app: App, slack: Slack): void {
  app.shortcut(/^kpi_/, async ({ shortcut, ack, context }) => {
    await ack()
    const workspace = workspaceIn(context)
    const { id: channel = '', name } = 'channel' in shortcut ? shortcut.channel : {}
    const source: Source = {
      workspace,
      user: shortcut.user.id,
      channel: shortcut.callback_id === shortcutIds.noteOfMessage ? channel : '',
      channelName: name && name !== 'directmessage' && name !== 'privategroup' ? name : undefined,
      responder: responderOf(stringIn(shortcut, 'response_url'), slack.config.apiUrl),
    }
    const line = shortcutLine(shortcut.callback_id)
    if (line === null) return
    const reply = await ask(slack, source, { line, via: 'button' })
    const form = reply.form && (await formOf(slack, source, shortcut, reply.form))
    if (form && (await tryForm(slack, source, shortcut.trigger_id, form))) return
    await answering(slack, source, speaker => say(slack, source, reply, speaker))
  })
}

/** What a message says is the beginning of its note. */
async function formOf(slack: Slack, source: Source, shortcut: SlackShortcut, form: FormAction): Promise<FormAction> {
  if (!('message' in shortcut)) return form
  const { text = '', ts } = shortcut.message
  const { timeZone } = await quickProfile(slack, source)
  const words = await toWords(slack.profiles, source.workspace, text)
  return prefilled(form, { text: words, day: dayIn(new Date(Number.parseFloat(ts) * 1000), timeZone) })
}

/** The day of an instant in a zone, such as 2026-11-20; UTC where the zone is unknown. */
function dayIn(at: Date, timeZone: string | undefined): string {
  const when = Number.isNaN(at.getTime()) ? new Date(0) : at
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone ?? 'UTC' }).format(when)
  } catch {
    return when.toISOString().slice(0, 10)
  }
}

const texts = {
  entered: { en: 'You had entered: {line}', ja: '入力内容：{line}', 'zh-CN': '您填写的内容：{line}' },
} satisfies Record<string, Localized>
