import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { placeKey } from '#src/domain/place.ts'
import type { ListedPlan } from '#src/features/ratings/cards/round-card.ts'
import { everyWords } from '#src/features/ratings/cards/words.ts'
import { answeredOf, type ShownRound, type Subject } from '#src/features/ratings/round.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Plans of ratings as rows with their latest result, and the rounds that wait for the reader. */
export function planTables(plans: readonly ListedPlan[], waiting: readonly ShownRound[]): readonly DataTable[] {
  const standing = listTable('rating_plans', texts.plans, plans, {
    kpi: ({ kpi }) => kpi.id,
    name: ({ kpi }) => kpi.label,
    storeId: ({ store }) => store.slug,
    place: ({ place }) => place,
    every: ({ every }) => everyWords[every],
    raters: ({ panel }) => panel,
    rating: ({ latest }) => latest?.sum.mean ?? null,
    answered: ({ latest }) => (latest ? answeredOf(latest) : null),
    askedCount: ({ latest }) => latest?.asked.length ?? null,
  })
  return waiting.length === 0 ? [standing] : [standing, roundTable(waiting, texts.waiting)]
}

/** Rounds of ratings as rows; `named`: who gave what besides. */
export function roundTables(rounds: readonly ShownRound[], named: boolean): readonly DataTable[] {
  const all = roundTable(rounds, texts.rounds)
  if (!named) return [all]
  const answers = rounds.flatMap(round => round.answers.map(answer => ({ round, answer })))
  const given = listTable('ratings', texts.answers, answers, {
    id: ({ round }) => round.round.id,
    from: ({ round }) => round.period.from,
    to: ({ round }) => round.period.end,
    who: ({ answer }) => answer.name,
    rating: ({ answer }) => answer.score,
    checks: ({ answer }) => answer.checks,
    comment: ({ answer }) => answer.comment,
    at: ({ answer }) => answer.answeredAt,
  })
  return answers.length === 0 ? [all] : [all, given]
}

function roundTable(rounds: readonly ShownRound[], title: Localized): DataTable {
  return listTable('rating_rounds', title, rounds, {
    id: ({ round }) => round.id,
    kpi: ({ kpi }) => kpi.id,
    name: ({ kpi }) => kpi.label,
    key: round => keyOf(round, round.round.sku),
    place: ({ place }) => place,
    from: ({ period }) => period.from,
    to: ({ period }) => period.end,
    rating: ({ sum }) => sum.mean,
    answered: round => answeredOf(round),
    askedCount: ({ asked }) => asked.length,
    checks: ({ sum }) => sum.n,
  })
}

function keyOf({ store }: Subject, sku: string): string {
  return placeKey({ kind: 'store', slug: store.slug, ...(sku !== '' && { sku }) })
}

const texts = {
  plans: { en: 'Who is asked to rate', ja: '採点の設定', 'zh-CN': '打分安排' },
  waiting: { en: 'Waiting for your rating', ja: '採点待ち', 'zh-CN': '等待您打分' },
  rounds: { en: 'Rounds', ja: '採点の結果', 'zh-CN': '打分结果' },
  answers: { en: 'Ratings', ja: '採点', 'zh-CN': '打分' },
} satisfies Record<string, Localized>
