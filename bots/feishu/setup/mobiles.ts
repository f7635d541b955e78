import type { BotTool, Vault } from '#src/chat/messenger.ts'
import { StartError } from '#src/errors.ts'

const prefix = 'mobile/'

/** Mobile numbers that the administrator told, with the e-mail of whom they belong to. Only for people who are ours. */
export async function mobilesOf(vault: Vault, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const told = new Set(await vault.list())
  const byMobile = new Map<string, string>()
  for (const email of emails) {
    const mobile = told.has(`${prefix}${email}`) ? await vault.find(`${prefix}${email}`) : null
    if (mobile !== null) byMobile.set(mobile, email)
  }
  return byMobile
}

/** `npm run kpi -- feishu mobile …`: finds people whose address in Feishu is another one than ours. */
export const mobileTool: BotTool = {
  name: 'mobile',
  summary: 'EMAIL NUMBER: look somebody up by their mobile number, such as +8613800138000',
  async run([email, number], { store, print }) {
    const mobile = number?.replaceAll(/[\s-]/g, '') ?? ''
    if (email === undefined || !email.includes('@') || !/^\+?\d{7,15}$/.test(mobile))
      throw new StartError('Usage: feishu mobile wang@example.com +8613800138000')
    if (!store) throw new StartError('This needs the database.')
    await store.vault.put(`${prefix}${email.toLowerCase()}`, mobile)
    print('The number is kept encrypted. The person is linked when they next write, or when the service starts.')
  },
}
