import type { Db } from '#src/platform/database/db.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'

const switchSetting = 'platform_approvals'
const messengersSetting = 'approval_messengers'

/** Says which messengers have an approval of their own that cards can stand in. */
export async function setApprovalMessengers(db: Db, ids: readonly string[]): Promise<void> {
  await writeSetting(db, messengersSetting, [...ids])
}

/** Those messengers; none before the service ran. */
export async function approvalMessengers(db: Db): Promise<readonly string[]> {
  const ids = await readSetting(db, messengersSetting)
  return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : []
}

/** Whether proposals also stand in the platforms' own approval; off unless somebody switched it on. */
export async function platformApprovalsAreOn(db: Db): Promise<boolean> {
  return (await readSetting(db, switchSetting)) === true
}

/** Switches it. What stands there already is still brought up to date. */
export async function switchPlatformApprovals(db: Db, on: boolean): Promise<void> {
  await (on ? writeSetting(db, switchSetting, true) : deleteSetting(db, switchSetting))
}
