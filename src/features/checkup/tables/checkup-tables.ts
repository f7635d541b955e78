import type { Found } from '#src/chat/checkup.ts'
import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { queueNames, queueReasons, type ShownQueue } from '#src/features/checkup/cards/queues-blocks.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What was checked, a row for each finding. */
export function foundTable(found: readonly Found[]): DataTable {
  return listTable('checks', texts.checks, found, {
    what: ({ label }) => label,
    state: ({ state }) => state,
    detail: ({ said }) => said,
    advice: ({ advice }) => advice ?? null,
  })
}

/** Queues in which something waits, each with its oldest piece of work. */
export function queueTable(queues: readonly ShownQueue[]): DataTable {
  return listTable('queues', texts.queues, queues, {
    kind: ({ queue }) => queueNames[queue],
    count: ({ waiting }) => waiting,
    oldestAt: ({ since }) => since,
    what: ({ what }) => what,
    reason: ({ reason }) => queueReasons[reason],
    fault: ({ error }) => error,
    nextAt: ({ nextTry }) => nextTry,
  })
}

const texts = {
  checks: { en: 'Checks', ja: '点検結果', 'zh-CN': '检查结果' },
  queues: { en: 'Waiting', ja: '待ち', 'zh-CN': '队列' },
} satisfies Record<string, Localized>
