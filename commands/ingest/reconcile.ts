import {
  type Amount,
  type CommandAnswer,
  type CommandContext,
  defineCommand,
  type Words,
} from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import { findMeasure, findMeasureByName } from '#src/domain/measures/index.ts'
import { toMinor } from '#src/domain/money.ts'
import { nameKey } from '#src/domain/names.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { readerOf } from '#src/features/figures/index.ts'
import {
  compareFile,
  reconcile as compareMonth,
  decide,
  differenceTable,
  lastMonth,
  listDifferences,
  type Month,
  monthCard,
  openCard,
  putStated,
  reconcileWords,
} from '#src/features/reconciliation/index.ts'
import { findStores, type StoredStore } from '#src/features/stores/index.ts'
import { replayDays } from '#src/features/sync/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Our totals of a month beside the platform's own or a typed figure, with the likely reason of each difference. */
export const reconcile = defineCommand({
  name: 'reconcile',
  aliases: reconcileWords,
  summary: {
    en: 'Our totals beside the platform’s own',
    ja: 'モールの合計と照合する',
    'zh-CN': '与平台合计对账',
  },
  examples: {
    en: ['reconcile', 'reconcile amazon-us 2026-10', 'reconcile amazon-us 2026-10 sales 12345.67', 'reconcile pull 3'],
    ja: ['照合', '照合 amazon-us 2026-10', '照合 amazon-us 2026-10 売上 1234567', '照合 再取得 3'],
    'zh-CN': ['对账', '对账 amazon-us 2026-10', '对账 amazon-us 2026-10 销售额 12345.67', '对账 重拉 3'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    accept: { aliases: ['ok', '承認', '接受'] },
    file: { aliases: ['compare', 'ファイル', '文件'] },
    pull: { aliases: ['again', '再取得', '重拉', '重新获取'] },
  },
  role: 'manager',
  takes: { places: true, periods: true, kpis: true, measures: true, amounts: true, ids: true, free: true },
  async run(words, context) {
    if (words.subverb === 'accept' || words.subverb === 'pull') return decideOn(words, context)
    if (words.subverb === 'file') return compareImport(words, context)
    if (words.places.length === 0) {
      requireUsed(words, {}, texts.oneStore)
      return list(context)
    }
    requireAll(words)
    const store = await storeOf(words, context)
    const month = monthIn(words, store, context.now)
    if (words.amounts.length > 0) await state(words, store, month, context)
    return compare(store, month, context)
  },
})

/** Holds a file that was dropped against ours, instead of importing it. */
async function compareImport(words: Words, { db, now, markets, log, caller }: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1 }, texts.whichFile)
  const id = namedNumber(words)
  const another = [...words.ids, ...words.amounts][1]
  if (id === undefined || another !== undefined) throw new UserError(texts.whichFile)
  const seen = new Set(caller.stores.map(store => store.id))
  const stores = await findStores(db, [...seen])
  const reach = markets ?? { connectors: [], env: {}, secretKey: '' }
  const parts = { ...reach, db, now: () => now, log }
  return {
    cards: [await compareFile(parts, id, { by: caller.personId, stores, month: null })],
    replaces: true,
    private: true,
  }
}

/** A figure goes with its name; without one there is nothing that a KPI or another word could mean. */
function requireAll(words: Words): void {
  const isFigure = words.amounts.length > 0
  const ownWords = isFigure && words.kpis.length === 0 // a measure by its own name
  const uses = { places: 1, periods: 1, amounts: 1, kpis: isFigure ? 1 : 0, ownWords }
  requireUsed(words, uses, isFigure || words.kpis.length > 0 ? texts.oneFigure : texts.oneMonth)
}

interface Asked extends Month {
  /** Days of the month that a figure is of; `null`: all. */
  readonly days: { readonly from: string; readonly to: string } | null
}

async function compare(store: StoredStore, month: Month, context: CommandContext): Promise<CommandAnswer> {
  const { db, now, markets, log } = context
  const reach = markets ?? { connectors: [], env: {}, secretKey: '' }
  const trouble = await compareMonth({ ...reach, db, now: () => now, log }, store, month)
  const found = await listDifferences(db, { storeId: store.id, month: month.from })
  const tables = () => [differenceTable(found, [store])]
  return { cards: [monthCard(store, month.from, found, trouble)], tables }
}

async function list({ db, caller }: CommandContext): Promise<CommandAnswer> {
  const seen = new Set(caller.stores.map(store => store.id))
  const found = (await listDifferences(db)).filter(one => seen.has(one.storeId))
  return { cards: [openCard(found, caller.stores)], tables: () => [differenceTable(found, caller.stores)] }
}

async function storeOf(words: Words, { figures, caller, db }: CommandContext): Promise<StoredStore> {
  const [place] = words.places
  const stores = place ? (await figures.resolve(readerOf(caller), place)).stores : []
  const [only, another] = stores
  if (!only || another) throw new UserError(texts.oneStore)
  const [store] = await findStores(db, [only.id])
  if (!store) throw new UserError(texts.oneStore)
  return store
}

/** A month; with a figure also some days of one. */
function monthIn({ periods, amounts }: Words, store: StoredStore, now: Date): Asked {
  const [period, another] = periods
  if (!period) return { ...lastMonth(store, now), days: null }
  const { from, to } = monthOf(period.from)
  if (another || period.to > to) throw new UserError(texts.oneMonth)
  const isMonth = period.kind === 'month' || (period.from === from && (period.to === to || period.end === to))
  if (!isMonth && amounts.length === 0) throw new UserError(texts.oneMonth)
  return { from, to, days: isMonth ? null : { from: period.from, to: period.to } }
}

