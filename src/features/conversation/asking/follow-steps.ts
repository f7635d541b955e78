import { exceptWords, periodWord } from '#src/cards/lines.ts'
import { type Against, dayPeriod, periodAgainst, shiftDays, wholePeriod } from '#src/domain/period/index.ts'
import { type Place, placeKey } from '#src/domain/place.ts'
import type { Order } from '#src/domain/questions/query.ts'
import { queryLine } from '#src/language/questions/query-line.ts'
import { readQuery } from '#src/language/questions/read-query.ts'
import type { Recognition, Surroundings } from '#src/language/recognise.ts'

const units: readonly (readonly [RegExp, Against])[] = [
  [/day|天|日/u, 'day'],
  [/week|周|週|星期|礼拜/u, 'week'],
  [/quarter|季|四半期/u, 'quarter'],
  [/month|月/u, 'month'],
  [/year|年/u, 'year'],
]
const back =
  /^(?:(?:the |an? |one )?(?<en>day|week|month|quarter|year) (?:before|prior|earlier)(?: (?:that|then))?|(?:the )?(?:one )?before (?:that|then)|(?:the )?(?:previous|prior) (?:one|period)|(?:再|更|往|之)*(?:再|更|往|之|上)前(?:面)?(?:[一1]?个?(?<zh>天|日|周|星期|礼拜|月|季度|年))?|前[一1]个?(?<one>天|日|周|星期|礼拜|月|季度|年)|(?:その|さらに|もう(?:一|1|ひと)つ|それより)の?前の?(?<ja>日|週|月|四半期|年)?|前の(?<plain>日|週|月|四半期|年)|[1一](?<ago>日|週間|[かヶ]月|年)前)$/u

/** How far a line goes back from the question before (“and the week before?”, その前の月は); `null`: it says other things. */
export function stepBack(text: string): Against | null {
  const found = back.exec(text.toLowerCase())
  if (!found) return null
  const { en, zh, one, ja, plain, ago } = found.groups ?? {}
  const unit = en ?? zh ?? one ?? ja ?? plain ?? ago
  return unit === undefined ? 'previous' : (units.find(([says]) => says.test(unit))?.[1] ?? null)
}

/** The question before in the period that lies so far back; `null`: that would overlap its own period. */
export function withStepBack(before: Recognition, step: Against, around: Surroundings): string | null {
  const { words } = before
  const named = words.periods[0] ?? dayPeriod(shiftDays(around.earliest(words.places), -1))
  const earlier = periodAgainst(wholePeriod(named), step)
  return earlier && words.periods.length < 2 ? [withoutSpans(before, ['period']), periodWord(earlier)].join(' ') : null
}

const rest =
  /^(?:(?:all )?(?:the )?(?:others?|rest)(?: of them| stores| shops)?|(?:everything|everyone) else|其他的?(?:店铺?|平台|市场)?|其它的?(?:店铺?|平台)?|别的(?:店铺?|平台)?|剩下的?|其余的?|(?:それ|そこ)以外|その他|(?:他|ほか)の?(?:店舗?|モール|国)?|残り)$/u

/** Whether a line asks for what the question before did not name: and the others, 其他店呢, それ以外は. */
export function asksRest(text: string): boolean {
  return rest.test(text.toLowerCase())
}

/** The question before without some places: those that it named itself give way. */
export function withoutPlaces(before: Recognition, except: readonly Place[], around: Surroundings): string {
  const keys = new Set(except.map(placeKey))
  const kept = before.words.places.filter(place => !keys.has(placeKey(place)))
  if (before.command?.name === 'top') {
    const { query } = readQuery(before.words, around.catalog.findKpi)
    return queryLine({ ...query, places: kept, except })
  }
  const goes = kept.length < before.words.places.length
  return [withoutSpans(before, goes ? ['place'] : []), exceptWords(except)].join(' ')
}

const turned =
  /^(?:(?:the )?(?:other way (?:a?round)?|other end|opposite|reverse(?:d)?(?: order)?|in reverse)|反过来|倒过来|倒序|逆(?:順)?|反対)$/u
const otherEnd: Readonly<Record<Order, Order>> = { high: 'low', low: 'high', best: 'worst', worst: 'best' }

/** Whether a line asks for a list from its other end: 反过来呢, the other way round, 逆は. */
export function asksOtherEnd(text: string): boolean {
  return turned.test(text.toLowerCase())
}

/** The list before from its other end; `null`: there was none. */
export function fromOtherEnd(before: Recognition, around: Surroundings): string | null {
  if (before.command?.name !== 'top') return null
  const { query } = readQuery(before.words, around.catalog.findKpi)
  return queryLine({ ...query, order: otherEnd[query.order], ordered: true })
}

/** A question as it was typed, with its verb and without the names of some kinds. */
function withoutSpans({ words, verbAt, command }: Recognition, kinds: readonly ('place' | 'period')[]): string {
  const gone = (words.spans ?? []).filter(({ kind }) => kinds.some(one => one === kind)).sort((a, b) => b.from - a.from)
  let text = words.line
  for (const { from, to } of gone) text = `${text.slice(0, from)} ${text.slice(to)}`
  const verb = verbAt === null && command ? `${command.name} ` : ''
  return `${verb}${text.replace(/[?？]\s*$/u, '')}`.replace(/\s+/gu, ' ').trim()
}
