import type { Words } from '#src/contracts/command.ts'
import type { Day } from '#src/domain/period/index.ts'
import { matchPeriod } from '#src/domain/period/index.ts'
import { marketNames } from '#src/domain/place-names.ts'
import type { ReportKind } from '#src/domain/report.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { leftOverError } from '#src/language/time/left-over.ts'
import { lexTime, timeForm } from '#src/language/time/lex.ts'
import { readSchedule } from '#src/language/time/schedule.ts'
import { marketZones } from '#src/language/time/zone-names.ts'
import { zoneLabel } from '#src/language/time/zones.ts'

/** What an order of a report says besides the place. */
export interface Order {
  readonly cron: string
  readonly every: ReportKind
  readonly timeZone: string | null
  readonly waitMinutes: number | null
  readonly forMe: boolean
}

/** The order that a line gives. @throws UserError without a time, and for words that cannot be used. */
export function orderAsked({ line, open }: Pick<Words, 'line' | 'open'>): Order {
  const { cron, left, unsupported, ...asked } = readSchedule(open)
  const hint = unsupported ? texts.unsupported : texts.hint
  if (left.length > 0) throw leftOverError(line, left, hint, cron === null ? 'incomplete' : 'complete')
  if (cron === null) throw new UserError(texts.noTime)
  return { ...asked, cron }
}

/** Whether a time of day stands in a line: then a post is ordered. */
export function namesTime(open: string): boolean {
  return lexTime(open).some(token => token.kind === 'clock' || token.kind === 'loose')
}

/** Which report a line asks for at once. @throws UserError for words that cannot be used. */
export function reportAsked({ line, open }: Pick<Words, 'line' | 'open'>, today: Day): ReportKind {
  const tokens = lexTime(withoutPeriods(open, today))
  const left = tokens.filter(({ kind }) => !['filler', 'and', 'every', 'me', 'for', 'to'].includes(kind))
  if (left.length > 0) {
    const words = left.map(({ from, to, text, kind }) => ({ from, to, text, instead: [], known: kind !== 'unknown' }))
    throw leftOverError(line, words, texts.hint, 'complete')
  }
  const units = tokens.flatMap(token => (token.kind === 'every' ? [token.unit] : []))
  return units.find(unit => unit !== 'day') ?? 'day'
}

/** The line with blanks in place of periods, which were read already. */
function withoutPeriods(open: string, today: Day): string {
  const text = timeForm(open)
  let rest = open
  for (let at = 0; at < text.length; ) {
    const length = matchPeriod(open.toLowerCase(), at, { today })?.length ?? 0
    if (length > 0) rest = rest.slice(0, at) + ' '.repeat(length) + rest.slice(at + length)
    at += Math.max(length, 1)
  }
  return rest
}

/**
 * `08:30 Japan` may mean the stores or the clock of Japan. Where the clock that would be used is another one, it is asked.
 * @throws UserError with both as buttons.
 */
export function requireClock({ line }: Pick<Words, 'line'>, market: string, timeZone: string): void {
  const zone = marketZones[market]
  if (zone === undefined || zone === timeZone) return
  const name = marketNames.find(({ id }) => id === market)?.label ?? verbatim(market)
  const choices = [timeZone, zone].map(one => ({
    label: verbatim(zoneLabel(one)),
    line: `${line} ${zoneLabel(one)}`,
  }))
  throw new UserError(fill(texts.whichClock, { market: name }), choices)
}

const texts = {
  noTime: {
    en: 'At what time? For example: digest subscribe 08:30',
    ja: '時刻を指定してください。例：日報 配信 8:30',
    'zh-CN': '请指定时间，例如：日报 订阅 8:30',
  },
  hint: {
    en: 'Name a time, days, a zone and a wait, such as: digest subscribe 08:30 weekdays Asia/Tokyo wait 2h',
    ja: '時刻・曜日・タイムゾーン・待ち時間を指定できます。例：日報 配信 8:30 平日 東京時間 待ち 2時間',
    'zh-CN': '可写时间、星期、时区和等待时长，例如：日报 订阅 8:30 工作日 北京时间 等待 2小时',
  },
  unsupported: {
    en: 'Reports come daily, on days of the week, weekly, monthly (1st to 28th, last day, first Monday) or quarterly.',
    ja: 'レポートは毎日・曜日指定・毎週・毎月（1〜28日、末日、第1月曜など）・四半期ごとに配信できます。',
    'zh-CN': '报告可按每天、星期、每周、每月（1至28日、最后一天、第一个周一等）或每季度发送。',
  },
  whichClock: {
    en: 'The report is about the stores of {market}. On which clock should it come?',
    ja: '{market}の店舗のレポートです。どのタイムゾーンの時刻に配信しますか？',
    'zh-CN': '这是{market}店铺的报告，请选择按哪个时区的时间发送。',
  },
} satisfies Record<string, Localized>
