import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { severities } from '#src/domain/alerts/alert.ts'
import type { ChainWaits } from '#src/domain/alerts/escalation.ts'
import { escalationHeading } from '#src/features/alerts/cards/escalation-card.ts'

/** How alerts go on, a row for each severity, waits in working minutes; `null`: the step is left out. */
export function waitTable(waits: ChainWaits): DataTable {
  return listTable('escalation', escalationHeading, [...severities].reverse(), {
    severity: severity => severity,
    ownerMinutes: severity => waits[severity].owner,
    managerMinutes: severity => waits[severity].manager,
    administratorMinutes: severity => waits[severity].administrator,
    mailMinutes: severity => waits[severity].mail,
  })
}
