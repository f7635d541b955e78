import { buttons } from '#src/cards/words.ts'
import type { Action } from '#src/chat/card.ts'
import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { alertTexts as texts } from './alert-texts.ts'

const snoozes: readonly { readonly label: Localized; readonly value: string }[] = [
  { label: { en: '1 hour', ja: '1時間', 'zh-CN': '1小时' }, value: '1h' },
  { label: { en: '4 hours', ja: '4時間', 'zh-CN': '4小时' }, value: '4h' },
  { label: { en: 'Tomorrow 09:00', ja: '明日9:00', 'zh-CN': '明天9:00' }, value: 'tomorrow 09:00' },
  { label: { en: 'Monday 09:00', ja: '月曜9:00', 'zh-CN': '周一9:00' }, value: 'monday 09:00' },
]

/** Takes it on. */
export function acknowledgeAction({ id }: Pick<Alert, 'id'>): Action {
  return { label: texts.acknowledge, line: `ack ${id}`, style: 'primary' }
}

/** Takes it on, or adds to it, with the cause. */
export function causeAction(alert: Pick<Alert, 'id' | 'state'>): Action {
  const open = alert.state === 'open'
  return {
    label: open ? texts.acknowledgeWithReason : texts.addReason,
    line: `ack ${alert.id} {reason}`,
    form: {
      title: texts.reasonTitle,
      submit: open ? texts.acknowledge : texts.addReason,
      fields: [{ name: 'reason', label: texts.reasonLabel, kind: 'text', placeholder: texts.reasonHint }],
    },
  }
}

/** Asks for quiet until a moment. */
export function snoozeAction({ id }: Pick<Alert, 'id'>): Action {
  return {
    label: texts.snooze,
    line: `snooze ${id} {until}`,
    form: {
      title: texts.snoozeTitle,
      submit: texts.snooze,
      fields: [{ name: 'until', label: texts.snoozeUntil, kind: 'select', initial: '4h', options: snoozes }],
    },
  }
}

/** Ends a snooze early. */
export function wakeAction({ id }: Pick<Alert, 'id'>): Action {
  return { label: texts.wake, line: `wake ${id}` }
}

/** Closes it as no problem at all, and asks why, so that the rule can be mended. */
export function falseAlarmAction({ id }: Pick<Alert, 'id'>): Action {
  return {
    label: texts.falseAlarm,
    line: `resolve false ${id} {reason}`,
    form: {
      title: texts.falseTitle,
      submit: texts.falseAlarm,
      fields: [{ name: 'reason', label: texts.falseLabel, kind: 'text', optional: true, placeholder: texts.falseHint }],
    },
  }
}

/** Closes it by hand. */
export function resolveAction({ id }: Pick<Alert, 'id'>): Action {
  return { label: texts.resolve, line: `resolve ${id}` }
}

/** Looks for a quieter line of the rule that raised it; none for targets, marketplace limits and late figures. */
export function tuneActions({ rule }: Pick<Alert, 'rule'>, kind?: string): readonly Action[] {
  if (kind === 'late') return []
  const id = /^rule\/(\d+)/.exec(rule)?.[1]
  return id === undefined ? [] : [{ label: texts.tuneRule, line: `rule tune ${id}` }]
}

/** What explains it. */
export function whyAlertAction({ id }: Pick<Alert, 'id'>): Action {
  return { label: buttons.why, line: `why ${id}` }
}

/** Who did what to it. */
export function historyAction({ id }: Pick<Alert, 'id'>): Action {
  return { label: texts.history, line: `alerts ${id}` }
}
