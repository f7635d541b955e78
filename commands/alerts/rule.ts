import type { Card } from '#src/chat/card.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import { daysBetween, localDay } from '#src/domain/days.ts'
import type { RateUsed } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { holds, type Place, parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { AlertRule, RuleDraft } from '#src/domain/rules/rule.ts'
import { UserError } from '#src/errors.ts'
import {
  addRule,
  budgetKpi,
  changeRule,
  findRule,
  lineRates,
  listRules,
  listUnresolved,
  noisyRules,
  previewDays,
  type RulePreview,
  readRule,
  refuseTwoLimits,
  remarked,
  remarkOn,
  resolve,
  ruleDoneCard,
  ruleLine,
  ruleListCard,
  rulePreviewCard,
  rulesOf,
  ruleTable,
  type ShownRule,
  stopRule,
  type Tried,
  tryRule,
} from '#src/features/alerts/index.ts'
import { mainKpi, ownPlace, readerOf, requireWhole } from '#src/features/figures/index.ts'
import { requireOwnerSees } from '#src/features/people/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { withAmount } from '#src/language/amounts.ts'
import { baseCurrency } from '#src/platform/database/settings.ts'

const usage = {
  en: 'See: help rule',
  ja: '使い方：ヘルプ ルール',
  'zh-CN': '用法：帮助 规则',
}

/** What is watched besides targets and marketplace limits. A new rule is tried on the past before it is saved. */
export const rule = defineCommand({
  name: 'rule',
  aliases: { en: ['rules', 'alert rule'], ja: ['ルール', 'アラートルール'], 'zh-CN': ['规则', '告警规则', '预警规则'] },
  summary: { en: 'What raises an alert', ja: 'アラートの条件', 'zh-CN': '告警规则' },
  examples: {
    en: ['rule', 'rule add acos amazon-us > 30% for 2 days', 'rule tune 12', 'rule stop 12'],
    ja: ['ルール', 'ルール 追加 売上 楽天 3日 連続', 'ルール 見直し 12', 'ルール 停止 12'],
    'zh-CN': ['规则', '规则 添加 销售额 乐天 突降', '规则 调整 12', '规则 停用 12'],
  },
  subverbs: {
    list: { aliases: ['show', '一覧', '列表'] },
    add: { aliases: ['new', 'try', '追加', '登録', '添加', '新增', '新建'], role: 'manager' },
    save: { aliases: ['保存'], role: 'manager' },
    tune: { aliases: ['quieten', '見直し', '緩和', '调整', '调优', '放宽'] },
    change: { aliases: ['edit', '変更', '修正', '修改', '更改'], role: 'manager' },
    stop: { aliases: ['remove', 'delete', '停止', '削除', '停用', '删除'], role: 'manager' },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, amounts: true, people: true, ids: true, free: true },
  implied: words => (words.kpis.length > 0 && words.amounts.length > 0 ? 'add' : 'list'),
  run(words, context) {
    const subverb = words.subverb ?? rule.implied?.(words) ?? 'list'
    return (actions[subverb] ?? list)(words, context)
  },
})

type RuleAction = (words: Words, context: CommandContext) => Promise<CommandAnswer>

const actions: Readonly<Record<string, RuleAction>> = { add: preview, save, tune, change, stop, list }

interface RuleRequest {
  readonly draft: RuleDraft
  readonly kpi: Kpi
  readonly label: Localized
  readonly rates: readonly RateUsed[]
  readonly demo: boolean
  /** What was understood otherwise than it was typed; `null`: nothing. */
  readonly remark: Localized | null
}

async function preview(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { draft, kpi, label, rates, remark } = await asked(words, context)
  const { caller, now } = context
  const fresh = { ...draft, id: 0, origin: null, createdBy: null, createdAt: now, demo: caller.demo }
  const about = { kpi, label, rates, id: null, save: `rule save ${words.rest}` }
  return { cards: [remarked(await triedCard(fresh, about, context), remark)], private: true }
}

/** What a rule that watches said, what people called it, and the line that fits better. */
async function tune(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1 }, usage)
  const { known, shown } = await meant(words, context)
  return { cards: [await triedCard(known, { ...shown, rates: [], id: known.id, save: null }, context)], private: true }
}

type About = Pick<RulePreview, 'kpi' | 'rates' | 'id' | 'save'> & { readonly label: Localized }

