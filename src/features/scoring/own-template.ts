import type { CommandContext, Words } from '#src/contracts/command.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { better, type ScoreTemplate, type TemplateLine } from '#src/domain/templates/template.ts'
import { rescaled, weightProblems } from '#src/domain/templates/weights.ts'
import { UserError } from '#src/errors.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import { dayOf } from './asked-subject.ts'
import { problemTexts } from './cards/template-card.ts'
import { addVersion } from './store/templates.ts'
import { templateNamed, templatesOn } from './templates.ts'

/** What people call a template may have so many characters. */
const longestName = 60

/** Makes a template of the company from another one. @throws UserError */
export async function copyTemplate(context: CommandContext, from: ScoreTemplate, name: string): Promise<ScoreTemplate> {
  const { db, caller } = context
  if (name.length > longestName) throw new UserError(texts.long)
  const known = await templatesOn(db, '9999-12-31', caller.demo)
  if (templateNamed(known, name)) throw new UserError(fill(texts.taken, { name: verbatim(name) }))
  const code = nameKey(name).replace(/[^\p{L}\p{N}]+/gu, '-')
  return saved(
    context,
    { ...from, code, name: verbatim(name) },
    monthFrom(context, null),
    from.version === 0 ? from.code : (from.base ?? null),
  )
}

/**
 * Changes weights of an own template: pairs of a KPI and its points; 0 takes a KPI out, a new one joins. Counts from the
 * month named, else from the running one; months before keep the version they had.
 * @throws UserError with the weights scaled to 100 as a button where they do not sum up.
 */
export async function changeTemplate(
  context: CommandContext,
  template: ScoreTemplate,
  words: Words,
): Promise<ScoreTemplate> {
  if (template.version === 0) throw new UserError(fill(texts.builtIn, { code: template.code }))
  const { limits, rest } = limitsIn(words)
  const isLimited = Object.keys(limits).length > 0
  const lines = isLimited && rest.kpis.length === 0 ? template.lines : changedLines(template, rest)
  const next = { ...template, lines, ...limits }
  const problems = weightProblems(next, template.base ?? template.code)
  if (problems.length > 0) throw problemError(next, problems, context)
  return saved(context, next, monthFrom(context, words), template.base ?? null)
}

/** Takes an own template away from a month on; who is measured by it has none then. @throws UserError */
export async function retireTemplate(context: CommandContext, template: ScoreTemplate): Promise<void> {
  if (template.version === 0) throw new UserError(fill(texts.builtIn, { code: template.code }))
  await keep(context, template, monthFrom(context, null), template.base ?? null, true)
}

/** What a line says of `gate 70` and `cap 130%`, and the line without it. @throws UserError for values that cannot be. */
function limitsIn(words: Words): { readonly limits: Limits; readonly rest: Words } {
  const said = [...words.rest.matchAll(limitPattern)]
  const found = said.map(([, word = '', value = '']) => limitOf(nameKey(word), nameKey(value)))
  const amounts = [...words.amounts]
  for (const [, , value = ''] of said) {
    const at = amounts.findIndex(
      amount => amountOf(value) === (amount.kind === 'percent' ? amount.value * 100 : amount.value),
    )
    if (at >= 0) amounts.splice(at, 1)
  }
  return { limits: Object.assign({}, ...found) as Limits, rest: { ...words, amounts } } // each is a part of the limits
}

function limitOf(word: string, value: string): Limits {
  const number = amountOf(value)
  if (gateWords.includes(word)) {
    if (offWords.includes(value)) return { gate: null }
    if (number >= 0 && number <= 120) return { gate: Math.round(number) }
  } else if (number >= 100 && number <= 200) return { maxAttainment: number / 100 }
  throw new UserError(texts.howTo)
}

/** The number of a value, percent or not; not a number for a word. */
function amountOf(value: string): number {
  return Number(value.normalize('NFKC').replace('%', ''))
}

type Limits = Partial<Pick<ScoreTemplate, 'gate' | 'maxAttainment'>>

const gateWords = ['gate', 'redline', 'red', '红线', '基準', '上限点'].map(nameKey)
const offWords = ['off', 'none', 'なし', '关闭', '无'].map(nameKey)
const limitPattern =
  /(?<![\p{L}\p{N}])(gate|redline|red|红线|基準|上限点|cap|封顶|上限)\s*[:：=]?\s*([\d０-９.]+\s*[%％]?|off|none|なし|关闭|无)/giu

