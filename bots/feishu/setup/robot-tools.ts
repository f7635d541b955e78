import { robotChannel } from '#bots/feishu/send/robots/name.ts'
import { keepRobot } from '#bots/feishu/send/robots/robots.ts'
import type { BotTool, ToolStore } from '#src/chat/messenger.ts'
import { StartError } from '#src/errors.ts'

const address = /^https?:\/\/[^/\s]+\/open-apis\/bot\/v2\/hook\/[\w-]+$/

/** `npm run kpi -- feishu robot …`: a group in which no app may be installed gets digests and alerts all the same. */
export const robotTool: BotTool = {
  name: 'robot',
  summary: 'NAME ADDRESS SECRET: post into a group by its custom robot (自定义机器人, with 签名校验)',
  async run([name, url, secret], { store, print }) {
    if (name === undefined || url === undefined || secret === undefined || !address.test(url))
      throw new StartError('Usage: feishu robot "KPI 群" https://open.feishu.cn/open-apis/bot/v2/hook/… SECRET')
    const { vault, groups } = stored(store)
    const channel = robotChannel(name)
    await groups.add(channel, name)
    await keepRobot(vault, channel, { url, secret })
    print(`Messages for “${name}” go by its robot. Next: feishu say "${name}" channel scope all`)
  },
}

/** `npm run kpi -- feishu say …`: nobody can write to the bot in a robot's group, so the administrator does from here. */
export const sayTool: BotTool = {
  name: 'say',
  summary: 'NAME LINE…: run a line inside the group of a robot, such as: digest subscribe 08:30 weekdays',
  async run([name, ...words], { store }) {
    if (name === undefined || words.length === 0) throw new StartError('Usage: feishu say "KPI 群" channel scope all')
    await stored(store).groups.say(robotChannel(name), words.join(' '))
  },
}

function stored(store: ToolStore | undefined): ToolStore {
  if (!store) throw new StartError('This needs the database.')
  return store
}