/** Keeps a typed figure. */
async function state(words: Words, store: StoredStore, month: Asked, context: CommandContext): Promise<void> {
  const { db, caller, now } = context
  const [amount, another] = words.amounts
  const measure = measureOf(words)
  if (!amount || another || !measure) throw new UserError(texts.oneFigure)
  const stated = { storeId: store.id, month: month.from, origin: 'typed', by: caller.personId } as const
  const day = month.days ? `${month.days.from}..${month.days.to}` : ''
  await putStated(db, stated, [{ measure, day, value: minorOf(amount, measure, store) }], now)
}

/** A KPI that is one measure, or a measure by its own name. */
function measureOf({ kpis, unknown, measures = [], line }: Words): string | null {
  const [kpi, another] = kpis
  const [measure, more] = measures
  if (another || more || (kpi && measure)) return null
  if (measure) return unknown.length === 0 ? measure.id : null
  if (kpi) return findMeasure(kpi.formula.trim())?.id ?? measureAmong(kpi.aliases, line)
  return unknown.length > 0 ? (findMeasureByName(unknown.join(' '))?.id ?? null) : null
}

/** A rate may be called by the name of a measure, too: a figure is never that of a rate. */
function measureAmong(aliases: readonly string[], line: string): string | null {
  const said = aliases.find(alias => findMeasureByName(alias) && nameKey(line).includes(nameKey(alias)))
  return said === undefined ? null : (findMeasureByName(said)?.id ?? null)
}

function minorOf({ decimal, kind, currency }: Amount, measure: string, store: StoredStore): string {
  const isMoney = findMeasure(measure)?.unit === 'money'
  if (kind === 'percent' || (kind === 'money' && !isMoney)) throw new UserError(texts.oneFigure)
  if (currency !== null && currency !== store.currency)
    throw new UserError(fill(texts.currency, { store: verbatim(store.name), currency: store.currency }))
  return isMoney ? toMinor(decimal, store.currency) : decimal
}

async function decideOn(words: Words, { db, caller, now, enqueue }: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1 }, texts.which)
  const id = namedNumber(words)
  const another = [...words.ids, ...words.amounts][1]
  const [found] = id === undefined || another !== undefined ? [] : await listDifferences(db, { id })
  const store = caller.stores.find(one => one.id === found?.storeId)
  if (!found || !store) throw new UserError(texts.which)
  if (words.subverb === 'accept') await decide(db, found.id, 'accepted', caller.personId)
  else await pullAgain(db, found, now, enqueue, caller.personId)
  const left = await listDifferences(db, { storeId: found.storeId, month: found.month })
  return { cards: [monthCard(store, found.month, left, null)], replaces: true }
}

/** The days that the reason names, else the whole month. */
async function pullAgain(
  db: CommandContext['db'],
  found: Awaited<ReturnType<typeof listDifferences>>[number],
  now: Date,
  enqueue: CommandContext['enqueue'],
  by: number | null,
): Promise<void> {
  const days = 'days' in found.reason ? found.reason.days : []
  const month = monthOf(found.month)
  const span = { from: days[0] ?? month.from, to: days.at(-1) ?? month.to }
  await db.transaction(async tx => {
    const feeds = await replayDays(tx, found.storeId, span, now)
    if (feeds.length === 0) throw new UserError(texts.notConnected)
    await decide(tx, found.id, 'pulling', by)
    await enqueue(tx, 'collect', null)
  })
}

const texts = {
  oneStore: {
    en: 'Name one store, such as: reconcile amazon-us 2026-10',
    ja: '店舗を1つ指定してください。例：照合 amazon-us 2026-10',
    'zh-CN': '请指定一家店铺，例如：对账 amazon-us 2026-10',
  },
  oneMonth: {
    en: 'Name one month, such as 2026-10.',
    ja: '月を1つ指定してください（例：2026-10）。',
    'zh-CN': '请指定一个月份，例如 2026-10。',
  },
  oneFigure: {
    en: 'Name one figure and its value, such as: reconcile amazon-us 2026-10 sales 12345.67. Rates are not compared, only sums.',
    ja: '項目と値を1つずつ指定してください。例：照合 amazon-us 2026-10 売上 1234567。比率は照合できません。',
    'zh-CN': '请指定一个指标和数值，例如：对账 amazon-us 2026-10 销售额 12345.67。只能比较合计，不能比较比率。',
  },
  currency: {
    en: '{store} counts in {currency}. Type the figure in {currency}.',
    ja: '{store}の通貨は{currency}です。{currency}で入力してください。',
    'zh-CN': '{store}以 {currency} 计，请按 {currency} 输入。',
  },
  which: {
    en: 'Which difference? Name its number, such as: reconcile accept 3',
    ja: '番号を指定してください。例：照合 承認 3',
    'zh-CN': '请指定编号，例如：对账 接受 3',
  },
  whichFile: {
    en: 'Which file? Press the button under its preview, or send the file with the words: reconcile STORE 2026-10',
    ja: 'ファイルを指定してください。プレビューのボタンを押すか、ファイルと一緒に「照合 店舗 2026-10」と送ってください。',
    'zh-CN': '请指定文件：点击预览下方的按钮，或发送文件时附上“对账 店铺 2026-10”。',
  },
  notConnected: {
    en: 'This store is not connected to a marketplace: nothing can be pulled. Import the file of that month again.',
    ja: 'この店舗はモールに接続されていないため再取得できません。その月のファイルを取り込み直してください。',
    'zh-CN': '该店铺未连接平台，无法重新获取。请重新导入该月的文件。',
  },
} satisfies Record<string, Localized>
