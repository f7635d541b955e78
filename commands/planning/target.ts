import { askCard, setTargetForm, withForm } from '#src/cards/entry-forms.ts'
import { line, periodWord, placeWord } from '#src/cards/lines.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { dayPeriod, monthOf, type Period, quarterOf, weekOf, wholePeriod } from '#src/domain/period/index.ts'
import { holds, parsePlaceKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { Target, TargetPeriod } from '#src/domain/targets/target.ts'
import { UserError } from '#src/errors.ts'
import {
  amendProposal,
  approvalNeeded,
  decideProposals,
  exampleOf,
  isVisible,
  kindOf,
  oneKpi,
  onePlace,
  type ProposedTarget,
  proposalParts,
  propose,
  showProposals,
  suggestFor,
  targetHistory,
  targetPeriod,
  targetTable,
  targetTree,
} from '#src/features/approvals/index.ts'
import { namedAt, ownPlace, paceOf, readerOf, requireWhole } from '#src/features/figures/index.ts'
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

const texts = {
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
  needsApproval: {
    en: 'Targets here need approval, so only administrators remove one. Propose another value instead.',
    ja: 'この目標には承認が必要なため、削除できるのは管理者だけです。別の値を申請してください。',
    'zh-CN': '该目标需要审批，只有管理员可以删除。请改为提交新的数值。',
  },
  daily: {
    en: 'Every day, or {period}? Leave one of them away; “daily” goes with the first day from which it counts.',
    ja: '「毎日」と{period}は同時に指定できません。どちらかにしてください（「毎日」には開始日だけを付けられます）。',
    'zh-CN': '“每天”与{period}不能同时指定，请只保留一个；“每天”可写开始日期。',
  },
  dailyProposed: {
    en: 'Targets here need approval, and only those of a day, week, month or quarter can be proposed. Name the month instead.',
    ja: 'この目標には承認が必要で、申請できるのは日・週・月・四半期の目標だけです。月を指定してください。',
    'zh-CN': '该目标需要审批，只能提交日、周、月、季度目标。请改为写明月份。',
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
    propose: { aliases: ['request', '申請', '申请', '提议'], role: 'operator' },
    proposals: { aliases: ['requests', 'pending', '申請一覧', '承認待ち', '申请列表', '待审批'] },
    approve: { aliases: ['agree', '承認', '批准', '同意', '通过'], role: 'operator', free: true },
    reject: { aliases: ['return', 'send back', '差し戻し', '却下', '退回', '驳回'], role: 'operator', free: true },
    amend: { aliases: ['修正', '修订', '改为'], role: 'operator', free: true },
    withdraw: { aliases: ['取り下げ', '取下げ', '撤回'], role: 'operator', free: true },
    suggest: { aliases: ['suggestion', '提案', '建议'] },
    tree: { aliases: ['break down', 'breakdown', '内訳', '分解'] },
    history: { aliases: ['log', '履歴', '历史', '记录'] },
  },
  role: 'viewer',
  undoable: true,
  takes: {
    kpis: true,
    places: true,
    periods: true,
    amounts: true,
    people: true,
    quoted: true,
    quotedNames: true,
    free: true,
  },
  implied: words => {
    if (words.amounts.length > 0 || namesBand(words) || words.people.length > 0) return 'set'
    return words.rest === '' ? null : 'list'
  },
  run(words, context) {
    const subverb = words.subverb ?? target.implied?.(words) ?? 'list'
    if (subverb === 'set' || subverb === 'propose') return words.rest === '' ? ask() : set(words, context)
    if (subverb === 'remove') return remove(words, context)
    return proposals[subverb]?.(words, context) ?? list(words, context)
  },
})

