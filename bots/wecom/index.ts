import { defineBot } from '#src/chat/messenger.ts'
import { readConfig, type WecomConfig } from './config.ts'
import { render } from './render/render.ts'
import { wecomCheckup } from './setup/checkup.ts'
import { tools } from './setup/tools.ts'

/** WeCom (企业微信): the self-built app, group webhooks, groups made by the app, and the AI bot behind one messenger. */
export const wecom = defineBot<WecomConfig>({
  id: 'wecom',
  label: { en: 'WeCom', ja: 'WeCom（企業微信）', 'zh-CN': '企业微信' },
  readConfig,
  render,
  create: async (config, deps) => (await import('./messenger.ts')).createWecomMessenger(config, deps),
  checkup: wecomCheckup,
  tools,
})
