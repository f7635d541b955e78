import { readConfig } from '#bots/slack/config.ts'
import type { BotTool } from '#src/chat/messenger.ts'
import { ConfigError } from '#src/errors.ts'
import { installLink, linkSeconds } from './proof.ts'

/** `npm run kpi -- slack install`: a link for the administrator of a further workspace. */
export const installTool: BotTool = {
  name: 'install',
  summary: 'prints a link, good for a day, that installs the bot in a further workspace',
  run: async (_words, { env, publicUrl, print }) => {
    const oauth = readConfig(env)?.oauth
    if (!oauth) throw new ConfigError(['SLACK_CLIENT_ID and SLACK_CLIENT_SECRET must be set for several workspaces'])
    print(installLink(publicUrl, oauth.clientSecret, Math.floor(Date.now() / 1000) + linkSeconds))
  },
}
