import { monthOf, type Period, quarterOf, weekOf } from '#src/domain/period/index.ts'

/** The week, month or quarter that a meeting is about, by its first day. */
export function meetingPeriod({
  kind,
  from,
}: {
  readonly kind: 'week' | 'month' | 'quarter'
  readonly from: string
}): Period {
  return kind === 'week' ? weekOf(from) : kind === 'month' ? monthOf(from) : quarterOf(from)
}
