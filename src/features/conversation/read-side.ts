import type { Command } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { createFigures, type Figures } from '#src/features/figures/index.ts'
import { formatTime } from '#src/i18n/format/days.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Standby } from '#src/platform/database/standby.ts'
import { changedSince } from './store/audit.ts'
import { lastPush } from './store/pushes.ts'

/** Where questions that change nothing are read beside the first server of the database. */
export interface ReadSide {
  /** Figures for a question of somebody, and the moment up to which they are whole; `null`: only the first server will do. */
  readonly lookFor: (personId: number) => Promise<Look | null>
  /** The same for a program that pushes figures and reads them; `null`, too, while something that was pushed has not arrived. */
  readonly lookForProgram: () => Promise<Look | null>
  /** A read went wrong there. */
  readonly failed: () => void
}

/** Figures of a standby. */
export interface Look {
  readonly figures: Figures
  readonly asOf: Date
}

/** Older figures are not shown: the first server answers then. Judgement: nobody decides within half a minute. */
const mostBehindMs = 30_000
/** What clocks of several processes may differ. Judgement: time is kept by NTP. */
const clocksDifferMs = 5_000

/**
 * Reads from a standby, unless it is more than half a minute behind or somebody's own last change has not arrived there:
 * who sets a target sees it in the next answer.
 */
export function createReadSide(parts: {
  readonly db: Db
  readonly standby: Standby
  readonly commands: readonly Command[]
  readonly now: () => Date
}): ReadSide {
  const { db, standby, now } = parts
  const figures = createFigures(standby.db)
  const changing = parts.commands.filter(({ readOnly }) => readOnly !== true).map(({ name }) => name)
  const recent = () => {
    const asOf = standby.readableUntil()
    return asOf && now().getTime() - asOf.getTime() <= mostBehindMs ? asOf : null
  }
  return {
    failed: standby.failed,
    lookForProgram: async () => {
      const asOf = recent()
      if (!asOf) return null
      const [here, there] = await Promise.all([lastPush(db), lastPush(standby.db).catch(() => 'gone')])
      return here === there ? { figures, asOf } : null
    },
    lookFor: async personId => {
      const asOf = recent()
      if (!asOf) return null
      const since = new Date(asOf.getTime() - clocksDifferMs)
      return (await changedSince(db, personId, since, changing)) ? null : { figures, asOf }
    },
  }
}

/**
 * Does something that changes nothing with the figures of a standby; where none may be read, or reading there goes wrong, with
 * those of the first server (`null`).
 */
export async function besideOrFirst<T>(
  side: ReadSide | undefined,
  look: Look | null | undefined,
  work: (look: Look | null) => Promise<T>,
): Promise<T> {
  if (!side || !look) return work(null)
  try {
    return await work(look)
  } catch (error) {
    if (error instanceof UserError) throw error
    side.failed()
    return work(null) // the standby may have gone: the first server is asked before anybody is told
  }
}

/** Less is not worth a word. Judgement: figures come by the minute at best. */
const noticedMs = 5_000

/** What is said above figures that are some seconds behind; nothing, where nobody would notice. */
export function behindOf(asOf: Date, now: Date, timeZone: string): readonly Localized[] {
  if (now.getTime() - asOf.getTime() <= noticedMs) return []
  return [fill(asOfText, { time: formatTime(asOf, timeZone) })]
}

const asOfText: Localized = {
  en: 'Figures as of {time}.',
  ja: '{time}時点の数値です。',
  'zh-CN': '数据截至{time}。',
}
