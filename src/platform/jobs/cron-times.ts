import { Cron } from 'croner'
import { UserError } from '#src/errors.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

const badTime: Localized = {
  en: 'I cannot read “{cron}” in the time zone “{zone}” as a time.',
  ja: '「{cron}」（タイムゾーン「{zone}」）を時刻として解釈できません。',
  'zh-CN': '无法识别时间“{cron}”（时区“{zone}”）。',
}

/**
 * When a local wall-clock time comes next after an instant; `null` when it never does. On the day the clocks go
 * forward a time that does not exist comes once, right after the gap; on the day they go back one that exists twice
 * comes once, the first time.
 * @throws UserError when cron or zone make no sense.
 */
export function nextRun(cron: string, timeZone: string, after: Date): Date | null {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' }).nextRun(after)
  } catch {
    throw new UserError(fill(badTime, { cron, zone: timeZone }))
  }
}

/** The latest slot that is not after an instant, starting from one that came due, and the one after it. */
export function latestSlot(
  schedule: { readonly cron: string; readonly timeZone: string },
  due: Date,
  now: Date,
): { readonly slot: Date; readonly next: Date | null } {
  let slot = due
  let next = nextRun(schedule.cron, schedule.timeZone, slot)
  while (next !== null && next <= now) {
    slot = next
    next = nextRun(schedule.cron, schedule.timeZone, slot)
  }
  return { slot, next }
}

/** Whether a UTC cron falls on the minute of an instant. */
export function fallsOn(cron: string, minute: Date): boolean {
  return new Cron(cron, { timezone: 'UTC', paused: true, mode: '5-part' }).match(minute)
}
