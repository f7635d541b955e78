import { matchPeriod } from '#src/domain/period/index.ts'
import { lower } from '#src/language/text.ts'

/** A period by the calendar that stands in a line, such as `2026-11`, `last month`, `本月`; `null`: none. Days in a row are none. */
export function datedPeriod(open: string): string | null {
  const text = lower(open)
  for (let at = 0; at < text.length; at++) {
    const found = matchPeriod(text, at, { today: anyDay })
    if (!found) continue
    const word = open.slice(at, at + found.length)
    if (dated.test(word)) return word
    at += found.length - 1
  }
  return null
}

/** Which day runs does not matter for finding where a period stands. */
const anyDay = '2026-01-15'
const dated =
  /(?:19|20)\d{2}|[\d一二三四五六七八九十]月|^q\d|四半期|季|today|yesterday|tomorrow|week|month|quarter|year|td$|今|昨|明|当|本[周週月季年日四星]|上[上周个月星季一]|下[周个月星季一]|先[週月々]|来[週月年四]|去年|前[日天週月年々四]/iu
