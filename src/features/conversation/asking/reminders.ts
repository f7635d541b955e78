import type { Caller } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { findComparisons } from '#src/language/comparison.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import { readMoment } from '#src/language/time/moment.ts'

/** How people ask to be reminded, in three languages; `when` may be empty. */
const ways: readonly RegExp[] = [
  /^(?:(?:please|pls|can you|could you)\s+)*(?:remind|ping)\s+(?:me|us)(?:\s+(?:again|(?:about|of) (?:it|this|that)))*(?<when>(?:\s+.+?)?)(?:\s+(?:again|please|(?:about|of) (?:it|this|that)))*[\s.!]*$/iu,
  /^(?:(?:please|pls|can you|could you)\s+)*(?:remind|ping|alert|notify|tell|warn)\s+(?:me|us)\s+(?<when>(?:when(?:ever)?|if|once|as soon as)\s+.+?)[\s.!]*$/iu,
  /^(?:请|麻烦)?\s*(?<when>.*?)\s*(?:再次?)?(?:提醒|通知|告诉|叫)(?:一?下)?我们?(?:一下|一次)?(?:吧|哦)?[\s.!]*$/u,
  /^(?:请|麻烦)?\s*(?:再次?)?提醒(?:一?下)?我们?\s*(?<when>.+?)[\s.!]*$/u,
  /^(?<when>.*?)(?:に|も|また|もう一度|再度|[\s,])*(?:リマインド|リマインダー|再通知|知らせて|通知して|教えて)(?:を|お願い|して|し|ください|下さい|ほしい|します|です)*[\s.!]*$/u,
]

/**
 * “Remind me tomorrow”, 明天提醒我, 明日リマインドして as the snooze of an alert; any other line as it is.
 * @throws UserError for reminders of other things: it says what there is instead.
 */
export function reminded(
  typed: Recognition,
  around: Surroundings,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Recognition {
  const { line, words, command } = typed
  const free = command === null || ['snooze', 'alerts'].includes(command.name) || command.readOnly === true
  if (!free || words.quoted.length + words.ids.length > 0) return typed
  const said = ways.map(way => way.exec(line.text.trim())).find(found => found !== null)
  if (!said) return typed
  const when = (said.groups?.when ?? '').trim()
  const rule = own.test(line.text) || conditional.test(when) ? ruleIn(when, around) : null
  if (rule !== null) throw new UserError(texts.rule, [{ label: verbatim(rule), line: rule }])
  if (!own.test(line.text)) return typed
  const { left } = readMoment(when, { now, timeZone: caller.timeZone, timeOfDay: '09:00' })
  if (left.length > 0) throw new UserError(texts.onlyAlerts, [alertsOffered, postOffered])
  return recognise(`snooze ${when}`, around) ?? typed
}

/** Words that ask for nothing but a reminder; the others ask for answers, too. */
const own = /\bremind|\bping\b|提醒|リマインド|リマインダー|再通知/iu

/** What is said of something that has not come to pass yet. */
const conditional = /^(?:when|if|once|as soon as)|(?:时|时候|的话|就)$|(?:たら|れば|場合は?|とき|時)[\s,、]*$/iu

/** What shall be told is a figure that crosses a line: the rule for it; `null`: something else. */
function ruleIn(when: string, around: Surroundings): string | null {
  const limit = when
    .replace(
      /^(?:when(?:ever)?|if|once|as soon as)\s+|(?:的)?(?:时候?|的话|就|请)*[\s,，]*$|(?:たら|れば|場合|とき|時)[\s,、]*$/giu,
      '',
    )
    .trim()
  const line = `rule add ${limit}`
  const read = findComparisons(limit).length > 0 ? recognise(line, around) : null
  return read && read.words.kpis.length > 0 && read.words.amounts.length > 0 ? line : null
}

const texts = {
  rule: {
    en: 'Nothing was set yet. A rule tells you at once when a figure crosses a line:',
    ja: 'まだ何も設定していません。数値が基準を超えたらすぐに知らせるルールを作れます：',
    'zh-CN': '尚未设置。可以建立规则，数值越线时立即通知：',
  },
  onlyAlerts: {
    en: 'Nothing was set: I remind of alerts (“snooze 42 until tomorrow 09:00”), tell at once when a figure crosses a line (`rule`), and post figures at a set hour (`digest`).',
    ja: '何も設定していません。アラートの再通知（「スヌーズ 42 明日 9:00まで」）、数値が基準を超えたときの通知（「ルール」）、決まった時刻の投稿（「日報」）ができます。',
    'zh-CN':
      '没有设置提醒。可以稍后再提醒告警（“稍后 42 明天9点”）、在数值越线时立即通知（“规则”）、或按时推送数据（“日报”）。',
  },
  alerts: { en: 'Open alerts', ja: '未対応のアラート', 'zh-CN': '查看告警' },
  post: { en: 'Figures every morning', ja: '毎朝の数値を受け取る', 'zh-CN': '每天早上推送' },
} satisfies Record<string, Localized>

const alertsOffered = { label: texts.alerts, line: 'alerts' }
const postOffered = { label: texts.post, line: 'digest subscribe me 09:00' }
