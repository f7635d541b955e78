import type { Wecom } from '#bots/wecom/context.ts'
import { hearFrame, recoverFrames } from './listen.ts'
import type { SocketHandlers } from './socket.ts'

const twice = {
  en: 'Another program uses the AI bot of WeCom with the same WECOM_BOT_ID. WeCom allows one connection: switch the other off.',
  ja: '同じ WECOM_BOT_ID でAIボットに接続している別のプログラムがあります。接続は1つだけです。他方を停止してください。',
  'zh-CN': '有其他程序正在用同一个 WECOM_BOT_ID 连接智能机器人。企业微信只允许一个连接，请停掉另一个。',
}

/** Hears the AI bot. When somebody else took its connection, the administrators are told, once a day. */
export function socketHandlersOf(wecom: Wecom): SocketHandlers {
  const { tell, now, log } = wecom.deps
  return {
    frame: frame => hearFrame(wecom, frame),
    connected: () => {
      const end = recoverFrames(wecom)
      return () => wecom.background.run(end)
    },
    kicked: () => {
      const key = `kicked/${now().toISOString().slice(0, 10)}`
      tell(key, { title: twice, tone: 'critical', blocks: [] }).catch(err =>
        log.error({ err }, 'The administrators could not be told'),
      )
    },
  }
}
