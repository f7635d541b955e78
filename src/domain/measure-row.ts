import type { Measure } from './measure.ts'

type Names = readonly [en: string, ja: string, zh: string]

function row(
  kind: Measure['kind'],
  unit: Measure['unit'],
  id: string,
  names: Names,
  aliases: readonly string[],
): Measure {
  const [en, ja, zh] = names
  return { id, kind, unit, label: { en, ja, 'zh-CN': zh }, aliases }
}

/** Money that may be summed over days, SKUs and stores. */
export function money(id: string, names: Names, ...aliases: readonly string[]): Measure {
  return row('additive', 'money', id, names, aliases)
}

/** A count that may be summed over days, SKUs and stores. */
export function count(id: string, names: Names, ...aliases: readonly string[]): Measure {
  return row('additive', 'count', id, names, aliases)
}

/** A count of different orders or people: never summed over SKUs. */
export function distinct(id: string, names: Names, ...aliases: readonly string[]): Measure {
  return row('distinct', 'count', id, names, aliases)
}

/** A snapshot at the end of the day: over days the last value stands. */
export function level(id: string, names: Names, ...aliases: readonly string[]): Measure {
  return row('level', 'count', id, names, aliases)
}

/** A snapshot in money. */
export function levelMoney(id: string, names: Names, ...aliases: readonly string[]): Measure {
  return row('level', 'money', id, names, aliases)
}

/** Time or points that may be summed. */
export function total(
  unit: 'minutes' | 'hours' | 'points',
  id: string,
  names: Names,
  ...aliases: readonly string[]
): Measure {
  return row('additive', unit, id, names, aliases)
}
