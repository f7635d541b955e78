import { line as words } from '#src/cards/lines.ts'
import { demoTitled, dotted } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { ScoreResult } from '#src/domain/scoring/score.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import type { DefaultGoal, ScoreTemplate } from '#src/domain/templates/template.ts'
import type { WeightProblem } from '#src/domain/templates/weights.ts'
import type { TemplatePreview } from '#src/features/scoring/preview.ts'
import { formatPercent } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { knownText, lineWords, pointsText } from './line-words.ts'
import { templateTexts as texts } from './template-texts.ts'

type FindKpi = Pick<Catalog, 'findKpi'>

/** All templates, with how many KPIs each has and who is measured by it. */
export function templatesCard(
  templates: readonly ScoreTemplate[],
  used: ReadonlyMap<string, readonly Localized[]>,
  demo: boolean,
): Card {
  const row = (template: ScoreTemplate) => [
    { text: verbatim(template.code) },
    { text: template.name },
    { text: template.version === 0 ? texts.builtIn : fill(texts.version, { version: template.version }) },
    { text: verbatim(String(template.lines.length)) },
    used.get(template.code)?.length
      ? { text: join(used.get(template.code) ?? []) }
      : { text: texts.nobody, dim: true as const },
  ]
  return {
    title: demoTitled(texts.title, demo),
    tone: 'info',
    blocks: [
      {
        type: 'table',
        columns: [
          { label: texts.code },
          { label: texts.name },
          { label: texts.kind },
          { label: texts.kpis, align: 'end' },
          { label: texts.used },
        ],
        rows: templates.map(row),
      },
      { type: 'text', style: 'muted', text: texts.howTo },
      { type: 'actions', actions: templates.slice(0, 5).map(showAction) },
    ],
  }
}

function showAction({ code, name }: ScoreTemplate): Action {
  return { label: name, line: words('template show', code) }
}

/** One template: what is measured, why, how to move it. */
export function templateCard(template: ScoreTemplate, catalog: FindKpi, done: Localized | null, demo: boolean): Card {
  return {
    title: demoTitled(dotted([texts.template, template.name]), demo),
    tone: done ? 'good' : 'info',
    blocks: [
      ...(done ? [{ type: 'text', style: 'strong', text: done } as const] : []),
      { type: 'text', text: template.meaning },
      {
        type: 'table',
        columns: [{ label: texts.kpi }, { label: texts.weight, align: 'end' }, { label: texts.goal }],
        rows: template.lines.map(({ kpiId, weight, goal, instead }) => [
          { text: labelOf(kpiId, instead, catalog) },
          { text: verbatim(String(weight)) },
          { text: goalText(goal, kpiId, catalog) },
        ]),
      },
      { type: 'text', style: 'muted', text: rulesText(template) },
      {
        type: 'actions',
        actions: template.lines.slice(0, 3).flatMap(({ kpiId }) => {
          const kpi = catalog.findKpi(kpiId)
          return kpi ? [{ label: fill(texts.about, { kpi: kpi.label }), line: `help ${kpi.id}` }] : []
        }),
      },
    ],
  }
}

function labelOf(kpiId: string, instead: string | undefined, catalog: FindKpi): Localized {
  const { label } = lineWords(kpiId, catalog.findKpi(kpiId), null)
  if (instead === undefined) return label
  return fill(texts.or, { kpi: label, other: lineWords(instead, catalog.findKpi(instead), null).label })
}

function rulesText({ maxAttainment, gate }: ScoreTemplate): Localized {
  const most = attainmentText(maxAttainment)
  return gate === null ? fill(texts.noGate, { most }) : fill(texts.rules, { most, gate })
}

/** What the template proposes as a target, in words. */
export function goalText(goal: DefaultGoal, kpiId: string, catalog: FindKpi): Localized {
  const write = lineWords(kpiId, catalog.findKpi(kpiId), null)
  switch (goal.kind) {
    case 'plan':
      return texts.plan
    case 'mean':
      return goal.step === 0 ? texts.meanFlat : fill(texts.mean, { step: formatPercent(goal.step, 0) })
    case 'share':
      return fill(texts.share, {
        factor: formatPercent(goal.factor, 0),
        kpi: catalog.findKpi(goal.of)?.label ?? verbatim(goal.of),
      })
    case 'at':
      return write.goal({ value: goal.value }) ?? texts.plan
    case 'band':
      return write.goal({ value: null, low: goal.low, high: goal.high }) ?? texts.plan
    default:
      return goal satisfies never
  }
}

