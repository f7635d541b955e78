import { line as joined, periodWord, placeWord } from '#src/cards/lines.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'

const things =
  /\b(?:stores?|shops?|skus?|products?|items?|markets?|platforms?)\b|店|商品|产品|单品|平台|市场|製品|モール/iu
const whoScores =
  /\b(?:who(?:se)?|which (?:person|people|employee|operator|colleague|member))\b.*\b(?:scor(?:e|es|ed|ing)|points|evaluation)\b|\b(?:best|highest|top|lowest|worst)[- ]scor(?:er|ers|ing)\b|谁.*(?:绩效|评分|得分|分数|考核|打分)|(?:绩效|评分|得分|分数|考核)[^，,。]*(?:人|员工|同事)|(?:スコア|評点|点数|成績|評価)[^、。]*(?:人|担当者|社員|メンバー|誰|だれ)|(?:誰|だれ)[^、。]*(?:スコア|評点|点数|成績|評価)/iu
const everyWeekday =
  /\b(?:(?:on|every|each|all) )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\b(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|每个?(?:周|星期|礼拜)[一二三四五六日天]|毎週の?[月火水木金土日]曜日?/iu
const weekendAgainst =
  /(?=.*(?:\bweekends?\b|周末|週末|双休日|土日))(?=.*(?:\bweekdays?\b|\bwork(?:ing)? ?days\b|工作日|平日))/iu
const comparing =
  /(?:を|で)?(?:見?比べて|比較して|対比して)(?:みて)?(?:ください|下さい|教えて|見せて|みたい|くれ|ほしい|欲しい|もらえる)?|比一比|比比看|比一下|做个?(?:对比|比较)/gu
const ordersAlone = /(?:订单|注文|受注)(?![数量额金率番号単价])/u

/**
 * A question about people, or in words that are names of several things, as the line that answers it; `null`: it is none
 * of these. Who scores best is the ranking, which every reader sees as far as it is public.
 */
export function plainly(found: Recognition, around: Surroundings): Recognition | null {
  const { text } = found.line
  if (whoScores.test(text) && !things.test(text)) return recognise(joined('rank', ...periodsOf(found, around)), around)
  if (!weekendAgainst.test(text)) return periodsAgainst(found, around)
  if (found.words.periods.length > 2) throw severalDays(found)
  return found.unknown.length + found.extra.length > 0 ? null : recognise(comparedLine(found), around)
}

/** What may stand between and behind two periods that are held against each other. */
const against =
  /相?差了?(?:有?多少|距|别|多大)?|比起|相比|对比|比较|比|和|与|與|跟|较|同期|同比|怎么样|如何|多少|[的了呢吗]|\b(?:versus|vs|against|compared (?:to|with)|than|and|the|how|do|did|does|is|was|what|difference|different|between|same)\b|と?比べ(?:て|ると)|に比べて|より|同じ?時期|差|どう(?:だった)?|どれくらい|どのくらい|違う?|[のはでとがか]|[\s,，、.。?？!！]/giu

/** Two periods with each other, where the line says nothing else: 今年双11比去年双11, 这周比上周同期差了多少. */
function periodsAgainst(found: Recognition, around: Surroundings): Recognition | null {
  const { words, unknown, extra, verbAt } = found
  if (verbAt !== null || words.periods.length !== 2 || extra.length + (words.except?.length ?? 0) > 0) return null
  const said = unknown.map(({ text }) => text.replace(against, '')).join('')
  return said === '' ? recognise(dayAgainst(words) ?? comparedLine(found), around) : null
}

/** A day is held against the same day of a week or month, not against all of it: 昨天比上周同期怎么样. */
function dayAgainst({ kpis, places, periods: [day, other] }: Recognition['words']): string | null {
  if (day?.kind !== 'day' || !other || (other.kind !== 'week' && other.kind !== 'month')) return null
  const held = other.kind === 'week' ? 'wow' : 'mom'
  return joined('status', ...kpis.map(({ id }) => id), ...places.map(placeWord), periodWord(day), held)
}

/** Two spans of days with each other. */
function comparedLine({ words }: Recognition): string {
  const about = [...words.kpis.map(({ id }) => id), ...words.places.map(placeWord)]
  return joined('compare', ...about, ...words.periods.map(periodWord))
}

/** The same for what nothing else could read. @throws UserError for what figures cannot be cut by: it says what can. */
export function atLast(found: Recognition, around: Surroundings): Recognition | null {
  if (found.unknown.length + found.extra.length === 0) return null
  const { text } = found.line
  if (everyWeekday.test(text)) throw severalDays(found)
  const unread = found.unknown.map(piece => piece.text).join(' ')
  const way = comparing.test(text)
    ? `compare ${text.replace(comparing, ' ')}`
    : ordersAlone.test(unread) && found.words.kpis.length === 0
      ? text.replace(ordersAlone, ' orders ')
      : null
  comparing.lastIndex = 0
  const again = way === null ? null : recognise(way, around)
  return again && again.unknown.length + again.extra.length === 0 ? again : null
}

function periodsOf({ line }: Recognition, around: Surroundings): readonly string[] {
  const top = around.commands.find(({ name }) => name === 'top')
  const read = top ? recognise(line.text, { ...around, verb: top }) : null
  return (read?.words.periods ?? []).slice(0, 1).map(periodWord)
}

function severalDays({ words }: Recognition): UserError {
  const about = [words.kpis[0]?.id, ...words.places.map(placeWord)]
  return new UserError(
    texts.severalDays,
    offered(joined('top days', ...about, '28d'), joined('status', ...about, 'last weekend')),
  )
}

function offered(...lines: readonly string[]): readonly Suggestion[] {
  return lines.map(line => ({ label: verbatim(line), line }))
}

const texts = {
  severalDays: {
    en: 'All days of one weekday together cannot be asked for, nor weekends and weekdays of a longer period. Single days can, in a list, and the last weekend or its weekdays (“weekend sales vs weekdays”):',
    ja: '曜日をまとめた集計や、長い期間の週末・平日の比較はできません。日ごとの一覧、または直近の週末・平日（例：「平日と週末の売上」）なら確認できます：',
    'zh-CN':
      '不能把同一星期几合并统计，也不能比较较长周期内的周末与工作日。可以列出每一天，或查看最近的周末和工作日（如“周末和工作日的销售额”）：',
  },
} satisfies Record<string, Localized>
