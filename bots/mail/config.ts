import { z } from 'zod'
import { ConfigError } from '#src/errors.ts'

/** How mail leaves. */
export interface MailConfig {
  /** `smtp://user:password@host:587` or `smtps://…:465`; never logged. */
  readonly smtpUrl: string
  /** The sender, such as `KPI bot <kpi@example.com>`. */
  readonly from: string
}

const Smtp = z.url({ protocol: /^smtps?$/ })
const address = /^(?:[^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/

/** Off without both variables. @throws ConfigError when one is missing or wrong. */
export function readMailConfig(env: Readonly<Record<string, string | undefined>>): MailConfig | null {
  const smtpUrl = env.SMTP_URL?.trim() ?? ''
  const from = env.MAIL_FROM?.trim() ?? ''
  if (smtpUrl === '' && from === '') return null
  const problems = [
    ...(smtpUrl === '' ? ['SMTP_URL is missing: MAIL_FROM is set, but no server to send by'] : []),
    ...(smtpUrl !== '' && !Smtp.safeParse(smtpUrl).success
      ? ['SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465']
      : []),
    ...(from === '' ? ['MAIL_FROM is missing: SMTP_URL is set, but no sender'] : []),
    ...(from !== '' && !address.test(from) ? ['MAIL_FROM must be an address such as KPI bot <kpi@example.com>'] : []),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return { smtpUrl, from }
}
