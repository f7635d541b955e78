import type { BotDeps } from '#src/chat/messenger.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { remedies } from './faults.ts'

/** Tells administrators of faults that only they can mend. */
export interface CredentialAlerts {
  report(code: number, answer: Readonly<Record<string, unknown>>): Promise<void>
}

const title: Localized = {
  en: 'WeCom needs you (code {code})',
  ja: 'WeComの設定をご確認ください（コード{code}）',
  'zh-CN': '企业微信需要管理员处理（错误码{code}）',
}
const waiting: Localized = {
  en: 'What was meant for WeCom waits and goes out by itself afterwards.',
  ja: '未送信のメッセージは保存され、解決後に自動で送信されます。',
  'zh-CN': '未发出的消息会保留，解决后自动发送。',
}

/** Once a day for each fault: the remedy in one sentence. */
export function createCredentialAlerts({ tell, log, now }: Pick<BotDeps, 'tell' | 'log' | 'now'>): CredentialAlerts {
  return {
    async report(code, answer) {
      const remedy = remedies[code]
      if (!remedy) return
      const ip = /from ip: ?([0-9a-fA-F.:]+)/.exec(String(answer.errmsg ?? ''))?.[1]
      log.error({ code, ...(ip && { ip }) }, 'WeCom asks for an administrator')
      const text = fill(remedy, { ip: verbatim(ip ? ` (${ip})` : '') })
      const card = {
        title: fill(title, { code }),
        tone: 'critical',
        blocks: [
          { type: 'text', style: 'strong', text },
          { type: 'text', text: waiting },
        ],
      } as const
      try {
        await tell(`fault/${code}/${now().toISOString().slice(0, 10)}`, card)
      } catch (err) {
        log.error({ err }, 'The administrators could not be told')
      }
    },
  }
}