/** What a template would measure, before it counts. */
export function previewCard(
  preview: TemplatePreview,
  asked: {
    readonly name: Localized
    readonly month: Localized
    /** What carries it out, with all KPIs and without those that have no figures; `null`: it was. */
    readonly lines: { readonly all: string; readonly measured: string | null } | null
    readonly last: Localized
  },
  catalog: FindKpi,
  demo: boolean,
): Card {
  const { template, measured, scored, leftOut, byHand } = preview
  const without = scored.result.lines.filter(({ why }) => why === 'no-target').map(({ kpiId }) => label(kpiId, catalog))
  const silent = scored.result.lines.filter(({ why }) => why === 'no-data').map(({ kpiId }) => label(kpiId, catalog))
  return {
    title: demoTitled(dotted([template.name, asked.name, asked.month]), demo),
    tone: 'info',
    blocks: [
      {
        type: 'text',
        style: 'strong',
        text: asked.lines === null ? fill(texts.applied, { from: asked.month }) : texts.preview,
      },
      table(preview, catalog),
      ...said(
        texts.leftOut,
        leftOut.map(({ kpiId }) => label(kpiId, catalog)),
      ),
      ...said(texts.noTarget, without),
      ...said(fill(texts.noData, { month: asked.last }), silent),
      ...said(
        texts.byHand,
        byHand.map(kpiId => label(kpiId, catalog)),
      ),
      ...(leftOut.length > 0 ? [{ type: 'text', style: 'muted', text: texts.rescaled } as const] : []),
      {
        type: 'text',
        style: 'muted',
        text: wouldText(scored.result, asked.last),
      },
      ...(asked.lines === null || measured.lines.length === 0 ? [] : [applyActions(asked.lines, silent.length)]),
    ],
  }
}

function applyActions(lines: { readonly all: string; readonly measured: string | null }, silent: number): Block {
  const apply: Action = { label: texts.apply, line: lines.all, style: 'primary' }
  const others = silent > 0 && lines.measured !== null ? [{ label: texts.applyMeasured, line: lines.measured }] : []
  return { type: 'actions', actions: [apply, ...others] }
}

/** What the last month would have scored, and from how much of the weights where that is too little for a rank. */
function wouldText({ score, known, complete }: ScoreResult, month: Localized): Localized {
  if (score === null) return fill(texts.wouldNothing, { month })
  const points = pointsText(score)
  if (complete) return fill(texts.would, { month, points })
  return fill(texts.wouldPart, { month, points, known: knownText(known) })
}

function label(kpiId: string, catalog: FindKpi): Localized {
  return lineWords(kpiId, catalog.findKpi(kpiId), null).label
}

function table({ measured, scored }: TemplatePreview, catalog: FindKpi): Block {
  return {
    type: 'table',
    columns: [
      { label: texts.kpi },
      { label: texts.weight, align: 'end' },
      { label: texts.goal, align: 'end' },
      { label: texts.reachedLast, align: 'end' },
    ],
    rows: measured.lines.map(({ kpiId, weight, goal }, at) => {
      const aim = scored.inputs.lines[at]?.aim ?? null
      const currency = scored.details[at]?.figure?.currency ?? null
      const set = scored.details[at]?.origin === 'set' && aim
      const attained = scored.result.lines[at]?.attained ?? null
      const write = lineWords(kpiId, catalog.findKpi(kpiId), currency)
      const shown = set ? (write.goal(aim) ?? texts.plan) : goalText(goal, kpiId, catalog)
      return [
        { text: write.label },
        { text: verbatim(String(weight)) },
        { text: shown },
        attained === null ? { text: verbatim('–'), dim: true } : { text: attainmentText(attained) },
      ]
    }),
  }
}

function said(text: Localized, kpis: readonly Localized[]): readonly Block[] {
  return kpis.length === 0 ? [] : [{ type: 'text', text: fill(text, { kpis: join(kpis) }) }]
}

/** What is wrong with weights, one sentence each. */
export function problemTexts(problems: readonly WeightProblem[], catalog: FindKpi): readonly Localized[] {
  return problems.map(problem => {
    switch (problem.kind) {
      case 'sum':
        return fill(texts.problems.sum, { sum: problem.sum })
      case 'few':
      case 'many':
        return fill(texts.problems.count, { count: problem.count })
      case 'whole':
      case 'twice':
        return fill(texts.problems[problem.kind], { kpi: label(problem.kpiId, catalog) })
      case 'light':
      case 'heavy':
        return fill(texts.problems.range, { kpi: label(problem.kpiId, catalog), weight: problem.weight })
      case 'no-quality':
        return texts.problems.quality
      case 'beyond-influence':
        return fill(texts.problems.influence, {
          weight: problem.weight,
          kpis: join(problem.kpiIds.map(id => label(id, catalog))),
        })
      default:
        return problem satisfies never
    }
  })
}
