import { acknowledgeForm } from '#src/cards/entry-forms.ts'
import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import {
  acknowledge,
  alertAlreadyCard,
  alertDoneCard,
  alertMeant,
  alertName,
  alertsMeant,
  personIn,
  reasonIn,
  standingAlert,
  takeGroup,
} from '#src/features/alerts/index.ts'
import { fill } from '#src/i18n/locale.ts'

/** Takes an alert on; what is written with it becomes a note beside the numbers. */
export const ack = defineCommand({
  name: 'ack',
  aliases: { en: ['acknowledge', 'confirm', 'on it'], ja: ['確認', '了解', '対応'], 'zh-CN': ['确认', '收到', '认领'] },
  summary: {
    en: 'Take an alert on, with or without the reason',
    ja: 'アラートを確認する（原因も書ける）',
    'zh-CN': '确认告警，可说明原因',
  },
  examples: {
    en: ['ack 42', 'ack 42 "Typhoon, carrier stopped for a day"'],
    ja: ['確認 42', '確認 42 "台風で集荷が1日停止"'],
    'zh-CN': ['确认 42', '确认 42 "台风，物流停运一天"'],
  },
  subverbs: { group: { aliases: ['all of', 'グループ', 'まとめて', '分组', '整组'] } },
  role: 'operator',
  lasting: true,
  takes: { ids: true, amounts: true, quoted: true, free: true, kpis: true, places: true, periods: true, people: true },
  async run(words, context) {
    if (words.subverb === 'group') return takeAll(words, context)
    const several = words.rest === '' ? await askWhich(context) : null
    if (several) return several
    const { caller, now } = context
    const alertId = await alertMeant('ack', words, context)
    const reason = reasonIn(words)
    const request = { alertId, personId: personIn(context), stores: caller.stores, reason, via: caller.messenger, now }
    const { kind, deed, alert, view } = await acknowledge(context, request)
    const said = { private: true, ...standingAlert(alert, view) }
    if (kind === 'already')
      return { ...said, cards: [alertAlreadyCard(alert, view, { timeZone: caller.timeZone, now })] }
    return {
      ...said,
      cards: [alertDoneCard(deed === 'confirmed' ? 'confirmed' : 'acknowledged', alert, view, reason !== null)],
    }
  },
})

/** Nothing was said and several alerts wait: the form asks which, and why. `null`: at most one waits. */
async function askWhich(context: CommandContext): Promise<CommandAnswer | null> {
  const waiting = (await alertsMeant('ack', context)).map(alert => ({ id: alert.id, label: alertName(alert, context) }))
  if (waiting.length < 2) return null
  const actions = waiting.slice(0, maxButtons).map(({ id, label }) => ({ label, line: `ack ${id}` }))
  const card = { title: which, tone: 'info', blocks: [{ type: 'actions', actions }] } as const
  return { cards: [card], form: acknowledgeForm(waiting), private: true }
}

/** Alerts with a button of their own; judgement: what fits a phone. */
const maxButtons = 6

async function takeAll(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { caller, now } = context
  const groupId = namedNumber(words) ?? 0
  const request = { groupId, personId: personIn(context), stores: caller.stores, via: caller.messenger, now }
  const { taken, kept } = await takeGroup(context, request)
  const title = taken > 0 ? fill(groupTaken, { count: taken }) : fill(groupKept, { count: kept })
  return { private: true, cards: [{ title, tone: 'good', blocks: [] }] }
}

const which = { en: 'Which alert?', ja: 'どのアラートですか？', 'zh-CN': '是哪条告警？' }

const groupTaken = {
  en: 'You took on {count} alerts',
  ja: '{count}件のアラートを確認しました',
  'zh-CN': '已确认{count}条告警',
}

const groupKept = {
  en: 'You keep {count} alerts',
  ja: '{count}件の対応継続を確認しました',
  'zh-CN': '已确认您仍在处理{count}条告警',
}
