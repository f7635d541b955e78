export { digestCard } from './cards/digest-card.ts'
export { periodCard } from './cards/period-card.ts'
export {
  alreadyCard,
  ownSchedulesCard,
  type ShownSchedule,
  scheduleListCard,
  stoppedCard,
  subscribedCard,
} from './cards/schedule-card.ts'
export { correctNextDigest } from './correct-digest.ts'
export { dailyReport } from './daily-report.ts'
export { type DigestParts, digestKind, everyOf } from './digest.ts'
export { ownClock, personMoved } from './follow-person.ts'
export { namesTime, orderAsked, reportAsked, requireClock } from './parse-order.ts'
export { lastPeriod, periodReport } from './period-report.ts'
export { runDueDigests } from './run-digests.ts'
export { scheduleTable } from './tables/schedule-table.ts'
