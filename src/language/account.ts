import type { Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { type LeftOver, leftOverError } from './time/left-over.ts'
import { lexTime } from './time/lex.ts'

type Counted = 'kpis' | 'places' | 'periods' | 'amounts' | 'people' | 'quoted'

/** How many words of each kind a command can use; what is not mentioned it cannot use at all. */
export interface Uses extends Partial<Readonly<Record<Counted, number>>> {
  /** Numbers of things, with or without `#`. */
  readonly numbers?: number
  /** It reads unknown words, moments and the like by itself. */
  readonly ownWords?: boolean
}

/** As many as were typed. */
export const any = Number.POSITIVE_INFINITY

const kinds: Readonly<Record<Counted, Localized>> = {
  kpis: { en: 'a KPI', ja: '指標', 'zh-CN': '指标' },
  places: { en: 'a store, platform or market', ja: '店舗・モール・国', 'zh-CN': '店铺、平台或市场' },
  periods: { en: 'a period', ja: '期間', 'zh-CN': '时间' },
  amounts: { en: 'a number', ja: '数値', 'zh-CN': '数字' },
  people: { en: 'a person', ja: '人', 'zh-CN': '人员' },
  quoted: { en: 'a text in quotes', ja: '引用符の文章', 'zh-CN': '引号内的文字' },
}

/**
 * Refuses a line with words that a command would not use, so that nothing is dropped and acted upon.
 * @throws UserError that names the words, or the kind of which there are too many.
 */
export function requireUsed(words: Words, uses: Uses, hint: Localized): void {
  const left = uses.ownWords ? [] : leftIn(words, uses)
  // A word that nothing knows may be the store that was meant: without it the line would do its work at another place
  const mayBePlace = (uses.places ?? 0) > 0 && words.places.length === 0 && left.some(one => !one.known)
  if (left.length > 0) throw leftOverError(words.line, left, hint, mayBePlace ? 'incomplete' : 'complete')
  const { numbers = 0 } = uses
  const plain = words.amounts.filter(one => one.kind === 'plain' && Number.isInteger(one.value))
  if (numbers > 0 && words.ids.length + plain.length > numbers) throw surplus('amounts', numbers, hint)
  if (numbers === 0 && words.ids.length > 0) throw surplus('amounts', 0, hint)
  for (const kind of Object.keys(kinds) as Counted[]) {
    const most = (uses[kind] ?? 0) + (kind === 'amounts' ? numbers : 0)
    if (words[kind].length > most) throw surplus(kind, most, hint)
  }
}

/** Words that nothing knew, words about time where none is asked for, and clocks where periods are. */
function leftIn({ open, unknown }: Words, { numbers = 0, periods = 0 }: Uses): readonly LeftOver[] {
  const left: LeftOver[] = []
  let at = 0
  for (const text of unknown) {
    const from = open.indexOf(text, at)
    if (from < 0) continue
    at = from + text.length
    left.push({ from, to: at, text, instead: [] })
  }
  const known = new Set(['filler', 'and', 'to', 'for', 'me', 'unknown', ...(numbers > 0 ? ['number'] : [])])
  const odd = (kind: string) => (periods > 0 ? kind === 'zone' || kind === 'several-zones' : !known.has(kind))
  const times = lexTime(open).filter(({ kind }) => odd(kind))
  for (const { from, to, text } of times)
    if (!left.some(one => one.from < to && from < one.to)) left.push({ from, to, text, instead: [], known: true })
  return left.sort((a, b) => a.from - b.from)
}

function surplus(kind: Counted, most: number, hint: Localized): UserError {
  return new UserError(
    fill(most === 0 ? texts.none : most === 1 ? texts.one : texts.many, { kind: kinds[kind], most, hint }),
  )
}

const texts = {
  none: {
    en: 'This does not go with {kind}, so nothing was done. {hint}',
    ja: '{kind}は指定できないため、何も変更していません。{hint}',
    'zh-CN': '此处不需要{kind}，因此没有执行任何操作。{hint}',
  },
  one: {
    en: 'This takes {kind} only once, so nothing was done. {hint}',
    ja: '{kind}は1つだけ指定してください（何も変更していません）。{hint}',
    'zh-CN': '{kind}只能写一个，因此没有执行任何操作。{hint}',
  },
  many: {
    en: 'This takes {kind} at most {most} times, so nothing was done. {hint}',
    ja: '{kind}は{most}つまで指定できます（何も変更していません）。{hint}',
    'zh-CN': '{kind}最多写{most}个，因此没有执行任何操作。{hint}',
  },
} satisfies Record<string, Localized>
