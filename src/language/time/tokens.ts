/** How long a day, week and so on is counted. */
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** A part of the day that says which of two hours is meant. */
export type DayPart = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'evening' | 'night'

/** What one stretch of a text about time means. Weekdays are 1 (Monday) to 7. */
export type Meaning =
  | { readonly kind: 'clock'; readonly hour: number; readonly minute: number; readonly half: 'am' | 'pm' | null }
  /** Written so that it may be a time: `0830`, `8h30`, `8.30`. The verb decides. */
  | { readonly kind: 'loose'; readonly hour: number; readonly minute: number; readonly form: 'h' | 'dot' | 'digits' }
  | { readonly kind: 'part'; readonly part: DayPart }
  | { readonly kind: 'weekdays'; readonly days: readonly number[]; readonly week: number | null }
  | { readonly kind: 'date'; readonly year: number | null; readonly month: number; readonly date: number }
  | { readonly kind: 'date-of-month'; readonly date: number }
  | { readonly kind: 'shift'; readonly days: number; readonly part: DayPart | null }
  | { readonly kind: 'length'; readonly amount: number; readonly unit: Unit }
  | { readonly kind: 'every'; readonly unit: 'day' | 'week' | 'month' | 'quarter'; readonly report: boolean }
  | { readonly kind: 'period'; readonly unit: Unit; readonly shift: number }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end'; readonly unit: Unit; readonly shift: number }
  | { readonly kind: 'last-weekday' }
  | { readonly kind: 'nth'; readonly nth: number | 'last'; readonly day: number }
  /** `city`: a bare name such as `Tokyo`, which may be a place as well. */
  | { readonly kind: 'zone'; readonly zone: string; readonly city?: true }
  | { readonly kind: 'several-zones'; readonly zones: readonly string[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'dates'; readonly first: number; readonly last: number; readonly month: number | null }
  | { readonly kind: 'unsupported' }
  | {
      readonly kind:
        | 'wait'
        | 'until'
        | 'before'
        | 'from'
        | 'to'
        | 'except'
        | 'after'
        | 'for'
        | 'and'
        | 'me'
        | 'filler'
        | 'unknown'
    }

/** A stretch of the text, where it stands, and what it means. */
export type TimeToken = Meaning & { readonly from: number; readonly to: number; readonly text: string }

/** A way of writing something, with its meaning; `null`: written so, but it means nothing, such as `25:00`. */
export type Writing = readonly [RegExp, (groups: Readonly<Record<string, string | undefined>>) => Meaning | null]

/** A pattern that is tried at one place of a text. */
export function at(source: string): RegExp {
  return new RegExp(source, 'y')
}

/** A way of writing one fixed meaning. */
export function words(source: string, meaning: Meaning): Writing {
  return [at(`(?:${source})`), () => meaning]
}
