import type { BotDeps } from '#src/chat/messenger.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const token: Localized = {
  en: 'Slack does not accept the token of the bot any more. Install the app again (OAuth & Permissions → Reinstall), put the new token into SLACK_BOT_TOKEN and start the service again. A further workspace installs by a new link: npm run kpi -- slack install',
  ja: 'ボットのトークンが無効になっています。アプリを再インストールし（OAuth & Permissions → Reinstall）、新しいトークンを SLACK_BOT_TOKEN に設定してサービスを再起動してください。追加のワークスペースは新しいリンクで入れ直します：npm run kpi -- slack install',
  'zh-CN':
    '机器人的令牌已失效。请重新安装应用（OAuth & Permissions → Reinstall），把新令牌填入 SLACK_BOT_TOKEN 并重启服务。其他工作区请用新链接重新安装：npm run kpi -- slack install',
}
const scope: Localized = {
  en: 'The app lacks a permission. Print the manifest again (npm run kpi -- slack manifest), paste it under App Manifest and reinstall the app.',
  ja: 'アプリの権限が不足しています。マニフェストを再出力し（npm run kpi -- slack manifest）、App Manifest に貼り付けてアプリを再インストールしてください。',
  'zh-CN': '应用缺少权限。请重新生成清单（npm run kpi -- slack manifest），粘贴到 App Manifest 并重新安装应用。',
}

/**
 * Errors that only an administrator can mend, with the remedy; messages wait meanwhile.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
export const remedies: ReadonlyMap<string, Localized> = new Map([
  ...['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'].map(
    name => [name, token] as const,
  ),
  ...['missing_scope', 'no_permission', 'not_allowed_token_type'].map(name => [name, scope] as const),
])

/** Between two looks whether an administrator has mended something, in seconds; judgement. */
export const remedySeconds = 300

/** Tells the administrators once a day what Slack refuses and how it is mended, where they can be reached. Never throws. */
export async function tellRemedy({ tell, log, now }: BotDeps, team: string, name: string): Promise<void> {
  const remedy = remedies.get(name)
  if (!remedy) return
  const card = {
    title: fill(texts.title, { name: verbatim(name) }),
    tone: 'critical',
    blocks: [
      { type: 'text', style: 'strong', text: remedy },
      { type: 'text', text: texts.waiting },
    ],
  } as const
  const day = now().toISOString().slice(0, 10)
  await tell(`remedy/${team}/${name}/${day}`, card).catch(err =>
    log.error({ err }, 'The administrators could not be told'),
  )
}

const texts = {
  title: {
    en: 'Slack needs you ({name})',
    ja: 'Slackの設定をご確認ください（{name}）',
    'zh-CN': 'Slack 需要管理员处理（{name}）',
  },
  waiting: {
    en: 'What was meant for Slack waits and goes out by itself afterwards.',
    ja: '未送信のメッセージは保存され、解決後に自動で送信されます。',
    'zh-CN': '未发出的消息会保留，解决后自动发送。',
  },
} satisfies Record<string, Localized>
