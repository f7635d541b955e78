import { z } from 'zod'
import { ConfigError } from '#src/errors.ts'

/** How mail leaves. */
export interface MailConfig {
  /** `smtp://user:password@host:587` or `smtps://…:465`; never logged. */
  readonly smtpUrl: string
  /** The sender, such as `KPI bot <kpi@example.com>`. */
  readonly from: string
  /** Where mails that cannot be delivered come back to, and who may hand them on; `null`: nobody reads them. */
  readonly bounces: { readonly address: string; readonly token: string } | null
}

const Smtp = z.url({ protocol: /^smtps?$/ })
const bare = /^[^\s<>@]+@[^\s<>@]+$/
const address = /^(?:[^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/

/** Off without `SMTP_URL` and `MAIL_FROM`. @throws ConfigError when one is missing or wrong. */
export function readMailConfig(env: Readonly<Record<string, string | undefined>>): MailConfig | null {
  const smtpUrl = env.SMTP_URL?.trim() ?? ''
  const from = env.MAIL_FROM?.trim() ?? ''
  const [bounces, token] = [env.MAIL_BOUNCES?.trim() ?? '', env.MAIL_BOUNCE_TOKEN?.trim() ?? '']
  if ([smtpUrl, from, bounces, token].every(value => value === '')) return null
  const problems = [
    ...(smtpUrl === '' ? ['SMTP_URL is missing: there is no server to send by'] : []),
    ...(smtpUrl !== '' && !Smtp.safeParse(smtpUrl).success
      ? ['SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465']
      : []),
    ...(from === '' ? ['MAIL_FROM is missing: there is no sender'] : []),
    ...(from !== '' && !address.test(from) ? ['MAIL_FROM must be an address such as KPI bot <kpi@example.com>'] : []),
    ...bounceProblems(bounces, token),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return { smtpUrl, from, bounces: bounces === '' ? null : { address: bounces, token } }
}

function bounceProblems(address: string, token: string): readonly string[] {
  if (address === '' && token === '') return []
  return [
    ...(address === ''
      ? ['MAIL_BOUNCES is missing: MAIL_BOUNCE_TOKEN is set, but no address that mails return to']
      : []),
    ...(address !== '' && !bare.test(address)
      ? ['MAIL_BOUNCES must be an address such as kpi-bounces@example.com']
      : []),
    ...(token === ''
      ? ['MAIL_BOUNCE_TOKEN is missing: MAIL_BOUNCES is set, but nobody may hand returned mails on']
      : []),
    ...(token !== '' && token.length < 16 ? ['MAIL_BOUNCE_TOKEN must have 16 characters or more'] : []),
  ]
}
