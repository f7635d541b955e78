import { defineCommand } from '#src/contracts/command.ts'
import {
  alertAlreadyCard,
  alertDoneCard,
  alertMeant,
  personIn,
  reasonIn,
  resolve as resolveAlert,
  standingAlert,
} from '#src/features/alerts/index.ts'

/** Closes an alert by hand: nothing more is said about it for that day unless it gets worse. */
export const resolve = defineCommand({
  name: 'resolve',
  aliases: { en: ['close', 'done', 'fixed'], ja: ['対応完了', '解消', '解決'], 'zh-CN': ['解决', '关闭', '处理完'] },
  summary: { en: 'Close an alert by hand', ja: 'アラートを対応完了にする', 'zh-CN': '手动关闭告警' },
  examples: {
    en: ['resolve 42', 'resolve 42 "Price was corrected"', 'resolve false 42 "Stocktaking day"'],
    ja: ['対応完了 42', '対応完了 42 "価格を修正済み"', '対応完了 誤報 42 「棚卸し日」'],
    'zh-CN': ['解决 42', '解决 42 "价格已修正"', '解决 误报 42 “盘点日”'],
  },
  subverbs: { false: { aliases: ['false alarm', '誤報', '误报', '誤検知'] } },
  role: 'operator',
  lasting: true,
  takes: { ids: true, quoted: true, free: true, kpis: true, places: true, periods: true, people: true },
  async run(words, context) {
    const { caller, now } = context
    const alertId = await alertMeant('resolve', words, context)
    const reason = reasonIn(words)
    const falseAlarm = words.subverb === 'false'
    const request = {
      alertId,
      personId: personIn(context),
      stores: caller.stores,
      reason,
      falseAlarm,
      via: caller.messenger,
      now,
    }
    const { kind, alert, view } = await resolveAlert(context, request)
    const said = { private: true, ...standingAlert(alert, view) }
    if (kind === 'already')
      return { ...said, cards: [alertAlreadyCard(alert, view, { timeZone: caller.timeZone, now })] }
    return { ...said, cards: [alertDoneCard(falseAlarm ? 'false_alarm' : 'resolved', alert, view, reason !== null)] }
  },
})
