import { weekday } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { eitherForm } from './traditional.ts'

const latin = ['mon(?:day)?', 'tue(?:s(?:day)?)?', 'wed(?:nesday)?', 'thu(?:r(?:s(?:day)?)?)?', 'fri(?:day)?']
const weekend = ['sat(?:urday)?', 'sun(?:day)?']
const chinese = ['一', '二', '三', '四', '五', '六', '[日天]']
const japanese = ['月', '火', '水', '木', '金', '土', '日']

/** Behind a date: `(金)`, `（周五）`, ` 星期五`, `, Friday`; and in front of it. Monday first. */
const written = [...latin, ...weekend].map((english, at) => {
  const word = `(?:周|星期|礼拜)${chinese[at]}|${japanese[at]}曜日?`
  return {
    behind: pattern(
      `\\s*\\(\\s*(?:${word}|${chinese[at]}|${japanese[at]}|${english}\\.?)\\s*\\)|\\s*(?:${word})|,?\\s+${english}\\b\\.?`,
    ),
    before: pattern(`(?:${word})\\s*(?<open>\\()?|${english}\\b\\.?,?\\s+(?:the\\s+)?`),
  }
})

function pattern(source: string): RegExp {
  return new RegExp(eitherForm(source), 'y')
}

/** How many characters behind a date name the weekday that it is; 0: none, or that of another day. */
export function weekdayBehind(text: string, at: number, day: Day): number {
  const behind = written[weekday(day) - 1]?.behind
  if (!behind) return 0
  behind.lastIndex = at
  return behind.exec(text)?.[0].length ?? 0
}

/** A weekday that a date may follow. */
export interface LeadingWeekday {
  /** Monday 1. */
  readonly weekday: number
  readonly length: number
  /** A bracket opened that closes behind the date. */
  readonly opened: boolean
}

/** The weekday that is written here; `null`: none. */
export function weekdayBefore(text: string, at: number): LeadingWeekday | null {
  for (const [index, { before }] of written.entries()) {
    before.lastIndex = at
    const found = before.exec(text)
    if (found) return { weekday: index + 1, length: found[0].length, opened: found.groups?.open !== undefined }
  }
  return null
}
