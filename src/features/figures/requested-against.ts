import type { Words } from '#src/contracts/command.ts'
import { type Period, periodAgainst } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/**
 * The earlier period that a line wants a period to be held against; `undefined`: none was named, so the same weekdays
 * before. @throws UserError for two of them, and for a period that is too long for the one that was named.
 */
export function requestedAgainst({ against = [] }: Words, period: Period): Period | undefined {
  const [named, ...others] = against
  if (named === undefined) return undefined
  if (others.length > 0) throw new UserError(texts.several)
  const before = periodAgainst(period, named)
  if (before === null) throw new UserError(fill(texts.tooLong, { period: period.label }))
  return before
}

const texts = {
  several: {
    en: 'Figures are held against one earlier period at a time. Name one: YoY, MoM, WoW.',
    ja: '比較対象は1つだけ指定してください（前年比・前月比・前週比など）。',
    'zh-CN': '一次只能与一个时期对比，请只写一个（同比、环比等）。',
  },
  tooLong: {
    en: '{period} is longer than what it would be held against, so nothing was compared. Name a shorter period, or a longer step such as YoY.',
    ja: '{period}は比較する間隔より長いため、比較できません。期間を短くするか、前年比などを指定してください。',
    'zh-CN': '{period}比对比间隔还长，无法对比。请缩短周期，或改用同比等更长的间隔。',
  },
} satisfies Record<string, Localized>
