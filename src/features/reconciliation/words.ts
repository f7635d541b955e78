import type { Locale } from '#src/i18n/locale.ts'

/** What comparing is called, besides `reconcile`. */
export const reconcileWords: Readonly<Record<Locale, readonly string[]>> = {
  en: ['reconciliation'],
  ja: ['照合', '突合'],
  'zh-CN': ['对账', '核对'],
}

const verbs = ['reconcile', ...Object.values(reconcileWords).flat()].join('|')
const begins = new RegExp(`^\\s*(?:/?kpi\\s+)?(?:${verbs})(?![a-z])`, 'iu')

/** Whether the words beside a file ask that it be compared. */
export function asksToCompare(words: string): boolean {
  return begins.test(words.normalize('NFKC').replace(/^(?:<@[^>]*>|@\S+)\s*/u, ''))
}