const proposals: Readonly<Record<string, (words: Words, context: CommandContext) => Promise<CommandAnswer>>> = {
  proposals: showProposals,
  approve: (words, context) => decideProposals('approve', words, context),
  reject: (words, context) => decideProposals('return', words, context),
  withdraw: (words, context) => decideProposals('withdraw', words, context),
  amend: amendProposal,
  history: targetHistory,
  suggest: suggestFor,
  tree: targetTree,
}

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
  const periods = found.daily && found.periods.length === 0 ? [dayPeriod(today)] : found.periods
  const proposes = words.subverb === 'propose'
  const quoted = proposes || words.quoted.length > 0 ? 1 : 0
  const uses = { kpis: 1, places: 1, periods: 1, amounts: any, people: 1, quoted, ownWords: true }
  requireUsed({ ...words, periods }, uses, usage)
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
  const kind = kindOf(period)
  if (found.daily && kind !== 'day') throw new UserError(fill(texts.daily, { period: period.label }))
  const order = { kpi, kind, goal, currency, ownerId: words.people[0]?.id ?? null, weight: found.weight }
  const reason = words.quoted[0]?.trim() || null
  const proposed = { ...order, place, period, reason, by: caller.personId, demo: caller.demo }
  const rule = await approvalNeeded(db, proposed)
  if (found.daily && (rule || proposes)) throw new UserError(texts.dailyProposed)
  if (rule || proposes) return proposeTarget(proposed, rule, context)
  if (reason !== null) requireUsed({ ...words, periods }, { ...uses, quoted: 0 }, usage)
  const at = { place: place.key, validFrom: period.from, by: caller.personId, at: now }
  return answer(kpi, place, period, await setTarget(db, { ...order, ...at, daily: found.daily }), context)
}

async function proposeTarget(
  proposed: ProposedTarget,
  rule: Awaited<ReturnType<typeof approvalNeeded>>,
  context: CommandContext,
): Promise<CommandAnswer> {
  const parts = { ...proposalParts(context), figures: context.figures, reader: readerOf(context.caller) }
  const standing = await propose(parts, proposed, rule)
  return { cards: [standing.card], standing }
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
  const runs = today >= period.from && today <= period.end
  const day = runs ? today : period.from
  const sofar = runs ? runningPeriod(kindOf(period), today) : period
  const [[daily], pace] = await Promise.all([
    figures.read(reader, { kpis: [kpi], place: place.place, period: dayPeriod(day), now }),
    paceOf(figures, reader, { kpi, place: place.place, period: sofar, today, now }),
  ])
  return {
    cards: [targetCard({ kpi: daily?.kpi ?? kpi, place, period, ...changed, dayShare: dayShareOf(daily), pace })],
  }
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, catalog, now } = context
  requireUsed(words, { kpis: any, places: 1, periods: 1 }, usage)
  const asked = words.places[0] ?? ownPlace(caller)
  const place = await figures.resolve(readerOf(caller), asked)
  const standing = await standingTargets(db, firstDays(words, figures.today(place, now)), kpiFilter(words))
  const found = standing
    .filter(one => withinPlace(one, place) && isVisible(one, context))
    .flatMap(one => {
      const kpi = catalog.findKpi(one.kpiId)
      return kpi ? [{ target: one, kpi, place: shownPlace(one, place, caller.stores) }] : []
    })
  const rows = await namedAt(db, { stores: caller.stores, placesOf: ({ target }) => [target.place] }, found)
  const card = targetListCard(rows, place)
  const tables = () => [targetTable(rows)]
  if (!includes(caller.role, 'operator')) return { cards: [card], tables }
  const bare = words.rest === '' && words.subverb === null
  return { cards: [withForm(card, setTargetForm)], tables, ...(bare && { form: setTargetForm }) }
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
  const period = wholePeriod(runningPeriod(only.period, today))
  const whole = { kpi, place, kind: only.period, period, demo: caller.demo, goal: null }
  if (caller.role !== 'administrator' && (await approvalNeeded(db, whole))) throw new UserError(texts.needsApproval)
  const changed = await removeTarget(db, only, caller.personId, now)
  return answer(kpi, place, period, changed, context)
}

function removal(one: Target, kpi: Kpi, place: ResolvedPlace, today: string) {
  const period = wholePeriod(runningPeriod(one.period, today))
  return { label: period.label, line: line('target remove', kpi.id, placeWord(place.place), periodWord(period)) }
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

function shownPlace(one: Target, listed: ResolvedPlace, stores: readonly Store[]): ResolvedPlace {
  const place = parsePlaceKey(one.place) ?? listed.place
  return { ...listed, place, key: one.place, label: placeLabel(one.place, stores) }
}
