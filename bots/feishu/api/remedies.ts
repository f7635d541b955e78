import type { BotDeps } from '#src/chat/messenger.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

const credentials: Localized = {
  en: 'FEISHU_APP_ID or FEISHU_APP_SECRET is wrong. Copy both from 凭证与基础信息 in the developer console and start the service again.',
  ja: 'FEISHU_APP_ID または FEISHU_APP_SECRET が正しくありません。開発者コンソールの「凭证与基础信息」で確認し、サービスを再起動してください。',
  'zh-CN': 'FEISHU_APP_ID 或 FEISHU_APP_SECRET 不正确。请在开发者后台“凭证与基础信息”中重新复制，并重启服务。',
}
const permission: Localized = {
  en: 'The app lacks a permission. Developer console → 权限管理: grant those of the README as application identity, then publish a version.',
  ja: 'アプリの権限が不足しています。開発者コンソールの「权限管理」でREADMEの権限をアプリとして追加し、新しいバージョンを公開してください。',
  'zh-CN': '应用缺少权限。请在开发者后台“权限管理”中以应用身份开通说明文档所列权限，并发布新版本。',
}
const disabled: Localized = {
  en: 'The app is switched off or not installed. Admin console → 工作台 → 应用管理: enable it.',
  ja: 'アプリが停止中か、インストールされていません。管理コンソールの「应用管理」で有効にしてください。',
  'zh-CN': '应用已停用或未安装。请在管理后台“工作台 → 应用管理”中启用。',
}
const address: Localized = {
  en: 'The address of this server is not on the app’s IP allow-list (安全设置 → IP 白名单). Add it, or clear the list.',
  ja: 'このサーバーのIPがアプリのIP許可リスト（安全设置 → IP 白名单）にありません。追加するか、リストを空にしてください。',
  'zh-CN': '本服务器的 IP 不在应用的 IP 白名单中（安全设置 → IP 白名单）。请添加，或清空白名单。',
}
const robot: Localized = {
  en: 'The app has no robot. Developer console → 添加应用能力 → 机器人, then publish a version.',
  ja: 'アプリのボット機能が有効になっていません。開発者コンソールの「添加应用能力 → 机器人」で追加し、新しいバージョンを公開してください。',
  'zh-CN': '应用未启用机器人能力。请在开发者后台“添加应用能力 → 机器人”中添加，并发布新版本。',
}
const quota: Localized = {
  en: 'The company’s monthly quota of API calls is used up. It begins anew next month, or with a larger edition of Feishu.',
  ja: '今月のAPI呼び出し回数の上限に達しました。来月になると再開されます（上位プランで上限を増やせます）。',
  'zh-CN': '企业本月的 API 调用额度已用完。下月自动恢复，也可升级飞书版本。',
}

/**
 * Faults that only an administrator can mend, with the remedy; messages wait meanwhile.
 * https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
export const remedies: ReadonlyMap<number, Localized> = new Map([
  ...[99991543, 10014, 10015].map(code => [code, credentials] as const),
  ...[99991672, 99991676, 99991679].map(code => [code, permission] as const),
  ...[99991662, 99991673].map(code => [code, disabled] as const),
  [99991401, address],
  [230006, robot],
  [99991403, quota],
])

const title: Localized = {
  en: 'Feishu needs you (code {code})',
  ja: 'Feishuの設定をご確認ください（コード{code}）',
  'zh-CN': '飞书需要管理员处理（错误码{code}）',
}
const waiting: Localized = {
  en: 'What was meant for Feishu waits and goes out by itself afterwards.',
  ja: '未送信のメッセージは保存され、解決後に自動で送信されます。',
  'zh-CN': '未发出的消息会保留，解决后自动发送。',
}

/** Tells the administrators of a fault, once a day, where they can be reached. Never throws. */
export async function tellRemedy({ tell, log, now }: BotDeps, code: number): Promise<void> {
  const remedy = remedies.get(code)
  if (!remedy) return
  const card = {
    title: fill(title, { code }),
    tone: 'critical',
    blocks: [
      { type: 'text', style: 'strong', text: remedy },
      { type: 'text', text: waiting },
    ],
  } as const
  log.error({ code }, 'Feishu asks for an administrator')
  await tell(`fault/${code}/${now().toISOString().slice(0, 10)}`, card).catch(err =>
    log.error({ err }, 'The administrators could not be told'),
  )
}
