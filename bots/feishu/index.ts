import { defineBot } from '#src/chat/messenger.ts'
import { render } from './card/render.ts'
import { type FeishuConfig, type RobotsOnly, readConfig } from './config.ts'
import { mobileTool } from './mobiles.ts'
import { registerTool } from './register.ts'
import { robotTool, sayTool } from './robot-tools.ts'

/** Feishu, and Lark by its own address. */
export const feishu = defineBot<FeishuConfig | RobotsOnly>({
  id: 'feishu',
  label: { en: 'Feishu / Lark', ja: 'Feishu / Lark', 'zh-CN': '飞书' },
  readConfig,
  render,
  create: async (config, deps) =>
    'robotsOnly' in config
      ? (await import('./robots.ts')).createRobotMessenger(deps)
      : (await import('./messenger.ts')).createFeishuMessenger(config, deps),
  tools: [registerTool, mobileTool, robotTool, sayTool],
})
