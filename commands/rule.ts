import { ruleDoneCard, ruleListCard, rulePreviewCard, type ShownRule } from '#src/cards/rule-card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { holds, type Place, parsePlaceKey } from '#src/domain/place.ts'
import type { AlertRule, RuleDraft } from '#src/domain/rules/rule.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { mainKpi, ownPlace, readerOf, requireWhole } from '#src/services/asked.ts'
import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/services/command.ts'
import { rulesOf } from '#src/services/evaluate/plan-rules.ts'
import { previewDays, tryRule } from '#src/services/rules/preview.ts'
import { readRule } from '#src/services/rules/read-rule.ts'
import { budgetKpi } from '#src/services/rules/rule-words.ts'
import { placeLabel } from '#src/services/surroundings.ts'
import { addRule, findRule, stopRule } from '#src/storage/rules.ts'

/** What is watched besides targets and marketplace limits. A new rule is tried on the past before it is saved. */
export const rule = defineCommand({
  name: 'rule',
  aliases: { en: ['rules', 'alert rule'], ja: ['ルール', 'アラートルール'], 'zh-CN': ['规则', '告警规则', '预警规则'] },
  summary: { en: 'What raises an alert', ja: 'アラートの条件', 'zh-CN': '告警规则' },
  examples: {
    en: ['rule', 'rule add acos amazon-us > 30% for 2 days', 'rule stop 12'],
    ja: ['ルール', 'ルール 追加 売上 楽天 3日 連続', 'ルール 停止 12'],
    'zh-CN': ['规则', '规则 添加 销售额 乐天 突降', '规则 停用 12'],
  },
  subverbs: {
    list: { aliases: ['show', '一覧', '列表'] },
    add: { aliases: ['new', 'try', '追加', '登録', '添加', '新增', '新建'], role: 'manager' },
    save: { aliases: ['保存'], role: 'manager' },
    stop: { aliases: ['remove', 'delete', '停止', '削除', '停用', '删除'], role: 'manager' },
  },
  role: 'viewer',
  takes: { kpis: true, places: true, amounts: true, people: true, ids: true, free: true },
  implied: words => (words.kpis.length > 0 && words.amounts.length > 0 ? 'add' : 'list'),
  run(words, context) {
    const subverb = words.subverb ?? rule.implied?.(words) ?? 'list'
    if (subverb === 'add') return preview(words, context)
    if (subverb === 'save') return save(words, context)
    return subverb === 'stop' ? stop(words, context) : list(words, context)
  },
})

interface Asked {
  readonly draft: RuleDraft
  readonly kpi: Kpi
  readonly label: Localized
  readonly currency: string | null
  readonly demo: boolean
}

async function preview(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { draft, kpi, label, currency } = await asked(words, context)
  const tried = await tryRule(context, readerOf(context.caller), draft)
  const several = tried.length > 1
  const firings = tried.flatMap(({ firings: found, place }) =>
    found.map(({ judgement: { day, value }, dayKind }) => ({
      day,
      value,
      dayKind,
      place: several ? place.label : null,
    })),
  )
  const card = rulePreviewCard({
    ...{ rule: draft, kpi, place: label, currency, days: previewDays, typed: words.rest },
    firings: firings.sort((a, b) => (a.day < b.day ? -1 : 1)),
    heldDays: tried.reduce((sum, one) => sum + one.held.length, 0),
    judgedDays: tried.reduce((sum, one) => sum + one.judgedDays, 0),
  })
  return { cards: [card], private: true }
}

async function save(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { draft, kpi, label, demo } = await asked(words, context)
  const saved = await addRule(context.db, { ...draft, origin: null, by: context.caller.personId, demo })
  return { cards: [ruleDoneCard({ ...saved, kpi, label, isDefault: false }, 'saved')], replaces: true }
}

/** @throws UserError for what is missing or nothing knows, and for places of which the caller sees only a part. */
async function asked(words: Words, context: CommandContext): Promise<Asked> {
  const { figures, caller } = context
  const kpis = words.kpis.length > 1 ? words.kpis.filter(one => one.id !== budgetKpi) : words.kpis
  const [kpi = implied(words, context)] = kpis
  if (kpis.length > 1 || words.places.length > 1) throw new UserError(texts.one)
  const named = words.places[0] ?? ownPlace(caller)
  if (named.kind === 'store' && named.sku !== undefined) throw new UserError(texts.sku)
  requireWhole(named, context)
  const place = await figures.resolve(readerOf(caller), named)
  const currencies = new Set(place.stores.map(store => store.currency))
  const [only] = currencies
  const currency = kpi.unit === 'money' && currencies.size === 1 ? (only ?? null) : null
  if (kpi.unit === 'money' && currency === null && words.amounts.some(amount => amount.kind !== 'percent'))
    throw new UserError(texts.currencies)
  const draft = readRule(words, { kpi, place, currency })
  return { draft, kpi, label: place.label, currency, demo: place.stores.every(store => store.demo) }
}

/** A rule about late figures needs no KPI. @throws UserError for every other without one. */
function implied(words: Words, context: CommandContext): Kpi {
  if (/late|data|延迟|数据|データ|遅延/iu.test(words.unknown.join(' '))) return mainKpi(context)
  throw new UserError(texts.kpi)
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const rules = await rulesOf(context.db, context.caller.demo)
  const shown = rules
    .filter(one => isVisible(one, context) && words.kpis.every(kpi => kpi.id === one.kpiId))
    .flatMap(one => shownRule(one, context))
  return { cards: [ruleListCard(shown)] }
}

async function stop(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const id = words.ids[0] ?? words.amounts[0]?.value
  if (id === undefined || !Number.isInteger(id)) throw new UserError(texts.which)
  const known = id < 2 ** 31 ? await findRule(context.db, id) : null
  const [shown] = known && isVisible(known, context) ? shownRule(known, context) : []
  const place = known ? parsePlaceKey(known.place) : null
  if (!shown || !place) throw new UserError(fill(texts.none, { id }))
  requireWhole(place, context)
  const { caller, db, now } = context
  if (!(await stopRule(db, id, caller.personId, now))) throw new UserError(fill(texts.none, { id }))
  return { cards: [ruleDoneCard(shown, 'stopped')], replaces: true }
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
  currencies: {
    en: 'The stores there have several currencies. Name one store, or a share of the target.',
    ja: '通貨の異なる店舗が含まれます。店舗を指定するか、目標に対する割合で設定してください。',
    'zh-CN': '该范围包含多种货币。请指定店铺，或按目标比例设定。',
  },
  which: {
    en: 'Which rule? For example: rule stop 12',
    ja: '番号を指定してください。例：ルール 停止 12',
    'zh-CN': '请写编号，例如：规则 停用 12',
  },
  none: { en: 'There is no rule #{id}.', ja: 'ルール#{id}はありません。', 'zh-CN': '没有编号为 #{id} 的规则。' },
} satisfies Record<string, Localized>
