import { earlier, later, localDay } from '#src/domain/days.ts'
import { askedDay, type Day, type Period, shiftDays } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { storeNames } from './quality-lines.ts'

/**
 * What has to be said where days are over for whoever asks that still run at some of the stores: their figures are not
 * whole. `null`: all are over everywhere.
 */
export function notOverLine(
  periods: readonly Pick<Period, 'from' | 'to'>[],
  stores: readonly Store[],
  zone: string,
  now: Date,
): Localized | null {
  const over = shiftDays(askedDay(stores, zone, now), -1)
  const running = stores.flatMap((store): readonly { readonly store: Store; readonly day: Day }[] => {
    const day = localDay(now, store.timeZone)
    return periods.some(({ from, to }) => later(day, from) <= earlier(over, to)) ? [{ store, day }] : []
  })
  const first = running.map(({ day }) => day).sort()[0]
  if (first === undefined) return null
  const last = periods.map(({ to }) => earlier(over, to)).reduce(later)
  const days = formatDays(first, last, { readOn: localDay(now, zone) })
  return fill(notOver, { days, stores: storeNames(running.map(({ store }) => store)) })
}

const notOver: Localized = {
  en: 'So far: {days} is not over yet at {stores}.',
  ja: '途中経過：{stores}では{days}がまだ終わっていません。',
  'zh-CN': '截至目前：{stores}的{days}尚未结束。',
}
