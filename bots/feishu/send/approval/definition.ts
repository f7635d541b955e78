import { createHash, createHmac } from 'node:crypto'
import { type ApprovalCallback, defineApproval } from '#bots/feishu/api/approvals.ts'
import { faultOfSilence } from '#bots/feishu/api/faults.ts'
import type { FeishuConfig } from '#bots/feishu/config.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Where the platform tells what somebody decided. */
export const callbackPath = '/feishu/approvals'

/** Token and key of the callback, the same in every process: only whoever has the app's secret knows them. */
export function callbackKeys({ appId, appSecret }: Pick<FeishuConfig, 'appId' | 'appSecret'>) {
  const made = (what: string) => createHmac('sha256', appSecret).update(`approval/${appId}/${what}`).digest('hex')
  return { token: made('token'), key: made('key') }
}

/** The bot's conversation. https://open.feishu.cn/document/applink-protocol/supported-protocol/open-a-bot */
export function chatLink({ apiUrl, appId }: Pick<FeishuConfig, 'apiUrl' | 'appId'>): string {
  const host = apiUrl.includes('larksuite') ? 'applink.larksuite.com' : 'applink.feishu.cn'
  return `https://${host}/client/bot/open?appId=${encodeURIComponent(appId)}`
}

/** How the platform reaches us; `null` where it cannot: people then decide in the chat. */
export function callbackOf({ config, deps }: Feishu): ApprovalCallback | null {
  if (!deps.publicUrl.startsWith('https://')) return null
  return { url: `${deps.publicUrl.replace(/\/+$/, '')}${callbackPath}`, ...callbackKeys(config) }
}

/** The code of our definition, made at the first need and changed when our address did. @throws TransportError */
export async function definitionCode(feishu: Feishu): Promise<string> {
  const { api, config, deps } = feishu
  const callback = callbackOf(feishu)
  const shape = createHash('sha256')
    .update(JSON.stringify([callback, chatLink(config)]))
    .digest('hex')
  const kept = JSON.parse((await deps.vault.find(name)) ?? '{}') as { readonly code?: string; readonly shape?: string } // written below
  if (kept.code !== undefined && kept.shape === shape) return kept.code
  const texts = { 'zh-CN': inLocale('zh-CN'), 'en-US': inLocale('en'), 'ja-JP': inLocale('ja') }
  const wanted = kept.code ?? `linkstar-kpi-${config.appId}`
  const code = await defineApproval(api, { code: wanted, link: chatLink(config), callback, texts })
  if (code === null) throw faultOfSilence('NO_CODE')
  await deps.vault.put(name, JSON.stringify({ code, shape }))
  return code
}

const name = 'approval/definition'

function inLocale(locale: keyof Localized) {
  return {
    '@i18n@name': texts.name[locale],
    '@i18n@group': texts.group[locale],
    '@i18n@description': texts.description[locale],
  }
}

const texts = {
  name: { en: 'KPI target', ja: 'KPI目標の承認', 'zh-CN': 'KPI目标审批' },
  group: { en: 'KPI', ja: 'KPI', 'zh-CN': 'KPI' },
  description: {
    en: 'Targets that were proposed in chat and wait for approval',
    ja: 'チャットで申請された目標の承認',
    'zh-CN': '在聊天中提交、等待审批的目标',
  },
} satisfies Record<string, Localized>
