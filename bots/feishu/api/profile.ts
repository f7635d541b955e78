import type { Feishu } from '#bots/feishu/context.ts'
import type { Invocation } from '#src/chat/messenger.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** What a first contact needs to know about somebody. The name is asked for only where the person is one of ours. */
export async function profileOf(
  { people }: Feishu,
  openId: string,
  hints: { readonly locale?: Locale | undefined; readonly timeZone?: string | undefined } = {},
): Promise<NonNullable<Invocation['profile']>> {
  const email = await people.emailOf(openId)
  const name = email === null ? null : await people.nameOf(openId)
  const { locale, timeZone } = hints
  return {
    ...(email !== null && { email }),
    ...(name !== null && { name }),
    ...(locale !== undefined && { locale }),
    ...(timeZone !== undefined && { timeZone }),
  }
}
