import { askCard, recordForm } from '#src/cards/entry-forms.ts'
import {
  type Amount,
  type CommandAnswer,
  type CommandContext,
  defineCommand,
  type Words,
} from '#src/contracts/command.ts'
import { type FigureFault, figureFault } from '#src/domain/check-figure.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { findMeasureByName } from '#src/domain/measures/index.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Place, Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { ownPlace, readerOf, storeSuggestions, yesterday } from '#src/features/figures/index.ts'
import { measuresOf, type Recordable, recordableOf, recordCard, recordFigure } from '#src/features/ingest/index.ts'
import { fill, join, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { otherCurrency } from '#src/language/currency-words.ts'

/** Types a figure in by hand: a measure of a day, or a rating from 1 to 5 with how many were rated. */
export const record = defineCommand({
  name: 'record',
  aliases: { en: ['enter'], ja: ['入力', '記録'], 'zh-CN': ['录入', '填报'] },
  summary: { en: 'Type a figure in by hand', ja: '数値を手入力', 'zh-CN': '手工录入数据' },
  examples: {
    en: ['record sales rakuten yesterday 123456', 'record packaging score rakuten 2026-11-20 4.5 12'],
    ja: ['入力 売上 楽天 昨日 123456', '入力 梱包状態 楽天 2026-11-20 4.5 12'],
    'zh-CN': ['录入 销售额 乐天 昨天 123456', '录入 包装完整度 乐天 2026-11-20 4.5 12'],
  },
  role: 'manager',
  undoable: true,
  takes: { kpis: true, measures: true, places: true, periods: true, amounts: true, free: true },
  async run(words, context) {
    if (words.rest === '') return ask(context)
    const { store, sku } = storeOf(words, context)
    requireUsed(words, { kpis: 1, places: 1, periods: any, amounts: any, ownWords: true }, texts.whatKpi)
    const { what, label } = whatOf(words)
    const [amount, count] = amountsOf(words, what, store)
    const day = await dayOf(words, store, context)
    const done = await context.db.transaction(async tx => {
      const stored = await recordFigure(tx, { store, sku, day, what, amount, count, now: context.now })
      await context.enqueue(tx, 'evaluate', null)
      return stored
    })
    return { cards: [recordCard({ label, store, sku, day, rating: what.kind === 'rating', done })] }
  },
})

/** Nothing was said: the form asks for all of it. */
function ask({ caller, now }: CommandContext): CommandAnswer {
  const form = recordForm(shiftDays(localDay(now, caller.timeZone), -1))
  const example = localized(locale => record.examples[locale][0] ?? '')
  return { cards: [askCard(form, example)], form, private: true }
}

function storeOf(words: Words, { caller }: CommandContext): { store: Store; sku: string } {
  const place: Place = words.places[0] ?? ownPlace(caller)
  const found = place.kind === 'store' ? caller.stores.find(store => store.slug === place.slug) : undefined
  if (found && words.places.length < 2) return { store: found, sku: place.kind === 'store' ? (place.sku ?? '') : '' }
  throw new UserError(
    texts.oneStore,
    storeSuggestions(caller, slug => `${words.line} store:${slug}`),
  )
}

/** A KPI that is one measure, a soft KPI, or a measure by its own name. */
function whatOf(words: Words): { what: Recordable; label: Localized } {
  const others = words.unknown.filter(word => !/^n?=?$/i.test(word))
  const named = findMeasureByName(others.join(' '))
  const [kpi] = words.kpis
  const [measure, ...more] = words.measures ?? []
  if (more.length > 0 || (measure && kpi)) throw new UserError(texts.oneKpi)
  if (measure && others.length > 0) throw new UserError(fill(texts.unknown, { word: verbatim(others.join(' ')) }))
  if (measure) return { what: { kind: 'measure', measure }, label: measure.label }
  if (kpi && others.length > 0) throw new UserError(fill(texts.unknown, { word: verbatim(others.join(' ')) }))
  if (kpi && words.kpis.length === 1) return { what: recordableOf(kpi) ?? computed(kpi), label: kpi.label }
  if (words.kpis.length > 1) throw new UserError(texts.oneKpi)
  if (named) return { what: { kind: 'measure', measure: named }, label: named.label }
  const [word] = words.unknown
  throw new UserError(word === undefined ? texts.whatKpi : fill(texts.unknown, { word: verbatim(word) }))
}

function computed(kpi: Kpi): never {
  const measures = join(measuresOf(kpi).map(measure => measure.label))
  throw new UserError(fill(texts.computed, { kpi: kpi.label, measures }))
}

function amountsOf(words: Words, what: Recordable, store: Store): readonly [Amount, number] {
  const [amount, count, ...others] = words.amounts
  if (!amount || others.length > 0 || (count && what.kind === 'measure')) throw new UserError(texts.howMuch)
  if (what.kind === 'rating') return [rated(amount), counted(count)]
  const money = what.measure.unit === 'money'
  if (amount.kind === 'percent' || (amount.kind === 'money' && !money)) throw new UserError(texts.plainNumber)
  if (otherCurrency(amount, store.currency) !== null) {
    throw new UserError(fill(texts.currency, { store: verbatim(store.name), currency: verbatim(store.currency) }))
  }
  const fault = figureFault(what.measure, money ? toMinor(amount.decimal, store.currency) : amount.decimal)
  if (fault !== null) throw new UserError(fill(faults[fault], { measure: what.measure.label }))
  return [amount, 1]
}

function rated(amount: Amount): Amount {
  if (amount.value < 1 || amount.value > 5 || amount.kind !== 'plain') throw new UserError(texts.rating)
  return amount
}

function counted(count: Amount | undefined): number {
  const number = count?.value ?? 1
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000) throw new UserError(texts.ratingCount)
  return number
}

