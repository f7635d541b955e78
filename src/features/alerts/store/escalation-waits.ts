import { type ChainWaits, chain, defaultWaits, type StepWaits } from '#src/domain/alerts/escalation.ts'
import type { Db } from '#src/platform/database/db.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'

const waitsSetting = 'alert_waits'

/** How long each step of the escalation is waited for; what is not set, or no number, counts as by default. */
export async function readWaits(db: Db): Promise<ChainWaits> {
  const stored = await readSetting(db, waitsSetting)
  if (!isRecord(stored)) return defaultWaits
  const { critical, bad, warning } = defaultWaits
  return {
    critical: stepsOf(stored.critical, critical),
    bad: stepsOf(stored.bad, bad),
    warning: stepsOf(stored.warning, warning),
  }
}

/** Sets how long each step is waited for; `null`: as by default. */
export async function writeWaits(db: Db, waits: ChainWaits | null): Promise<void> {
  await (waits === null ? deleteSetting(db, waitsSetting) : writeSetting(db, waitsSetting, waits))
}

function stepsOf(stored: unknown, usual: StepWaits): StepWaits {
  if (!isRecord(stored)) return usual
  const [owner, manager, administrator, mail] = chain.map(step => {
    const minutes = stored[step]
    return minutes === null || (typeof minutes === 'number' && minutes >= 0) ? minutes : usual[step]
  })
  return { owner: owner ?? null, manager: manager ?? null, administrator: administrator ?? null, mail: mail ?? null }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
