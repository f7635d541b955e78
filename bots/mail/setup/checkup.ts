import type { MailConfig } from '#bots/mail/config.ts'
import type { Check, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Connects to the mail server and signs in, without sending anything. */
export function mailCheckup({ smtpUrl }: MailConfig): readonly Check[] {
  const { hostname, protocol, username } = new URL(smtpUrl)
  const run = async (): Promise<readonly Finding[]> => {
    const patience = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 8_000 } as const
    const { createTransport } = await import('nodemailer') // only here: what is not used costs no memory
    const transport = createTransport({ url: smtpUrl, ...patience })
    try {
      await transport.verify()
      const said = fill(username === '' ? texts.greets : texts.signsIn, { host: verbatim(hostname) })
      return [{ state: 'ok', said }]
    } catch (error) {
      return [judge(error, hostname, protocol)]
    } finally {
      transport.close()
    }
  }
  return [{ label: texts.label, run }]
}

/** Only the code is told: servers repeat what they were given. https://nodemailer.com/errors */
function judge(error: unknown, hostname: string, protocol: string): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const status = error instanceof Error && 'responseCode' in error ? ` ${String(error.responseCode)}` : ''
  const said = fill(texts.refused, { host: verbatim(hostname), code: verbatim(`${code}${status}`) })
  if (code === 'EAUTH') return { state: 'error', said, advice: texts.password }
  return { state: 'error', said, advice: protocol === 'smtps:' ? texts.tls : texts.port }
}

const texts = {
  label: { en: 'E-mail', ja: 'メール', 'zh-CN': '邮件' },
  greets: {
    en: '{host} answers and asks for no password.',
    ja: '{host} に接続できました（認証なし）。',
    'zh-CN': '{host} 连接正常，无需密码。',
  },
  signsIn: {
    en: '{host} accepts user and password.',
    ja: '{host} にログインできました。',
    'zh-CN': '{host} 登录成功。',
  },
  refused: {
    en: '{host} cannot be used: {code}',
    ja: '{host} を利用できません：{code}',
    'zh-CN': '无法使用 {host}：{code}',
  },
  password: {
    en: 'Correct user and password in SMTP_URL; percent-encode @ as %40. Some providers want a password for apps.',
    ja: 'SMTP_URL のユーザー名とパスワードを直してください（@ は %40）。アプリ用パスワードが必要な場合もあります。',
    'zh-CN': '请更正 SMTP_URL 中的用户名和密码（@ 写作 %40）；有些服务商需要专用的应用密码。',
  },
  tls: {
    en: 'smtps:// usually belongs to port 465, smtp:// to 587. Let this machine out to it.',
    ja: 'smtps:// は通常465番、smtp:// は587番ポートです。ファイアウォールも確認してください。',
    'zh-CN': 'smtps:// 通常用 465 端口，smtp:// 用 587。请检查防火墙。',
  },
  port: {
    en: 'smtp:// usually belongs to port 587, smtps:// to 465. Let this machine out to it.',
    ja: 'smtp:// は通常587番、smtps:// は465番ポートです。ファイアウォールも確認してください。',
    'zh-CN': 'smtp:// 通常用 587 端口，smtps:// 用 465。请检查防火墙。',
  },
} satisfies Record<string, Localized>