/** The day named, or the last one that is over. Figures of days to come are refused. */
async function dayOf(words: Words, store: Store, { figures, caller, now }: CommandContext): Promise<string> {
  const place = await figures.resolve(readerOf(caller), { kind: 'store', slug: store.slug })
  const today = figures.today(place, now)
  const period = words.periods[0] ?? yesterday(today)
  if (words.periods.length > 1 || period.from !== period.to) throw new UserError(texts.oneDay)
  if (period.from > today) throw new UserError(texts.future)
  return period.from
}

const texts = {
  oneStore: {
    en: 'For which one store?',
    ja: 'どの店舗の数値ですか？（1店舗ずつ）',
    'zh-CN': '是哪家店铺的数据？（每次一家）',
  },
  oneKpi: { en: 'One figure at a time, please.', ja: '1指標ずつ入力してください。', 'zh-CN': '请逐个指标录入。' },
  whatKpi: {
    en: 'Which figure? For example: record sales rakuten yesterday 123456',
    ja: 'どの数値ですか？例：入力 売上 楽天 昨日 123456',
    'zh-CN': '要录入哪个数据？例如：录入 销售额 乐天 昨天 123456',
  },
  unknown: { en: 'I do not know “{word}”.', ja: '「{word}」が分かりません。', 'zh-CN': '没看懂“{word}”。' },
  computed: {
    en: '{kpi} is computed. Type in what it is made of: {measures}.',
    ja: '{kpi}は計算で求める指標です。元の数値を入力してください：{measures}',
    'zh-CN': '{kpi}是计算得出的，请录入它的组成数据：{measures}。',
  },
  howMuch: { en: 'Type one number.', ja: '数値を1つ入力してください。', 'zh-CN': '请写一个数字。' },
  plainNumber: {
    en: 'This figure is a plain number, without a unit.',
    ja: '単位のない数値で入力してください。',
    'zh-CN': '请写不带单位的数字。',
  },
  currency: {
    en: '{store} counts in {currency}. Type the amount in that currency.',
    ja: '{store}の通貨は{currency}です。その通貨の金額で入力してください。',
    'zh-CN': '{store}以{currency}计价，请按该币种录入。',
  },
  rating: { en: 'A rating is from 1 to 5.', ja: '評価は1〜5で入力してください。', 'zh-CN': '评分请在1到5之间。' },
  ratingCount: {
    en: 'The second number says how many were rated: a whole number from 1.',
    ja: '2つ目の数値は評価件数です（1以上の整数）。',
    'zh-CN': '第二个数字是评分件数，须为1以上的整数。',
  },
  oneDay: { en: 'Figures are typed for one day.', ja: '数値は1日単位で入力してください。', 'zh-CN': '请按单日录入。' },
  future: { en: 'That day has not come yet.', ja: 'まだ来ていない日付です。', 'zh-CN': '这一天还没到。' },
} satisfies Record<string, Localized>

const faults: Readonly<Record<FigureFault, Localized>> = {
  fraction: {
    en: '{measure} is a count: type a whole number.',
    ja: '{measure}は件数です。整数で入力してください。',
    'zh-CN': '{measure}是数量，请写整数。',
  },
  negative: {
    en: '{measure} cannot be below 0; a number in brackets is negative. Type it without minus and brackets.',
    ja: '{measure}に負の値は使えません（かっこ付きの数値は負の値です）。符号やかっこを付けずに入力してください。',
    'zh-CN': '{measure}不能为负数（括号中的数字表示负数），请去掉负号或括号。',
  },
  tooLarge: {
    en: 'That is more than {measure} can be: at most 18 digits before the point.',
    ja: '{measure}の値が大きすぎます（整数部は18桁まで）。',
    'zh-CN': '{measure}的数值过大（整数部分最多18位）。',
  },
}
