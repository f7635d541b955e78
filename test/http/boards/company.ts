import Fastify, { type FastifyInstance } from 'fastify'
import { commands } from '#commands/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { startSession } from '#src/features/sign-in/index.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { boardRoutes } from '#src/http/boards/index.ts'
import { shareRoutes } from '#src/http/share/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Db } from '#src/platform/database/db.ts'
import { Browser } from '#test/http/browser.ts'
import { addDays, addPerson, addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** When all of it happens. */
export const now = new Date('2026-11-18T15:00:00Z')

/** Signs addresses of pages. */
export const pages = createPageLinks({
  secretKey: 'a secret key of thirty-two characters',
  publicUrl: 'http://127.0.0.1',
})

/** A company with a store in the US and one in Japan, and boards that are served. */
export interface BoardCompany {
  readonly app: FastifyInstance
  /** A browser in which somebody is signed in. */
  as(name: string): Promise<Browser>
}

/** Owner sees all, Eve (viewer) the store east, Jun (operator, Japanese) the market Japan. */
export async function boardCompany(db: Db, clock: () => Date = () => now): Promise<BoardCompany> {
  await truncate(
    db,
    'people, channels, stores, targets, metric_day, boards, share_links, share_visits, teams, team_members, web_sessions, notes, audit, undo_steps restart identity cascade',
  )
  const east = await addStore(db, 'east')
  const west = await addStore(db, 'west', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addDays(db, east.id, ['2026-10-01', '2026-11-17'], { net_sales: 123_45, orders: 3 })
  await addDays(db, east.id, ['2026-11-17', '2026-11-17'], { net_sales: 100_00, units: 2 }, 'CUP-1')
  await addDays(db, west.id, ['2026-10-01', '2026-11-17'], { net_sales: 98_765, orders: 4 })
  const people = new Map([
    ['Owner', await addPerson(db, 'Owner', { role: 'administrator' })],
    ['Eve', await addPerson(db, 'Eve', { role: 'viewer', scope: ['store:east'] })],
    ['Jun', await addPerson(db, 'Jun', { role: 'operator', scope: ['market:jp'], locale: 'ja' })],
  ])
  const ofEve = { ownerId: people.get('Eve') ?? 0, setBy: null, validFrom: '2026-01-01' }
  await addTarget(db, { kpiId: 'sales', place: 'store:east', value: 150_00, period: 'day', currency: 'USD', ...ofEve })
  const app = Fastify()
  const parts = {
    db,
    figures: createFigures(db),
    commands,
    now: clock,
    teamTimeZone: 'UTC',
    adminEmail: null,
    publicUrl: 'http://127.0.0.1',
    health: () => Promise.resolve({ ready: true, checks: [] }),
    enqueue: () => Promise.resolve(),
    log: { info: () => {}, error: (fields: object) => console.error(fields) },
    pages,
  }
  await app.register(boardRoutes(parts))
  await app.register(shareRoutes(parts))
  return {
    app,
    as: async name => {
      const browser = new Browser(app)
      const secret = await startSession(db, { personId: people.get(name) ?? 0, via: 'chat', device: 'test', now })
      browser.cookies.set('kpi_session', secret)
      return browser
    },
  }
}
