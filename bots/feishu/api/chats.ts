import type { FeishuApi } from './client.ts'

/** What groups are called. */
export type ChatNames = (chatId: string) => Promise<string | null>

/** Judgement: a new name is noticed within an hour. */
const keptMs = 3_600_000

/** Asks for names and remembers them. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/chat/get */
export function createChatNames(api: FeishuApi, now: () => Date): ChatNames {
  const names = new Map<string, { readonly name: string | null; readonly until: number }>()
  return async chatId => {
    const known = names.get(chatId)
    if (known && now().getTime() < known.until) return known.name
    const name = await nameOf(api, chatId)
    if (names.size > 2_000) names.clear()
    names.set(chatId, { name, until: now().getTime() + keptMs })
    return name
  }
}

/** Without the permission a group goes by its id. */
async function nameOf(api: FeishuApi, chatId: string): Promise<string | null> {
  try {
    const { name } = await api({ method: 'GET', path: `im/v1/chats/${encodeURIComponent(chatId)}`, optional: true })
    return typeof name === 'string' && name.trim() !== '' ? name : null
  } catch {
    return null
  }
}
