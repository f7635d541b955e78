import type { Slack } from '#bots/slack/context.ts'
import { type Body, stringIn, teamOf } from '#bots/slack/receive/body.ts'
import { lineMessage } from '#bots/slack/render/blocks.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { respond, responderOf } from './responder.ts'

/** Tells whoever pressed or typed that it could not be taken, where Slack gave an address to answer at. Never throws. */
export async function tellLost(slack: Slack, body: Body): Promise<void> {
  const responder = responderOf(stringIn(body, 'response_url'), slack.config.apiUrl)
  if (!responder) return
  const user = stringIn(body.user, 'id') || stringIn(body, 'user_id')
  try {
    const workspace = await slack.workspaces.find(teamOf(body))
    const { locale = 'en' } = workspace ? await slack.profiles.find(workspace, user) : {}
    await respond(responder, lineMessage(texts.lost, locale), { type: 'ephemeral', replace: false })
  } catch (error) {
    slack.deps.log.warn({ err: error }, 'Nobody could be told that a request was lost.')
  }
}

const texts = {
  lost: {
    en: 'The KPI bot cannot reach its database at the moment, so nothing was done. Please try again in a few minutes.',
    ja: '現在データベースに接続できないため、処理できませんでした。数分後にもう一度お試しください。',
    'zh-CN': '机器人暂时连不上数据库，本次操作未执行。请几分钟后再试。',
  },
} satisfies Record<string, Localized>
