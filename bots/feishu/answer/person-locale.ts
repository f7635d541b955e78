import type { Feishu } from '#bots/feishu/context.ts'
import { type Locale, localeOf } from '#src/i18n/locale.ts'

/** The fallback language of a card for one person; their client shows its own anyway. */
export async function localeOfPerson({ people, deps }: Feishu, openId: string): Promise<Locale> {
  const email = await people.emailOf(openId)
  const ours = (await deps.directory.people()).find(person => person.email === email)
  return ours?.locale ?? localeOf('zh')
}
