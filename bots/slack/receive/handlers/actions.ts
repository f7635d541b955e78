import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { ask, converse } from '#bots/slack/answer/converse.ts'
import { publishHome } from '#bots/slack/answer/home.ts'
import { openForm, quickProfile } from '#bots/slack/answer/modals/open.ts'
import { choicePrefix, optionOf } from '#bots/slack/answer/modals/view.ts'
import { responderOf } from '#bots/slack/answer/responder.ts'
import type { Source } from '#bots/slack/answer/source.ts'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import type { Slack } from '#bots/slack/context.ts'
import { limits } from '#bots/slack/limits.ts'
import { stringIn } from '#bots/slack/receive/body.ts'
import { workspaceIn } from '#bots/slack/receive/request-workspaces.ts'
import { lineButton } from '#bots/slack/render/actions.ts'
import { unpackAction } from '#bots/slack/render/pack.ts'
import { choiceSources } from '#src/chat/card.ts'

/** Buttons, and the options of selects. */
export function registerActions(app: App, slack: Slack): void {
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${lineButton}:\\d+$`), async ({ body, action, ack, context }) => {
    await ack()
    const pressed = unpackAction(action.value)
    if (!pressed) return
    const source = sourceOf(slack, body, workspaceIn(context))
    const { form, line } = pressed
    if (form) return openForm(slack, source, body.trigger_id, { form, line })
    if (source.channel !== '') return converse(slack, source, { line, via: 'button' })
    await publishHome(slack, source, await ask(slack, source, { line, via: 'button' }))
  })
  registerOptions(app, slack)
}

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
function registerOptions(app: App, slack: Slack): void {
  app.options(new RegExp(`^${choicePrefix}:(${choiceSources.join('|')}):`), async ({ body, ack, context }) => {
    const [, source = ''] = stringIn(body, 'action_id').split(':')
    const workspace = workspaceIn(context)
    const by = { messenger: 'slack', workspace: workspace.id, person: body.user.id }
    const { locale = 'en' } = await quickProfile(slack, { workspace, user: body.user.id })
    const wanted = choiceSources.find(one => one === source)
    const choices = wanted ? await slack.deps.choices(wanted, stringIn(body, 'value'), by) : []
    const options = choices
      .filter(({ value }) => value !== '' && value.length <= limits.optionValue)
      .slice(0, limits.options)
      .map(({ label, value }) => optionOf(label[locale], value))
    await ack({ options })
  })
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
function sourceOf(slack: Slack, body: BlockAction<ButtonAction>, workspace: Workspace): Source {
  const isEphemeral = Reflect.get(body.container ?? {}, 'is_ephemeral') === true
  const ts = body.message?.ts ?? stringIn(body.container, 'message_ts')
  const thread = stringIn(body.message, 'thread_ts') || stringIn(body.container, 'thread_ts') || undefined
  const channel = body.channel?.id ?? stringIn(body.container, 'channel_id')
  const isDirect = channel.startsWith('D')
  const under = isEphemeral || isDirect ? thread : (thread ?? (ts || undefined))
  return {
    workspace,
    user: body.user.id,
    channel,
    thread,
    under,
    isEphemeral,
    ...(ts && !isEphemeral && { message: ts }),
    responder: responderOf(body.response_url, slack.config.apiUrl),
  }
}
