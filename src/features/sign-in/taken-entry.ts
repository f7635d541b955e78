import type { AuditEntry } from '#src/features/conversation/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { WebSession } from './store/sessions.ts'

/** How an entry of the audit came about that nobody typed: a sign-in was used from another browser. */
const via = 'taken'
const between = ' → '

const text: Localized = {
  en: 'Signed out: the sign-in of {signedIn} was used from another browser ({asking})',
  ja: 'ログアウト：{signedIn} のログイン情報が別のブラウザー（{asking}）から使われました',
  'zh-CN': '已退出登录：{signedIn} 的登录信息在另一个浏览器（{asking}）中被使用',
}

const unknown: Localized = { en: 'unknown', ja: '不明', 'zh-CN': '未知' }

/** What the audit keeps of a session that was ended: whose it was, when, the browser that signed in and the one that asked. */
export function takenEntry({ personId, device }: WebSession, asking: string, now: Date): AuditEntry {
  const line = `${device}${between}${asking.slice(0, 100)}`
  const where = { messenger: 'page', channel: 'page', via, verb: null } as const
  return { at: now, personId, ...where, line, outcome: 'refused', reference: null, tookMs: 0 }
}

/** Such an entry in words; `null`: it is another one. */
export function takenText(entry: Pick<AuditEntry, 'via' | 'line'>): Localized | null {
  if (entry.via !== via) return null
  const [signedIn = '?', asking = '?'] = entry.line.split(between)
  const named = (device: string) => (device === '?' ? unknown : verbatim(device))
  return fill(text, { signedIn: named(signedIn), asking: named(asking) })
}
