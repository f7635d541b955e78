import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { reportTexts } from '#src/features/exports/cards/report-cards.ts'
import { lineOf, scheduleTexts } from '#src/features/exports/cards/schedule-cards.ts'
import type { SavedReport } from '#src/features/exports/store/saved-reports.ts'
import type { ListedSchedule } from '#src/platform/jobs/schedules.ts'

/** Reports that people saved, as rows. */
export function savedTable(reports: readonly SavedReport[]): DataTable {
  return listTable('saved_reports', reportTexts.title, reports, {
    id: ({ id }) => id,
    title: ({ name }) => name,
    kpi: ({ spec }) => spec.kpis,
    key: ({ spec }) => spec.places,
    grain: ({ spec }) => reportTexts.grains[spec.grain],
    period: ({ spec }) => spec.period ?? null,
    by: ({ creatorName }) => creatorName,
  })
}

/** Files that come by themselves, as rows. */
export function orderedTable(schedules: readonly ListedSchedule[]): DataTable {
  return listTable('ordered_files', scheduleTexts.list, schedules, {
    id: ({ id }) => id,
    line: schedule => lineOf(schedule),
    format: ({ params }) => String(params.format ?? 'xlsx'),
    channel: ({ channelName }) => channelName,
    cron: ({ cron }) => cron,
    zone: ({ timeZone }) => timeZone,
    nextAt: ({ nextRunAt }) => nextRunAt,
    by: ({ creatorName }) => creatorName,
  })
}
