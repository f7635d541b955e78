import { setRateForm } from '#src/cards/calendar-forms.ts'
import { askCard, withForm } from '#src/cards/entry-forms.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { conversionOn } from '#src/domain/rates.ts'
import { UserError } from '#src/errors.ts'
import { betweenBlock, rateCard, ratesCard, rateTable } from '#src/features/figures/index.ts'
import { deleteRate, findCurrencies, listRates, setRate } from '#src/features/stores/index.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { otherCurrency } from '#src/language/currency-words.ts'
import { leftOverError } from '#src/language/time/left-over.ts'
import { baseCurrency } from '#src/platform/database/settings.ts'

/** Exchange rates for totals over several currencies: 1 of the first currency is so many of the second, from a day on. */
export const rate = defineCommand({
  name: 'rate',
  aliases: { en: ['rates', 'fx', 'exchange rate'], ja: ['為替', '為替レート', 'レート'], 'zh-CN': ['汇率'] },
  summary: { en: 'Exchange rates for totals', ja: '合計に使う為替レート', 'zh-CN': '汇总用汇率' },
  examples: {
    en: ['rate', 'rate usd jpy 150.2 2026-11', 'rate remove usd jpy 2026-11'],
    ja: ['為替', '為替 usd jpy 150.2 2026-11', '為替 削除 usd jpy 2026-11'],
    'zh-CN': ['汇率', '汇率 usd cny 7.12 2026-11', '汇率 删除 usd cny 2026-11'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    set: { aliases: ['設定', '设定', '设置'], role: 'administrator' },
    remove: { aliases: ['delete', '削除', '删除'], role: 'administrator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { periods: true, amounts: true, free: true },
  implied: words => (words.amounts.length > 0 ? 'set' : 'list'),
  async run(words, context): Promise<CommandAnswer> {
    const { db, caller } = context
    refuseOdd(words)
    if (words.subverb === 'list') return list(words, context)
    if (words.subverb === 'set' && words.rest.trim() === '') return ask(words, context)
    const [from, to] = pairOf(words)
    requireUsed(words, { periods: 1, amounts: words.subverb === 'remove' ? 0 : 1, ownWords: true }, texts.howTo)
    const since = sinceOf(words, context)
    if (words.subverb === 'remove') {
      if (!(await deleteRate(db, { from, to, since, demo: caller.demo })))
        throw new UserError(fill(texts.none, { from, to, since }))
      return { cards: [rateCard({ from, to, since, rate: null, before: null })] }
    }
    const value = words.amounts.at(-1)?.decimal
    refuseOther(words, to)
    if (value === undefined || Number(value) <= 0 || Number(value) > 1e9) throw new UserError(texts.howTo)
    const before = (await listRates(db)).find(
      one => one.from === from && one.to === to && one.since === since && one.demo === caller.demo,
    )
    await setRate(db, { from, to, since, rate: value, by: caller.personId, demo: caller.demo })
    return { cards: [rateCard({ from, to, since, rate: value, before: before?.rate ?? null })] }
  },
})

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller } = context
  requireUsed(words, { periods: 1, ownWords: true }, texts.howTo)
  const [from, to] = findCurrencies(words.rest)
  const all = (await listRates(db)).filter(one => one.demo === caller.demo)
  const rates = all.filter(one => about(one, from, to))
  const wanted = from !== undefined && to !== undefined && rates.length === 0
  const found = wanted ? conversionOn(all, from, to, localDay(context.now, context.teamTimeZone)) : null
  const between = wanted ? betweenBlock(from, to, found) : null
  const shown = found ? all.filter(one => found.used.some(leg => leg.from === one.from && leg.to === one.to)) : all
  const told = wanted ? shown : rates
  const tables = () => [rateTable(told)]
  const card = ratesCard(told, await baseCurrency(db), between)
  if (!includes(caller.role, 'administrator')) return { cards: [card], tables }
  const form = setRateForm(sinceOf(words, context))
  const isBare = words.rest.trim() === '' && !/list|一覧|列表/iu.test(words.line) // typed, or implied
  return { cards: [withForm(card, form)], tables, ...(isBare && { form }) }
}

/** Whether a rate is between the currencies that were named; all are where none was. */
function about(one: { readonly from: string; readonly to: string }, from?: string, to?: string): boolean {
  return [from, to].every(code => code === undefined || one.from === code || one.to === code)
}

/** @throws UserError for words that are neither currencies nor anything else of a rate, such as `NaN`. */
function refuseOdd({ line, open, unknown }: Words): void {
  const left = unknown.filter(word => findCurrencies(word).length === 0 && /[\p{L}\p{N}∞]/u.test(word))
  if (left.length === 0) return
  let at = 0
  const spans = left.map(text => {
    const from = Math.max(0, open.indexOf(text, at))
    at = from + text.length
    return { from, to: at, text, instead: [], known: true }
  })
  throw leftOverError(line, spans, texts.howTo, 'incomplete')
}

/** A rate is in the second currency: `usd jpy 150円` is right, `usd jpy $150` is not. */
function refuseOther({ amounts }: Words, to: string): void {
  for (const amount of amounts) {
    const typed = amount.kind === 'percent' ? '%' : otherCurrency(amount, to)
    if (typed !== null) throw new UserError(fill(texts.other, { typed: verbatim(typed), to }))
  }
}

/** Asks for what a rate needs. */
function ask(words: Words, context: CommandContext): CommandAnswer {
  const form = setRateForm(sinceOf(words, context))
  const example = localized(locale => rate.examples[locale][1] ?? '')
  return { cards: [askCard(form, example)], form, private: true }
}

function pairOf(words: Words): readonly [string, string] {
  const found = findCurrencies(words.rest)
  const [from, to] = found
  if (!from || !to || found.length !== 2) throw new UserError(texts.howTo)
  return [from, to]
}

/** The first day of the period named, or of this month: one fixed rate a month keeps months comparable. */
function sinceOf(words: Words, { now, teamTimeZone }: CommandContext): string {
  return (words.periods[0] ?? monthOf(localDay(now, teamTimeZone))).from
}

const texts = {
  howTo: {
    en: 'Write it like this: rate usd jpy 150.2 2026-11 (1 USD is 150.2 JPY from November on).',
    ja: '次のように入力してください：為替 usd jpy 150.2 2026-11（11月から1ドル＝150.2円）',
    'zh-CN': '请这样写：汇率 usd cny 7.12 2026-11（11月起1美元=7.12元）。',
  },
  other: {
    en: 'The number says how many {to} one of the first currency is: write it without {typed}.',
    ja: '数値は最初の通貨1単位あたりの{to}です。{typed}を付けずに入力してください。',
    'zh-CN': '数字表示1单位前一币种等于多少{to}，请不要写{typed}。',
  },
  none: {
    en: 'There is no rate {from} → {to} from {since} on.',
    ja: '{since}からの{from}→{to}のレートはありません。',
    'zh-CN': '没有自{since}起的{from}→{to}汇率。',
  },
} satisfies Record<string, Localized>