function changedLines(template: ScoreTemplate, { kpis, amounts }: Words): readonly TemplateLine[] {
  const plain = amounts.filter(({ kind }) => kind === 'plain' || kind === 'percent')
  if (kpis.length === 0 || plain.length !== kpis.length) throw new UserError(texts.howTo)
  const points = plain.map(({ value, kind }) => (kind === 'percent' ? value * 100 : value))
  const wanted = new Map(kpis.map((kpi, at) => [kpi.id, points[at] ?? 0]))
  const kept = template.lines.map(line => ({ ...line, weight: wanted.get(line.kpiId) ?? line.weight }))
  const fresh = kpis
    .filter(kpi => !template.lines.some(line => line.kpiId === kpi.id))
    .map((kpi): TemplateLine => ({ kpiId: kpi.id, weight: wanted.get(kpi.id) ?? 0, goal: better(0.05) }))
  return [...kept, ...fresh].filter(line => line.weight !== 0)
}

function problemError(
  template: ScoreTemplate,
  problems: ReturnType<typeof weightProblems>,
  context: CommandContext,
): UserError {
  const text = fill(texts.wrong, { problems: join(problemTexts(problems, context.catalog), sentenceGap) })
  const onlySum = problems.every(({ kind }) => kind === 'sum' || kind === 'whole')
  if (!onlySum) return new UserError(text)
  const weights = rescaled(template.lines.map(({ weight }) => weight))
  const pairs = template.lines.map(({ kpiId }, at) => `${kpiId} ${weights[at]}`).join(' ')
  const rest = template.lines.some(({ kpiId }) => context.catalog.findKpi(kpiId) === null)
  return new UserError(
    text,
    rest ? [] : [{ label: texts.rescale, line: `template change "${template.name.en}" ${pairs}` }],
  )
}

async function saved(
  context: CommandContext,
  template: ScoreTemplate,
  validFrom: string,
  base: string | null,
): Promise<ScoreTemplate> {
  const version = await keep(context, template, validFrom, base, false)
  return { ...template, version }
}

function keep(
  context: CommandContext,
  template: ScoreTemplate,
  validFrom: string,
  base: string | null,
  retired: boolean,
) {
  const { code, name, lines, maxAttainment, gate } = template
  const stored = { code, name: name.en, base, lines, maxAttainment, gate, validFrom, retired }
  return addVersion(context.db, stored, { demo: context.caller.demo, by: context.caller.personId })
}

function monthFrom(context: CommandContext, words: Words | null): string {
  const today = dayOf(context)
  const [named] = words?.periods ?? []
  if (named && named.kind !== 'month') throw new UserError(texts.month)
  return (named ?? monthOf(today, today)).from
}

const sentenceGap: Localized = { en: ' ', ja: '', 'zh-CN': '' }

const texts = {
  long: {
    en: 'The name may have 60 characters.',
    ja: '名前は60文字以内にしてください。',
    'zh-CN': '名称不超过60个字符。',
  },
  taken: {
    en: 'There is a template “{name}” already.',
    ja: '「{name}」というテンプレートはすでにあります。',
    'zh-CN': '已有名为“{name}”的模板。',
  },
  builtIn: {
    en: 'Built-in templates stay as they are. Make your own: template copy {code} "Name"',
    ja: '標準テンプレートは変更できません。コピーして自社用を作成してください：テンプレート コピー {code} 「名前」',
    'zh-CN': '内置模板不可更改。请复制一份：模板 复制 {code} “名称”',
  },
  howTo: {
    en: 'Name KPIs, each with its points: template change "Our operators" sales 25 tacos 15. 0 takes a KPI out. Also: gate 70, gate off, cap 130%.',
    ja: '指標と配点を組で書いてください：テンプレート 変更 「自社の運営」 売上 25 tacos 15（0で除外）。ほかに gate 70・gate off・cap 130%。',
    'zh-CN':
      '请成对写明指标和分值：模板 修改 “本公司运营” 销售额 25 tacos 15（0表示去掉）。还可写：gate 70、gate off、cap 130%。',
  },
  wrong: {
    en: 'Nothing was changed. {problems}',
    ja: '変更していません。{problems}',
    'zh-CN': '未做更改。{problems}',
  },
  rescale: { en: 'Scale the weights to 100', ja: '合計100に調整する', 'zh-CN': '折算为合计100' },
  month: {
    en: 'A version counts from a month on, such as 2026-12.',
    ja: '適用開始は月で指定してください（例：2026-12）。',
    'zh-CN': '按月生效，例如2026-12。',
  },
} satisfies Record<string, Localized>
