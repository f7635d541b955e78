import { writeFileSync } from 'node:fs'
import { pino } from 'pino'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { plainText } from '#src/chat/plain.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { type DispatchParts, runLine } from '#src/features/conversation/index.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import type { Channel } from '#src/features/people/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { createQueue } from '#src/platform/jobs/queue.ts'
import { createHealth } from '#src/platform/observability/health.ts'
import type { Config } from './config.ts'
import { logOptions } from './log.ts'
import { loadSecrets } from './secrets.ts'
import { version } from './version.ts'

/** Where a line of the shell is answered. */
export interface ShellPlace {
  readonly config: Config
  readonly database: Database
  readonly connectors: readonly Connector[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly print: (text: string) => void
  /** As if it were typed in a conversation; `null`: in none. */
  readonly where?: Channel | null
}

/** Answers a line of the command language at the shell; answers the exit code. */
export async function sayLine(line: string, place: ShellPlace): Promise<number> {
  const { config, database, connectors, env, print, where = null } = place
  const { db } = database
  const log = pino(logOptions('error'), pino.destination(2))
  const now = () => new Date()
  const queue = createQueue({ url: database.url, log })
  const { secretKey } = await loadSecrets(config)
  const parts: DispatchParts = {
    db,
    figures: createFigures(db),
    commands,
    now,
    teamTimeZone: config.teamTimeZone,
    adminEmail: config.adminEmail,
    health: createHealth({ db, now }),
    installation: { version, supportEmail: config.supportEmail },
    enqueue: queue.enqueue,
    markets: {
      connectors,
      env,
      secretKey,
      publicUrl: config.publicUrl,
    },
    pages: createPageLinks({ secretKey, publicUrl: config.publicUrl }),
    log,
  }
  const { cards, ok } = await runLine(parts, line, where)
  print(cards.map(card => plainText(card, 'en')).join('\n\n'))
  for (const name of await writeFiles(db, cards, now())) print(`\nWritten: ${name}`)
  return ok ? 0 : 1
}

/** Files of an answer are written beside where the shell stands. */
async function writeFiles(db: Db, cards: readonly Card[], now: Date): Promise<readonly string[]> {
  const links = cards
    .flatMap(({ blocks }) => blocks)
    .flatMap(block => (block.type === 'link' ? (block.file ?? []) : []))
  const written: string[] = []
  for (const { id } of links) {
    const file = await findFile(db, id, now)
    if (file) writeFileSync(file.name, file.content, { mode: 0o600 })
    if (file) written.push(file.name)
  }
  return written
}
