import { workdayMinutes, workMinutes } from '#src/domain/work-lengths.ts'

/** How long a proposal waits, in minutes of working time. */
export interface ApprovalTimes {
  /** Before those whose turn it is are told again. */
  readonly remind: number
  /** Before a proposal that nobody decided ends. */
  readonly expire: number
}

/** Judgement: told again after a working day, over after ten. */
export const defaultTimes: ApprovalTimes = { remind: workdayMinutes, expire: 10 * workdayMinutes }

/** In working minutes (judgement: less than half an hour is a nuisance, more than a quarter is forgotten). */
export const timeLimits = { least: 30, most: 60 * workdayMinutes } as const

const names: readonly (readonly [keyof ApprovalTimes, RegExp])[] = [
  ['remind', /^(?:remind(?:er)?|提醒|催办|リマインド|再通知)$/],
  ['expire', /^(?:expires?|expiry|ends?|到期|失效|过期|期限切れ|失効|終了)$/],
]

/**
 * Reads `remind 4h expire 5d` in any order, one or both; a day is a working day. `null` where a word is left over, and for
 * lengths beyond the limits.
 */
export function parseTimes(text: string): Partial<ApprovalTimes> | null {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\d+(?:\.\d+)?|\p{L}+|\S/gu) ?? []
  const times: { -readonly [name in keyof ApprovalTimes]?: number } = {}
  for (let at = 0; at < words.length; at += 3) {
    const [name = '', count = '', unit = ''] = words.slice(at)
    const which = names.find(([, known]) => known.test(name))?.[0]
    const minutes = workMinutes(count, unit)
    if (which === undefined || which in times) return null
    if (!(minutes >= timeLimits.least && minutes <= timeLimits.most)) return null
    times[which] = minutes
  }
  return words.length > 0 ? times : null
}
