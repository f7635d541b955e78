import { type ApprovalTimes, defaultTimes } from '#src/domain/approvals/times.ts'
import type { Db } from '#src/platform/database/db.ts'
import { readSetting, writeSetting } from '#src/platform/database/settings.ts'

/** How long proposals wait; the demo company has its own choice. */
export async function approvalTimes(db: Db, demo: boolean): Promise<ApprovalTimes> {
  const kept = (await readSetting(db, settingOf(demo))) as Partial<ApprovalTimes> | null // written below alone
  return { ...defaultTimes, ...kept }
}

/** Changes how long proposals wait. Those that wait already keep the end that they were given. */
export async function setApprovalTimes(db: Db, demo: boolean, change: Partial<ApprovalTimes>): Promise<void> {
  await writeSetting(db, settingOf(demo), { ...(await approvalTimes(db, demo)), ...change })
}

function settingOf(demo: boolean): string {
  return demo ? 'approval_times/demo' : 'approval_times'
}
