import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { reportNames, type ShownSchedule } from '#src/features/reports/cards/schedule-card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Reports that are ordered, as rows; without a place: all that its readers may see. */
export function scheduleTable(schedules: readonly ShownSchedule[]): DataTable {
  return listTable('reports', title, schedules, {
    id: ({ id }) => id,
    report: ({ every }) => reportNames[every],
    place: ({ about }) => about,
    channel: ({ channelName }) => channelName,
    cron: ({ cron }) => cron,
    zone: ({ timeZone }) => timeZone,
    waitMinutes: ({ waitMinutes }) => waitMinutes,
    nextAt: ({ nextRunAt }) => nextRunAt,
    by: ({ creatorName }) => creatorName,
  })
}

const title: Localized = { en: 'Reports', ja: 'レポートの配信一覧', 'zh-CN': '报告订阅' }