async function triedCard(known: AlertRule, { label, ...about }: About, context: CommandContext): Promise<Card> {
  const trial = await tryRule(context, readerOf(context.caller), known)
  const several = trial.places.length > 1
  const firings = trial.places.flatMap(({ firings: found, place, currency }) =>
    found.map(({ judgement: { day, value }, dayKind, isExplained }) => ({
      ...{ day, value, dayKind, isExplained, currency: about.kpi.unit === 'money' ? currency : null },
      place: several ? place.label : null,
    })),
  )
  const sum = (count: (tried: Tried) => number) => trial.places.reduce((all, one) => all + count(one), 0)
  return rulePreviewCard({
    ...{
      ...about,
      rule: known,
      place: label,
      days: previewDays,
      today: localDay(context.now, context.caller.timeZone),
    },
    firings: firings.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    heldDays: sum(one => one.held.length),
    stoodDays: sum(one => one.standing.reduce((all, { from, to }) => all + daysBetween(from, to) + 1, 0)),
    judgedDays: sum(one => one.judgedDays),
    alerts: trial.called.length,
    wrong: trial.called.filter(one => one.called === 'false_alarm').length,
    milder: trial.milder && { ...trial.milder, line: milderLine(trial.milder.rule, about.kpi, context) },
  })
}

/** Saves the quieter rule, or puts it in place of the one that watches. */
function milderLine(milder: AlertRule, kpi: Kpi, context: CommandContext): string {
  const line = lineOf(milder, kpi, context)
  return milder.id === 0 ? `rule save ${line}` : `rule change #${milder.id} ${line}`
}

function lineOf(draft: RuleDraft, kpi: Kpi, { catalog }: CommandContext): string {
  return ruleLine(draft, kpi, catalog.people.find(person => person.id === draft.owner?.id)?.email ?? null)
}

async function save(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { draft, kpi, label, demo, remark } = await asked(words, context)
  const saved = await addRule(context.db, { ...draft, origin: null, by: context.caller.personId, demo })
  const card = ruleDoneCard({ ...saved, kpi, label, isDefault: false }, 'saved')
  return { cards: [remarked(card, remark)], replaces: true }
}

/** Another line for a rule that watches: its alerts go on under it. @throws UserError for another KPI or place. */
async function change(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { known, shown } = await meant(words, context)
  const { draft, remark } = await asked(words, context)
  if (draft.kpiId !== known.kpiId || draft.place !== known.place)
    throw new UserError(fill(texts.same, { id: known.id }))
  const changed = await changeRule(context.db, known.id, draft)
  if (!changed) throw new UserError(fill(texts.none, { id: known.id }))
  const undo = `rule change #${known.id} ${lineOf(known, shown.kpi, context)}`
  return { cards: [remarked(ruleDoneCard({ ...shown, ...changed }, 'changed', undo), remark)], replaces: true }
}

/** @throws UserError for what is missing or nothing knows, and for places of which the caller sees only a part. */
async function asked(words: Words, context: CommandContext): Promise<RuleRequest> {
  const { figures, caller } = context
  const kpis = words.kpis.length > 1 ? words.kpis.filter(one => one.id !== budgetKpi) : words.kpis
  if (kpis.length > 1) refuseTwoLimits(words, kpis, words.amounts)
  const [kpi = implied(words, context)] = kpis
  if (kpis.length > 1 || words.places.length > 1) throw new UserError(texts.one)
  const named = words.places[0] ?? ownPlace(caller)
  if (named.kind === 'store' && named.sku !== undefined) throw new UserError(texts.sku)
  requireWhole(named, context)
  const place = await figures.resolve(readerOf(caller), named)
  const currencies = new Set(place.stores.map(store => store.currency))
  const [only = ''] = currencies
  const currency = kpi.unit !== 'money' ? null : currencies.size === 1 ? only : await baseCurrency(context.db)
  const again = (value: string) => (words.amounts[0] ? withAmount(words, words.amounts[0], value) : words.line)
  const draft = readRule(words, { kpi, place, currency, again })
  await requireOwnerSees(context.db, draft.owner, place)
  const rates = await lineRates(context, draft, place)
  const remark = remarkOn(draft, kpi, words.amounts)
  return { draft, kpi, label: place.label, rates, demo: place.stores.every(store => store.demo), remark }
}

/** A rule about late figures needs no KPI. @throws UserError for every other without one. */
function implied(words: Words, context: CommandContext): Kpi {
  if (/late|data|延迟|数据|データ|遅延/iu.test(words.unknown.join(' '))) return mainKpi(context)
  throw new UserError(texts.kpi)
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { kpis: any, places: any }, usage)
  const own = await rulesOf(context.db, context.caller.demo)
  const [all, noisy] = await Promise.all([listRules(context.db), noisyRules(context.db, context.now)])
  const made = all.filter(one => one.demo !== context.caller.demo && one.origin === null)
  const shown = [...own, ...made]
    .filter(
      one => isVisible(one, context) && watches(one, words, context) && words.kpis.every(kpi => kpi.id === one.kpiId),
    )
    .flatMap(one => shownRule(one, context))
    .map(one => ({ ...one, ...noiseOf(noisy.get(one.id)) }))
  const card = ruleListCard(shown, includes(context.caller.role, 'manager'))
  return { cards: [card], tables: () => [ruleTable(shown)] }
}

