import type { Localized } from '#src/i18n/locale.ts'
import type { Entry } from './entries.ts'

/** What the kinds of entries are called. */
export const kindNames: Readonly<Record<Entry['kind'], Localized>> = {
  sale: { en: 'Sale', ja: 'セール', 'zh-CN': '大促' },
  closed: { en: 'Closed', ja: '休業', 'zh-CN': '休业' },
  force_majeure: { en: 'Force majeure', ja: '不可抗力', 'zh-CN': '不可抗力' },
  other: { en: 'Other', ja: 'その他', 'zh-CN': '其他' },
  holiday: { en: 'Holiday', ja: '祝日', 'zh-CN': '节假日' },
  workday: { en: 'Working day', ja: '振替出勤日', 'zh-CN': '调休上班' },
  note: { en: 'Note', ja: 'メモ', 'zh-CN': '备注' },
}
