import type { WecomError } from '#bots/wecom/api/faults.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Tells the administrators, once a day and code, that the platform takes no requests. Never throws. */
export async function tellRefused({ tell, log, now }: BotDeps, error: WecomError): Promise<void> {
  log.warn({ err: error }, 'WeCom takes no approval: it is decided in the chat')
  const card = {
    title: fill(texts.title, { code: error.code }),
    tone: 'warning',
    blocks: [{ type: 'text', text: texts.what }],
  } as const
  await tell(`approval/${error.code}/${now().toISOString().slice(0, 10)}`, card).catch(err =>
    log.error({ err }, 'The administrators could not be told'),
  )
}

const texts = {
  title: {
    en: 'WeCom takes no approvals (code {code})',
    ja: 'WeComの承認に登録できません（コード{code}）',
    'zh-CN': '无法写入企业微信审批（错误码 {code}）',
  },
  what: {
    en: 'Proposals are decided in the chat meanwhile; nothing is lost. Admin console → 应用管理 → 审批 → API → 可调用接口的应用: add this app; everybody who proposes or approves has to be within its visible scope.',
    ja: 'その間もチャットで承認でき、申請は失われません。管理画面 → 应用管理 → 审批 → API → 可调用接口的应用 にこのアプリを追加し、申請者と承認者をアプリの利用範囲に含めてください。',
    'zh-CN':
      '期间仍可在聊天中审批，不会丢失。请在管理后台 → 应用管理 → 审批 → API → “可调用接口的应用”中添加本应用，并确认申请人和审批人都在应用可见范围内。',
  },
} satisfies Record<string, Localized>
