import type { Feed } from '#src/contracts/connector.ts'
import { pullReport } from './figures.ts'
import type { Keys } from './keys.ts'

/** Judgement: more reports than a team keeps for one system; as many may stand in the keys. */
const maxReports = 20

/** The feed of each report, in their order: what fails in one stops no other. */
export function feedIdOf(index: number): string {
  return index === 0 ? 'figures' : `figures-${index + 1}`
}

/** A feed for each report that the keys may name; a store has those that they do. */
export const feeds: readonly Feed<Keys>[] = Array.from({ length: maxReports }, (_, index) => {
  const number = index === 0 ? '' : ` ${index + 1}`
  return {
    id: feedIdOf(index),
    label: { en: `Figures${number}`, ja: `数値${number}`, 'zh-CN': `数据${number}` },
    tells: [], // what the keys name: no two systems tell the same
    grain: 'sku',
    everyMinutes: 15,
    dueHours: 12,
    finalAfterDays: 35,
    historyDays: null,
    sliceDays: 31,
    scopes: [],
    isMain: true,
    pull: (request, context) => pullReport(index, request, context),
  }
})
