import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { DefinitionError, type KpiDraft, validateKpi } from '#src/domain/custom-kpi.ts'
import { localDay } from '#src/domain/days.ts'
import { explainFormula, FormulaError } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { UserError } from '#src/errors.ts'
import {
  definedCard,
  defineKpi,
  definitionsCard,
  kpiTable,
  listDefinitions,
  parseDefinition,
  withdrawKpi,
} from '#src/features/figures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A first definition counts for all of the past, so that its history can be drawn. */
const always = '2000-01-01'

/** KPIs of one's own, by a formula over measures. Earlier days keep the definition they had. */
export const define = defineCommand({
  name: 'define',
  aliases: { en: ['formula'], ja: ['定義', '指標定義'], 'zh-CN': ['定义', '自定义'] },
  summary: { en: 'A KPI of your own, by formula', ja: '計算式で独自の指標を作る', 'zh-CN': '用公式自定义指标' },
  examples: {
    en: ['define "Ad cost per unit" = ad_spend / units money lower', 'define list', 'define remove "Ad cost per unit"'],
    ja: ['定義 「1個あたり広告費」 = ad_spend / units 金額 低いほど良い', '定義 一覧', '定義 削除 「1個あたり広告費」'],
    'zh-CN': ['定义 “单件广告费” = ad_spend / units 金额 越低越好', '定义 列表', '定义 删除 “单件广告费”'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'], role: 'viewer' },
    add: { aliases: ['追加', '添加'] },
    remove: { aliases: ['delete', '削除', '删除'] },
  },
  role: 'manager',
  undoable: true,
  takes: { kpis: true, quoted: true, free: true },
  implied: words => (words.rest.includes('=') ? 'add' : words.rest === '' ? 'list' : 'add'),
  async run(words, context) {
    if (words.subverb === 'list') return list(context)
    if (words.subverb === 'remove') return remove(words, context)
    return add(words, context)
  },
})

async function list(context: CommandContext): Promise<CommandAnswer> {
  const kpis = await own(context)
  return { cards: [definitionsCard(kpis, context.catalog.measures)], tables: () => [kpiTable(kpis)] }
}

async function own({ db, catalog }: CommandContext): Promise<readonly Kpi[]> {
  const ids = new Set((await listDefinitions(db)).map(definition => definition.kpi.id))
  return catalog.kpis.filter(kpi => kpi.theme === 'custom' && ids.has(kpi.id))
}

async function add(words: Words, context: CommandContext) {
  const { db, catalog, caller, now, teamTimeZone } = context
  const draft = parseDefinition(words.rest)
  if (!draft) throw new UserError(texts.howTo)
  const kpi = checked(withId(draft, await own(context)), catalog.kpis, words)
  const before = (await own(context)).find(one => one.id === kpi.id) ?? null
  const validFrom = before ? localDay(now, teamTimeZone) : always
  await defineKpi(db, kpi, validFrom, caller.personId)
  return { cards: [definedCard({ kpi, formula: explainFormula(kpi, catalog.measures), before, validFrom })] }
}

/** The id of the KPI with the same name, or one made of the name. */
function withId(draft: KpiDraft, mine: readonly Kpi[]): KpiDraft {
  const known = mine.find(kpi => kpi.label.en === draft.label || kpi.id === draft.id)
  return known ? { ...draft, id: known.id } : draft
}

/** @throws UserError that shows the place in the formula, with the line put right as a button. */
function checked(draft: KpiDraft, existing: readonly Kpi[], words: Words): Kpi {
  try {
    return validateKpi(draft, existing)
  } catch (error) {
    if (error instanceof DefinitionError) throw new UserError(error.text)
    if (error instanceof FormulaError) throw new UserError(error.text, repaired(error, draft.formula, words))
    throw error
  }
}

function repaired({ suggestion, index, found }: FormulaError, formula: string, { line }: Words) {
  if (suggestion === null || found === '') return []
  const better = formula.slice(0, index) + suggestion + formula.slice(index + found.length)
  const fixed = line.replace(formula, () => better)
  return [{ label: verbatim(better), line: fixed }]
}

async function remove(words: Words, context: CommandContext) {
  const { db, caller, now, teamTimeZone } = context
  const [name = words.kpis[0]?.id ?? words.unknown.join(' ')] = words.quoted
  const mine = await own(context)
  const kpi = mine.find(one => one.id === name || one.label.en === name) ?? words.kpis.find(one => mine.includes(one))
  if (!kpi) throw new UserError(fill(texts.notYours, { name: verbatim(name) }))
  await withdrawKpi(db, kpi, localDay(now, teamTimeZone), caller.personId)
  return { cards: [definedCard({ kpi, formula: null, before: kpi, validFrom: localDay(now, teamTimeZone) })] }
}

const texts = {
  howTo: {
    en: 'Write it like this: define "Ad cost per unit" = ad_spend / units money lower',
    ja: '次のように入力してください：定義 「1個あたり広告費」 = ad_spend / units 金額 低いほど良い',
    'zh-CN': '请这样写：定义 “单件广告费” = ad_spend / units 金额 越低越好',
  },
  notYours: {
    en: '“{name}” is not a KPI that was defined here.',
    ja: '「{name}」は独自に定義した指標ではありません。',
    'zh-CN': '“{name}”不是自定义的指标。',
  },
} satisfies Record<string, Localized>
