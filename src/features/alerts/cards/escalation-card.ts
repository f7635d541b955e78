import { workLengthText } from '#src/cards/work-length.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import { severities } from '#src/domain/alerts/alert.ts'
import { type ChainStep, type ChainWaits, chain } from '#src/domain/alerts/escalation.ts'
import { severityLabels } from '#src/domain/alerts/severity-names.ts'
import { workdayMinutes } from '#src/domain/work-lengths.ts'
import type { Localized } from '#src/i18n/locale.ts'

const texts = {
  title: { en: 'Escalation', ja: 'エスカレーション', 'zh-CN': '告警升级' },
  changed: {
    en: 'Escalation changed',
    ja: 'エスカレーションの設定を変更しました',
    'zh-CN': '告警升级规则已修改',
  },
  how: {
    en: 'If nobody takes an alert on, each is asked after so much working time (Mon–Fri 9:00–18:00 in the zone of who was asked last, without holidays).',
    ja: '未対応のアラートは、次の営業時間（直前に通知した人のタイムゾーンで平日9:00〜18:00、祝日を除く）が経過するたびに、順に通知します。',
    'zh-CN': '告警无人处理时，每经过以下工作时间（按上一位被通知人的时区，工作日9:00–18:00，不含节假日）依次通知。',
  },
  severity: { en: 'Alert', ja: 'アラート', 'zh-CN': '告警' },
  off: { en: 'not asked', ja: '通知しない', 'zh-CN': '不通知' },
  change: { en: 'Change', ja: '変更', 'zh-CN': '修改' },
  reset: { en: 'Back to default', ja: '初期値に戻す', 'zh-CN': '恢复默认' },
  resetAsk: {
    en: 'Use the default waiting times again?',
    ja: '待ち時間を初期値に戻しますか？',
    'zh-CN': '恢复默认的等待时间？',
  },
} satisfies Record<string, Localized>

const stepLabels: Readonly<Record<ChainStep, Localized>> = {
  owner: { en: 'Owner', ja: '担当者', 'zh-CN': '负责人' },
  manager: { en: 'Managers', ja: 'マネージャー', 'zh-CN': '主管' },
  administrator: { en: 'Administrators', ja: '管理者', 'zh-CN': '管理员' },
  mail: { en: 'E-mail to all', ja: '全員にメール', 'zh-CN': '邮件通知全部' },
}

/** Waits to choose from, as they are typed. */
const choices = ['15m', '30m', '1h', '2h', '4h', '1d', '2d', 'off'] as const

/** Who is asked after how much working time, the most severe first. */
export function escalationTable(waits: ChainWaits): Block {
  return {
    type: 'table',
    columns: [{ label: texts.severity }, ...chain.map(step => ({ label: stepLabels[step] }))],
    rows: [...severities].reverse().map(severity => [
      { text: severityLabels[severity] },
      ...chain.map(step => {
        const minutes = waits[severity][step]
        return { text: waitText(minutes), dim: minutes === null }
      }),
    ]),
  }
}

/** How alerts go on when nobody takes them; with `mayChange` the buttons to change it. */
export function escalationCard(waits: ChainWaits, mayChange: boolean, changed = false): Card {
  return {
    title: changed ? texts.changed : texts.title,
    tone: changed ? 'good' : 'info',
    blocks: [
      { type: 'text', text: texts.how },
      escalationTable(waits),
      ...(mayChange ? [{ type: 'actions', actions: [changeAction(), resetAction()] } as const] : []),
    ],
  }
}

/** The heading of the waits where they stand among other things. */
export const escalationHeading: Localized = texts.title

function waitText(minutes: number | null): Localized {
  if (minutes === null) return texts.off
  return workLengthText(minutes)
}

function changeAction(): Action {
  const waits = choices.map(value => ({ label: choiceText(value), value }))
  const alerts = [...severities].reverse().map(value => ({ label: severityLabels[value], value }))
  const steps = chain.map(step => ({ name: step, label: stepLabels[step], kind: 'select', options: waits }) as const)
  return {
    label: texts.change,
    line: 'alerts escalate {severity} owner {owner} manager {manager} administrator {administrator} mail {mail}',
    form: {
      title: texts.title,
      submit: texts.change,
      fields: [
        { name: 'severity', label: texts.severity, kind: 'select', options: alerts },
        ...steps.map(field => ({ ...field, optional: true })),
      ],
    },
  }
}

function choiceText(value: (typeof choices)[number]): Localized {
  const count = Number.parseInt(value, 10)
  if (Number.isNaN(count)) return waitText(null)
  return waitText(count * (value.endsWith('m') ? 1 : value.endsWith('h') ? 60 : workdayMinutes))
}

function resetAction(): Action {
  return { label: texts.reset, line: 'alerts escalate default', confirm: texts.resetAsk }
}
