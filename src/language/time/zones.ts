import { isTimeZone } from '#src/domain/days.ts'
import { foldVariants } from '#src/language/variants.ts'
import type { Meaning } from './tokens.ts'
import { ambiguousZones, zoneNames } from './zone-names.ts'

/** Zones whose clock is some hours and minutes from UTC all year, for offsets that are no whole hours. */
const halfHours: Readonly<Record<string, string>> = {
  ...{ '+3:30': 'Asia/Tehran', '+4:30': 'Asia/Kabul', '+5:30': 'Asia/Kolkata', '+5:45': 'Asia/Kathmandu' },
  ...{ '+6:30': 'Asia/Yangon', '+8:45': 'Australia/Eucla', '+9:30': 'Australia/Darwin', '-9:30': 'Pacific/Marquesas' },
}

const offset = /(?:utc|gmt|z)?\s?([+-])\s?(\d{1,2})(?::?([0-5]\d))?(?!\d)/y
const iana = /[a-z]+(?:\/[a-z_+-]*[a-z\d]+){1,2}/y
const suffix = /\s?(?:时间|标准时间?|现地时间|当地时间|local time|time|のタイムゾーン|タイム|时区)/y

/** Every city of the zone database by its name in English. */
const cities: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').flatMap(zone => {
    const city = zone.split('/').at(-1)?.replaceAll('_', ' ').toLowerCase() ?? ''
    return zone.includes('/') && !zone.startsWith('Etc/') && city.length > 3 ? [[city, zone] as const] : []
  }),
)

/** What people call clocks, longest first. */
export const clockNames: readonly string[] = [
  ...new Set([...Object.keys(zoneNames), ...Object.keys(ambiguousZones), ...cities.keys()]),
].sort((a, b) => b.length - a.length)

const byFirst = new Map<string, string[]>()
for (const name of clockNames) byFirst.set(name.charAt(0), [...(byFirst.get(name.charAt(0)) ?? []), name])

/** A zone that is named at a place of a text in lower case with simplified characters, and where its name ends. */
export function zoneAt(text: string, from: number): { readonly meaning: Meaning; readonly to: number } | null {
  return offsetAt(text, from) ?? ianaAt(text, from) ?? nameAt(text, from)
}

function offsetAt(text: string, from: number) {
  offset.lastIndex = from
  const found = offset.exec(text)
  if (!found) return null
  const [all, sign = '+', hours = '0', minutes = '00'] = found
  const bare = /^[+-]/.test(all)
  if (bare && (found[3] === undefined || /[\d~]$/.test(text.slice(0, from)))) return null // `-5` and `9:00-18:00`
  const zone = zoneOfOffset(sign, Number(hours), minutes)
  return zone === null ? null : { meaning: { kind: 'zone', zone } as const, to: from + all.length }
}

/** The zone database counts westwards: `Etc/GMT-8` is eight hours ahead of UTC. */
function zoneOfOffset(sign: string, hours: number, minutes: string): string | null {
  if (minutes !== '00') return halfHours[`${sign}${hours}:${minutes}`] ?? null
  if (hours === 0) return 'UTC'
  const zone = `Etc/GMT${sign === '+' ? '-' : '+'}${hours}`
  return isTimeZone(zone) ? zone : null
}

function ianaAt(text: string, from: number) {
  iana.lastIndex = from
  const name = iana.exec(text)?.[0]
  if (name === undefined || /[a-z\d]/.test(text[from + name.length] ?? '') || !isTimeZone(name)) return null
  return { meaning: { kind: 'zone', zone: canonical(name) } as const, to: from + name.length }
}

function canonical(name: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
}

function nameAt(text: string, from: number) {
  const name = (byFirst.get(text[from] ?? '') ?? []).find(one => text.startsWith(one, from) && ends(text, from, one))
  if (name === undefined) return null
  const several = ambiguousZones[name]
  const zone = zoneNames[name] ?? cities.get(name)
  const end = from + name.length
  suffix.lastIndex = end
  const to = end + (suffix.exec(text)?.[0].length ?? 0)
  if (several) return { meaning: { kind: 'several-zones', zones: several } as const, to }
  if (zone === undefined) return null
  const city = to === end && isCity(name)
  return { meaning: { kind: 'zone', zone, ...(city && { city: true as const }) } as const, to }
}

/** Abbreviations, and words that are said of clocks alone. */
const clocksOnly = /^(?:[a-z]{2,3}|[a-z]{2,3}st|[a-z]{2,3}dt|zulu|pacific|mountain|eastern)$/u

/** Whether a name is one of a place, that stands for the clock there: `Tokyo`, but not `JST` or `Japan time`. */
function isCity(name: string): boolean {
  return name === 'nyc' || !(clocksOnly.test(name) || /(?:time|时间|标准时|时)$/u.test(name))
}

function ends(text: string, from: number, name: string): boolean {
  return !/[a-z]$/.test(name) || !/^(?:[a-z\d]|[+-](?:\d|\s|$))/.test(text.slice(from + name.length))
}

/** The zone that a whole text names; `null` for none or several. Any spelling that the reader of lines knows counts. */
export function findZone(typed: string): string | null {
  const text = foldVariants(typed.normalize('NFKC').toLowerCase()).trim()
  const found = zoneAt(text, 0)
  return found?.to === text.length && found.meaning.kind === 'zone' ? found.meaning.zone : null
}

/** The zones that an abbreviation of several clocks may mean; none for anything else. */
export function zonesNamed(typed: string): readonly string[] {
  const found = zoneAt(foldVariants(typed.normalize('NFKC').toLowerCase()).trim(), 0)
  return found?.meaning.kind === 'several-zones' ? found.meaning.zones : []
}

/** How a zone is shown: `UTC+8` for the fixed ones, which the zone database writes the other way round. */
export function zoneLabel(zone: string): string {
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(zone)
  return fixed ? `UTC${fixed[1] === '+' ? '-' : '+'}${fixed[2]}` : zone
}
