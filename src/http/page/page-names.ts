import type { Localized } from '#src/i18n/locale.ts'

/** What pages that others lead to are called. */
export const pageNames = {
  boards: { en: 'Boards', ja: 'ボード', 'zh-CN': '看板' },
  manual: { en: 'Manual', ja: 'マニュアル', 'zh-CN': '使用手册' },
  guide: { en: 'Guide and drills', ja: 'ガイドと練習', 'zh-CN': '向导与练习' },
} satisfies Record<string, Localized>
