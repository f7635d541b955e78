const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-03-08 13:00:00` of an instant in a zone, counted without the service. Making a format takes longer than a day of orders. */
export function localTime(at: number | string | Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  return format.format(new Date(at))
}

/** `2026-03-08`: the local day of an instant. */
export const localDayOf = (at: number | string | Date, timeZone: string) => localTime(at, timeZone).slice(0, 10)
