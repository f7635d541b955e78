import type { CheckState, Found } from '#src/chat/checkup.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { countStates, summary } from './cards/report-card.ts'

/** The report for a terminal: one line for each finding, what to do about it below it, and the counts at the end. */
export function reportText(found: readonly Found[], locale: Locale): string {
  const colon = locale === 'en' ? ': ' : '：'
  const lines = found.flatMap(({ state, label, said, advice }) => [
    `${signs[state]} ${words[state][locale]}${gap[locale]}${label[locale]}${colon}${oneLine(said[locale])}`,
    ...(advice && state !== 'ok' ? [`    → ${oneLine(advice[locale])}`] : []),
  ])
  return [...lines, '', summary(countStates(found))[locale]].join('\n')
}

const signs: Readonly<Record<CheckState, string>> = { ok: '✓', warning: '!', error: '✗' }
const gap: Readonly<Record<Locale, string>> = { en: '  ', ja: '  ', 'zh-CN': '  ' }
const words: Readonly<Record<CheckState, Localized>> = {
  ok: { en: 'ok     ', ja: '正常  ', 'zh-CN': '正常' },
  warning: { en: 'warning', ja: '警告  ', 'zh-CN': '警告' },
  error: { en: 'error  ', ja: 'エラー', 'zh-CN': '错误' },
}

/** Answers of other programs must not move the cursor or colour the terminal. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '')
}
