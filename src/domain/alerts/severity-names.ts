import type { Localized } from '#src/i18n/locale.ts'
import { type Severity, severities } from './alert.ts'

/** What each severity is called; the English word is the one that lines are written with. */
export const severityLabels: Readonly<Record<Severity, Localized>> = {
  critical: { en: 'critical', ja: '緊急', 'zh-CN': '紧急' },
  bad: { en: 'important', ja: '重要', 'zh-CN': '重要' },
  warning: { en: 'warning', ja: '注意', 'zh-CN': '提醒' },
}

/** Words that mean a severity in a line of a person, labels included. */
const words: Readonly<Record<Severity, RegExp>> = {
  critical: /critical|严重|紧急|重大|緊急/iu,
  bad: /important|重要/iu,
  warning: /warning|提醒|注意/iu,
}

/** The severities with the words that mean them, gravest first. */
export const severityWords: readonly (readonly [Severity, RegExp])[] = [...severities]
  .reverse()
  .map(severity => [severity, words[severity]])
