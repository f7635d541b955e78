import { defineBot } from '#src/chat/messenger.ts'
import { readConfig, type SlackConfig } from './config.ts'
import { render } from './render/render.ts'
import { slackCheckup } from './setup/checkup.ts'
import { installTool } from './setup/install-tool.ts'
import { manifestTool } from './setup/manifest.ts'

/** Slack. */
export const slack = defineBot<SlackConfig>({
  id: 'slack',
  label: { en: 'Slack', ja: 'Slack', 'zh-CN': 'Slack' },
  readConfig,
  render,
  create: async (config, deps) => (await import('./messenger.ts')).createSlackMessenger(config, deps),
  checkup: slackCheckup,
  tools: [manifestTool, installTool],
})
