import { defineCommand } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import {
  alertDoneCard,
  alertMeant,
  personIn,
  snooze as snoozeAlert,
  standingAlert,
  wakeMeant,
  withoutNumber,
} from '#src/features/alerts/index.ts'
import { untilIn } from '#src/language/time/until.ts'

/** The longest snooze, in days (judgement: whoever wants longer mutes, or mends the rule). */
const maxDays = 31

/** Keeps an alert quiet until a moment; then it asks again if it is not over. */
export const snooze = defineCommand({
  name: 'snooze',
  aliases: { en: ['later', 'remind'], ja: ['スヌーズ', 'あとで', '後で'], 'zh-CN': ['稍后', '稍后提醒', '推迟'] },
  summary: { en: 'Be asked about an alert later', ja: 'アラートをあとで通知する', 'zh-CN': '稍后再提醒该告警' },
  examples: {
    en: ['snooze 42 2h', 'snooze 42 until tomorrow 09:00', 'snooze 42 4h "Waiting for the carrier"'],
    ja: ['スヌーズ 42 2時間', 'スヌーズ 42 明日 9:00まで', 'スヌーズ 42 4時間 「配送会社の回答待ち」'],
    'zh-CN': ['稍后 42 2小时', '稍后 42 明天9点', '稍后 42 4小时 “等物流回复”'],
  },
  subverbs: { end: { aliases: ['off', 'cancel', '解除', '取消'] } },
  role: 'operator',
  lasting: true,
  takes: { ids: true, quoted: true, free: true, moments: true, periods: true, amounts: true },
  async run(words, context) {
    if (words.subverb === 'end') return wakeMeant(words, context)
    const { caller, now } = context
    const alertId = await alertMeant('snooze', words, context)
    const read = { now, timeZone: caller.timeZone, timeOfDay: '09:00' } as const
    const until = untilIn(words.line, withoutNumber(words), read, texts.howTo)
    if (!until) throw new UserError(texts.howTo)
    if (until.getTime() - now.getTime() > maxDays * 86_400_000) throw new UserError(texts.tooLong)
    const reason = words.quoted.join(' ').trim() || null
    const request = { alertId, personId: personIn(context), stores: caller.stores, reason, via: caller.messenger, now }
    const { alert, view } = await snoozeAlert(context, { ...request, until })
    const card = alertDoneCard('snoozed', alert, view, reason !== null, caller.timeZone)
    return { private: true, ...standingAlert(alert, view), cards: [card] }
  },
})

const texts = {
  howTo: {
    en: 'Until when? For example: snooze 42 2h, or snooze 42 until tomorrow 09:00',
    ja: 'いつまでですか？例：スヌーズ 42 2時間、スヌーズ 42 明日 9:00まで',
    'zh-CN': '请写明时间，例如：稍后 42 2小时，或 稍后 42 明天9点',
  },
  tooLong: {
    en: 'At most 31 days. To hear nothing of a KPI for longer, mute it.',
    ja: '最長31日です。より長く止めるには「ミュート」を使ってください。',
    'zh-CN': '最长31天。如需更久，请使用“静音”。',
  },
}
