import { setTimeout as pause } from 'node:timers/promises'
import type { Uploads } from '#src/chat/messenger.ts'
import { askForUpload, forgetUpload, giveUpUpload, keepUpload } from '#src/platform/bot-services/store/uploads.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What is needed to remember uploads. */
export interface UploadParts {
  readonly db: Db
  readonly messenger: string
  readonly now: () => Date
}

/** Another replica that uploads is waited for so long (judgement: an upload has 10 s, a large one several requests). */
const leaseMs = 30_000

/** Between two looks whether it is there (judgement). */
const lookMs = 100

/** Uploads of one messenger: one at a time for each content, over all replicas. */
export function createUploads(parts: UploadParts): Uploads {
  const { db, messenger } = parts
  const running = new Map<string, Promise<string>>()
  return {
    once: (name, keptMs, upload) => {
      const same = running.get(name)
      if (same !== undefined) return same
      const work = uploadOnce(parts, name, keptMs, upload).finally(() => running.delete(name))
      running.set(name, work)
      return work
    },
    forget: (name, handle) => forgetUpload(db, messenger, name, handle),
  }
}

async function uploadOnce(
  { db, messenger, now }: UploadParts,
  name: string,
  keptMs: number,
  upload: () => Promise<string>,
): Promise<string> {
  for (;;) {
    const since = new Date(now().getTime() - keptMs)
    const asked = await askForUpload(db, { messenger, name, since, leaseMs })
    if (asked.state === 'known') return asked.handle
    if (asked.state === 'mine') break
    await pause(lookMs)
  }
  try {
    const handle = await upload()
    await keepUpload(db, messenger, name, handle, now())
    return handle
  } catch (error) {
    await giveUpUpload(db, messenger, name).catch(() => {}) // its lease ends by itself
    throw error
  }
}
