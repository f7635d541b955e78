import { askCard, setTargetForm, withForm } from '#src/cards/entry-forms.ts'
import { line, periodWord, placeWord } from '#src/cards/lines.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { dayPeriod, monthOf, type Period, quarterOf, weekOf } from '#src/domain/period.ts'
import { holds, type Place, parsePlaceKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { Target, TargetPeriod } from '#src/domain/targets/target.ts'
import { UserError } from '#src/errors.ts'
import { ownPlace, paceOf, readerOf, requireWhole, storeSuggestions } from '#src/features/figures/index.ts'
import { requireOwnerSees } from '#src/features/people/index.ts'
import {
  dayShareOf,
  goalOf,
  namesBand,
  removeTarget,
  setTarget,
  standingTargets,
  type TargetChanged,
  targetCard,
  targetListCard,
  targetWords,
} from '#src/features/targets/index.ts'
import { fill, localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'

/** KPIs offered as buttons where none was named. */
const offered = ['sales', 'orders', 'conversion_rate', 'acos', 'ship_72h_rate']

const texts = {
  kpi: { en: 'A target of which KPI?', ja: 'どの指標の目標ですか？', 'zh-CN': '要设定哪个指标的目标？' },
  oneKpi: {
    en: 'Set one KPI at a time.',
    ja: '目標は1指標ずつ設定してください。',
    'zh-CN': '请逐个指标设定目标。',
  },
  place: { en: 'A target for which store?', ja: 'どの店舗の目標ですか？', 'zh-CN': '要为哪家店铺设定目标？' },
  onePlace: {
    en: 'Set one place at a time.',
    ja: '目標は1か所ずつ設定してください。',
    'zh-CN': '请逐个范围设定目标。',
  },
  sku: {
    en: 'Targets are set for stores, markets and platforms, not for single SKUs.',
    ja: '目標は店舗・国・モール単位で設定します（SKU単位は不可）。',
    'zh-CN': '目标只能按店铺、市场或平台设定，不能按单个SKU。',
  },
  period: {
    en: 'A target is for a day, week, month or quarter, not for {period}.',
    ja: '目標は日・週・月・四半期ごとに設定します（{period}は不可）。',
    'zh-CN': '目标按日、周、月或季度设定，不支持{period}。',
  },
  unknown: {
    en: 'I do not know “{word}”. Try: {example}',
    ja: '「{word}」が分かりません。例：{example}',
    'zh-CN': '无法识别“{word}”。例如：{example}',
  },
  none: {
    en: 'No target of {kpi} is set for {place}.',
    ja: '{place}に{kpi}の目標はありません。',
    'zh-CN': '{place}没有设定{kpi}的目标。',
  },
  which: { en: 'Which of them?', ja: 'どの目標ですか？', 'zh-CN': '是哪一个？' },
}

const usage = {
  en: 'See: help target',
  ja: '使い方：ヘルプ 目標',
  'zh-CN': '用法：帮助 目标',
}

/** Sets, lists and removes targets; past periods keep the target they had. */
export const target = defineCommand({
  name: 'target',
  aliases: { en: ['goal', 'targets'], ja: ['目標', '目標値'], 'zh-CN': ['目标', '目标值', '指标目标'] },
  summary: {
    en: 'Set and see targets and who owns them',
    ja: '目標と担当者を設定・確認',
    'zh-CN': '设定和查看目标及负责人',
  },
  examples: {
    en: ['target sales west 2017-11 50000 @owner', 'target acos amazon-us 22% weight 20', 'target list'],
    ja: ['目標 売上 amazon-jp 今月 500万', '目標 ACoS amazon-us 22% ウェイト20', '目標 一覧'],
    'zh-CN': ['目标 销售额 amazon-jp 本月 500万', '目标 ACoS amazon-us 22% 权重20', '目标 列表'],
  },
  subverbs: {
    set: { aliases: ['add', 'change', '設定', '変更', '设定', '设置', '修改'], role: 'operator' },
    list: { aliases: ['show', 'all targets', '一覧', '列表', '一览'] },
    remove: { aliases: ['delete', 'clear', 'drop', '削除', '取消', '删除', '撤销'], role: 'operator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, periods: true, amounts: true, people: true, free: true },
  implied: words => {
    if (words.amounts.length > 0 || namesBand(words) || words.people.length > 0) return 'set'
    return words.rest === '' ? null : 'list'
  },
  run(words, context) {
    const subverb = words.subverb ?? target.implied?.(words) ?? 'list'
    if (subverb === 'set') return words.rest === '' ? ask() : set(words, context)
    if (subverb === 'remove') return remove(words, context)
    return list(words, context)
  },
})

/** Nothing was said: the form asks for all of it. */
async function ask(): Promise<CommandAnswer> {
  const example = localized(locale => target.examples[locale][0] ?? '')
  return { cards: [askCard(setTargetForm, example)], form: setTargetForm, private: true }
}

async function set(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  const kpi = oneKpi(words, context)
  const asked = onePlace(words, context, kpi)
  requireWhole(asked, context)
  const reader = readerOf(caller)
  const place = await figures.resolve(reader, asked)
  const today = figures.today(place, now)
  const found = targetWords(words, today)
  const { periods } = found
  requireUsed({ ...words, periods }, { kpis: 1, places: 1, periods: 1, amounts: any, people: 1, ownWords: true }, usage)
  const period = targetPeriod(periods, today)
  const [odd] = found.unknown
  const stem = line('target set', kpi.id, placeWord(asked), periodWord(period))
  const example = line(stem, exampleOf(kpi))
  if (odd !== undefined) throw new UserError(fill(texts.unknown, { word: verbatim(odd), example: verbatim(example) }))
  const [figure] = await figures.read(reader, { kpis: [kpi], place: asked, period, now })
  const currency = kpi.unit === 'money' ? (figure?.currency ?? place.stores[0]?.currency ?? null) : null
  const again = (value: string) =>
    line(stem, value, ...words.people.map(person => `@${person.name}`), weightWord(found.weight))
  const goal = goalOf({ ...found, kpi, place: place.label, currency, example, again })
  await requireOwnerSees(db, words.people[0], place)
  const changed = await setTarget(db, {
    kpi,
    place: place.key,
    kind: kindOf(period),
    validFrom: period.from,
    goal,
    currency,
    ownerId: words.people[0]?.id ?? null,
    weight: found.weight,
    by: caller.personId,
    at: now,
  })
  return answer(kpi, place, period, changed, context)
}

function weightWord(weight: number | null): string | undefined {
  return weight === null ? undefined : `weight ${weight}`
}

async function answer(
  kpi: Kpi,
  place: ResolvedPlace,
  period: Period,
  changed: TargetChanged,
  context: CommandContext,
): Promise<CommandAnswer> {
  const { figures, caller, now } = context
  const reader = readerOf(caller)
  const today = figures.today(place, now)
  const day = today >= period.from && today <= period.end ? today : period.from
  const [[daily], pace] = await Promise.all([
    figures.read(reader, { kpis: [kpi], place: place.place, period: dayPeriod(day), now }),
    paceOf(figures, reader, { kpi, place: place.place, period, today, now }),
  ])
  return { cards: [targetCard({ kpi, place, period, ...changed, dayShare: dayShareOf(daily), pace })] }
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, catalog, now } = context
  requireUsed(words, { kpis: any, places: 1, periods: 1 }, usage)
  const asked = words.places[0] ?? ownPlace(caller)
  const place = await figures.resolve(readerOf(caller), asked)
  const standing = await standingTargets(db, firstDays(words, figures.today(place, now)), kpiFilter(words))
  const rows = standing
    .filter(one => withinPlace(one, place) && isVisible(one, context))
    .flatMap(one => {
      const kpi = catalog.findKpi(one.kpiId)
      return kpi ? [{ target: one, kpi, place: shownPlace(one, place, caller.stores) }] : []
    })
  const card = targetListCard(rows, place)
  if (!includes(caller.role, 'operator')) return { cards: [card] }
  const bare = words.rest === '' && words.subverb === null
  return { cards: [withForm(card, setTargetForm)], ...(bare && { form: setTargetForm }) }
}

async function remove(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  const kpi = oneKpi(words, context)
  const asked = onePlace(words, context, kpi)
  requireUsed(words, { kpis: 1, places: 1, periods: 1 }, usage)
  requireWhole(asked, context)
  const place = await figures.resolve(readerOf(caller), asked)
  const today = figures.today(place, now)
  const filter = { kpiIds: [kpi.id], places: [place.key] }
  const standing = await standingTargets(db, firstDays(words, today), filter)
  const named = words.periods[0]
  const matching = named ? standing.filter(one => one.period === named.kind) : standing
  const [only] = matching
  if (!only) throw new UserError(fill(texts.none, { kpi: kpi.label, place: place.label }))
  if (matching.length > 1)
    throw new UserError(
      texts.which,
      matching.map(one => removal(one, kpi, place, today)),
    )
  const changed = await removeTarget(db, only, caller.personId, now)
  return answer(kpi, place, runningPeriod(only.period, today), changed, context)
}

function removal(one: Target, kpi: Kpi, place: ResolvedPlace, today: string) {
  const period = runningPeriod(one.period, today)
  return { label: period.label, line: line('target remove', kpi.id, placeWord(place.place), periodWord(period)) }
}

function oneKpi(words: Words, { catalog }: CommandContext): Kpi {
  const [kpi, another] = words.kpis
  if (another) throw new UserError(texts.oneKpi)
  if (kpi) return kpi
  const known = offered.flatMap(id => catalog.findKpi(id) ?? [])
  throw new UserError(
    texts.kpi,
    known.map(one => ({ label: one.label, line: line('target', words.subverb ?? undefined, one.id, words.rest) })),
  )
}

function onePlace(words: Words, { caller }: CommandContext, kpi: Kpi): Place {
  const [place, another] = words.places
  if (another) throw new UserError(texts.onePlace)
  if (place?.kind === 'store' && place.sku !== undefined) throw new UserError(texts.sku)
  if (place) return place
  const own = ownPlace(caller)
  if (own.kind === 'store') return own
  const rest = words.kpis.length > 0 ? words.rest : line(kpi.id, words.rest)
  throw new UserError(
    texts.place,
    storeSuggestions(caller, slug => line('target', words.subverb ?? undefined, slug, rest)),
  )
}

function targetPeriod([named]: readonly Period[], today: string): Period {
  if (!named) return monthOf(today, today)
  if (named.kind !== 'range' && named.kind !== 'year') return named
  throw new UserError(fill(texts.period, { period: named.label }))
}

function kindOf(period: Period): TargetPeriod {
  return period.kind === 'day' || period.kind === 'week' || period.kind === 'quarter' ? period.kind : 'month'
}

function runningPeriod(kind: TargetPeriod, today: string): Period {
  if (kind === 'day') return dayPeriod(today)
  return kind === 'week' ? weekOf(today, today) : kind === 'month' ? monthOf(today, today) : quarterOf(today, today)
}

/** The first day of the period that is asked about: of the named one, or of the running ones. */
function firstDays(words: Words, today: string): (kind: TargetPeriod) => string {
  const day = words.periods[0]?.from ?? today
  return kind => runningPeriod(kind, day).from
}

function kpiFilter(words: Words): { readonly kpiIds?: readonly string[] } {
  return words.kpis.length > 0 ? { kpiIds: words.kpis.map(kpi => kpi.id) } : {}
}

/** Listed under a place: its own targets and those of places inside it or around it. */
function withinPlace(one: Target, place: ResolvedPlace): boolean {
  const where = parsePlaceKey(one.place)
  return where !== null && place.stores.some(store => holds(where, store))
}

/** A target that speaks of stores which the caller may not see stays unseen. */
function isVisible(one: Target, { caller, catalog }: CommandContext): boolean {
  const where = parsePlaceKey(one.place)
  if (!where) return false
  const meant = catalog.stores.filter(
    store => holds(where, store) && (where.kind === 'store' || store.demo === caller.demo),
  )
  return meant.length > 0 && meant.every(store => caller.stores.some(own => own.id === store.id))
}

function shownPlace(one: Target, listed: ResolvedPlace, stores: readonly Store[]): ResolvedPlace {
  const place = parsePlaceKey(one.place) ?? listed.place
  return { ...listed, place, key: one.place, label: placeLabel(one.place, stores) }
}

function exampleOf(kpi: Kpi): string {
  if (kpi.better === 'band') return kpi.unit === 'ratio' ? '20%-30%' : '30-60'
  if (kpi.unit === 'ratio') return '8%'
  return kpi.unit === 'money' ? '50000' : kpi.unit === 'stars' ? '4.5' : '100'
}