/** Whether a rule is about a store of every place that was named. */
function watches(one: AlertRule, { places }: Words, { caller }: CommandContext): boolean {
  const about = parsePlaceKey(one.place)
  return places.every(place => about !== null && caller.stores.some(each => holds(about, each) && holds(place, each)))
}

function noiseOf(noise: ShownRule['noise']): Pick<ShownRule, 'noise'> {
  return noise ? { noise } : {}
}

/** The rule with the number in a line. @throws UserError without one, and for rules that the caller may not touch. */
async function meant(words: Words, context: CommandContext) {
  const id = namedNumber(words)
  if (id === undefined || !Number.isInteger(id)) throw new UserError(texts.which)
  const known = id < 2 ** 31 ? await findRule(context.db, id) : null
  const [shown] = known && isVisible(known, context) ? shownRule(known, context) : []
  const place = known ? parsePlaceKey(known.place) : null
  if (!known || !shown || !place) throw new UserError(fill(texts.none, { id }))
  requireWhole(place, context)
  return { known, shown }
}

async function stop(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1 }, usage)
  const { known, shown } = await meant(words, context)
  const { caller, db, now } = context
  if (!(await stopRule(db, known.id, caller.personId, now))) throw new UserError(fill(texts.none, { id: known.id }))
  await closeAlertsOf(known, context)
  return { cards: [ruleDoneCard(shown, 'stopped')], replaces: true }
}

/** What a stopped rule said would stand for ever: nobody looks at it any more. */
async function closeAlertsOf({ id }: AlertRule, context: CommandContext): Promise<void> {
  const { caller, db, now } = context
  const { personId } = caller
  if (personId === null) return
  const standing = (await listUnresolved(db)).filter(({ rule: name }) => isNamed(name, id))
  for (const alert of standing)
    await resolve(context, {
      alertId: alert.id,
      personId,
      stores: caller.stores,
      via: caller.messenger,
      now,
      reason: null,
    })
}

function isNamed(name: string, id: number): boolean {
  return name === `rule/${id}` || name.startsWith(`rule/${id}/`)
}

function shownRule(one: AlertRule, { catalog, caller }: CommandContext): readonly ShownRule[] {
  const kpi = catalog.findKpi(one.kpiId)
  return kpi ? [{ ...one, kpi, label: placeLabel(one.place, caller.stores), isDefault: one.origin !== null }] : []
}

/** A rule is seen by whoever sees a store that it watches. */
function isVisible(one: AlertRule, { caller }: CommandContext): boolean {
  const place: Place | null = parsePlaceKey(one.place)
  return place !== null && caller.stores.some(store => store.demo === one.demo && holds(place, store))
}

const texts = {
  kpi: {
    en: 'A rule for which KPI? For example: rule add sales rakuten drop',
    ja: 'どの指標のルールですか。例：ルール 追加 売上 楽天 急減',
    'zh-CN': '请写明指标，例如：规则 添加 销售额 乐天 突降',
  },
  one: {
    en: 'A rule is for one KPI and one place.',
    ja: 'ルールは1つの指標と1つの対象に設定します。',
    'zh-CN': '一条规则只针对一个指标和一个范围。',
  },
  sku: {
    en: 'Rules watch stores, markets and platforms, not single SKUs.',
    ja: 'ルールは店舗・国・モール単位で設定します（SKU単位は不可）。',
    'zh-CN': '规则只能按店铺、市场或平台设定，不能按单个SKU。',
  },
  same: {
    en: 'Rule #{id} keeps its KPI and place. Add a new rule for another one.',
    ja: 'ルール#{id}の指標と対象は変更できません。別の対象には新しいルールを追加してください。',
    'zh-CN': '规则 #{id} 的指标和范围不能更改，其他范围请新增规则。',
  },
  which: {
    en: 'Which rule? For example: rule stop 12',
    ja: '番号を指定してください。例：ルール 停止 12',
    'zh-CN': '请写编号，例如：规则 停用 12',
  },
  none: { en: 'There is no rule #{id}.', ja: 'ルール#{id}はありません。', 'zh-CN': '没有编号为 #{id} 的规则。' },
} satisfies Record<string, Localized>
