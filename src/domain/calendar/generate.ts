/**
 * Writes the table of public holidays: `npx tsx --conditions=source src/domain/calendar/generate.ts`. Run it when the
 * Chinese government has announced a year (around November) and chinese-days knows it, then read the difference.
 * Sources: chinese-days (MIT; State Council notices with their worked weekends), @holiday-jp/holiday_jp (MIT), and
 * date-holidays for the federal holidays of the US (ISC; data CC-BY-3.0, see NOTICE in the table).
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import holidayJp from '@holiday-jp/holiday_jp'
import chineseDays from 'chinese-days'
import Holidays from 'date-holidays'
import { eachDay, isWeekend, shiftDays } from '#src/domain/days.ts'
import { chineseNames, japaneseNames, type Names, observed, substitute, usNames } from './generate-names.ts'

interface TableDay {
  readonly day: string
  readonly workday?: true
  readonly name: { readonly en: string; readonly ja: string; readonly 'zh-CN': string }
}

const years = [2024, 2025, 2026, 2027, 2028]
/** The dates of the equinoxes are announced in February of the year before; later ones are computed. */
const lastAnnouncedInJapan = 2027

await writeFile(join(import.meta.dirname, 'calendar.generated.json'), print())

function print(): string {
  const markets = [
    ['jp', years.map(year => yearText(year, year > lastAnnouncedInJapan, japan(year)))],
    ['us', years.map(year => yearText(year, false, unitedStates(year)))],
    ['cn', years.map(year => yearText(year, !announced(year), announced(year) ? china(year) : byLaw(year)))],
  ] as const
  const texts = markets.map(([id, list]) => `    "${id}": [\n${list.join(',\n')}\n    ]`)
  const notice = 'US days: date-holidays, https://github.com/commenthol/date-holidays, data under CC-BY-3.0'
  return `{\n  "notice": ${JSON.stringify(notice)},\n  "markets": {\n${texts.join(',\n')}\n  }\n}\n`
}

function yearText(year: number, tentative: boolean, days: readonly TableDay[]): string {
  const unique = [...new Map([...days].reverse().map(day => [day.day, day])).values()]
  const sorted = unique.sort((a, b) => (a.day < b.day ? -1 : 1))
  const lines = sorted.map(day => `          ${JSON.stringify(day)}`).join(',\n')
  return `      {\n        "year": ${year},\n        "tentative": ${tentative},\n        "days": [\n${lines}\n        ]\n      }`
}

function japan(year: number): TableDay[] {
  const found = holidayJp.between(new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year, 11, 31)))
  return found.map(({ date, name }) => {
    const plain = name.replace(' 振替休日', '')
    const names = named(japaneseNames, plain)
    return row(date.toISOString().slice(0, 10), plain === name ? names : substitute(names))
  })
}

function unitedStates(year: number): TableDay[] {
  const found = new Holidays('US').getHolidays(year, 'en').filter(holiday => holiday.type === 'public')
  return found.map(({ date, name }) => {
    const plain = name.replace(' (substitute day)', '')
    const names = named(usNames, plain)
    return row(date.slice(0, 10), plain === name ? names : observed(names))
  })
}

function announced(year: number): boolean {
  return chineseDays.getDayDetail(`${year}-10-01`).name.includes(',')
}

function china(year: number): TableDay[] {
  return eachDay(`${year}-01-01`, `${year}-12-31`).flatMap(day => {
    const detail = chineseDays.getDayDetail(day)
    const [, name] = detail.name.split(',')
    if (name === undefined) return []
    return detail.work ? worked(day, name) : [row(day, named(chineseNames, name))]
  })
}

function worked(day: string, name: string): TableDay[] {
  if (!isWeekend(day)) return []
  const [en, ja, zh] = named(chineseNames, name)
  return [row(day, [`Workday in exchange for ${en}`, `${ja}の振替出勤日`, `${zh}调休上班`], true)]
}

/** The days that the regulation of 2024 names, without the exchanged weekends that only the notice tells. */
function byLaw(year: number): TableDay[] {
  const newYear = lunar(year, '01-01')
  const days: [string, string][] = [
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((shift): [string, string] => [shiftDays(newYear, shift), '春节']),
    [chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [lunar(year, '05-05'), '端午'],
    [lunar(year, '08-15'), '中秋'],
    ...['01', '02', '03'].map((date): [string, string] => [`${year}-10-${date}`, '国庆节']),
  ]
  return days.map(([day, name]) => row(day, named(chineseNames, name)))
}

function lunar(year: number, date: string): string {
  const { date: day } = chineseDays.getSolarDateFromLunar(`${year}-${date}`)
  if (!day) throw new Error(`No solar day for lunar ${year}-${date}`)
  return day
}

function named(names: Readonly<Record<string, Names>>, name: string): Names {
  const found = names[name]
  if (!found) throw new Error(`The holiday ${name} has no names in three languages yet`)
  return found
}

function row(day: string, [en, ja, zh]: Names, workday = false): TableDay {
  return { day, ...(workday ? { workday } : {}), name: { en, ja, 'zh-CN': zh } }
}
