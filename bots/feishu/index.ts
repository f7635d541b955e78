import { defineBot } from '#src/chat/messenger.ts'
import { type FeishuConfig, type RobotsOnly, readConfig } from './config.ts'
import { render } from './render/render.ts'
import { feishuCheckup } from './setup/checkup.ts'
import { mobileTool } from './setup/mobiles.ts'
import { registerTool } from './setup/register.ts'
import { robotTool, sayTool } from './setup/robot-tools.ts'

/** Feishu, and Lark by its own address. */
export const feishu = defineBot<FeishuConfig | RobotsOnly>({
  id: 'feishu',
  label: { en: 'Feishu / Lark', ja: 'Feishu / Lark', 'zh-CN': '飞书' },
  readConfig,
  render,
  create: async (config, deps) =>
    'robotsOnly' in config
      ? (await import('./send/robots/robots.ts')).createRobotMessenger(deps)
      : (await import('./messenger.ts')).createFeishuMessenger(config, deps),
  checkup: feishuCheckup,
  tools: [registerTool, mobileTool, robotTool, sayTool],
})
