import { sql } from 'drizzle-orm'
import { commands } from '#commands/index.ts'
import { freshLife } from '#src/domain/alerts/alert.ts'
import { insertAlert } from '#src/features/alerts/store/alerts.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import type { Db } from '#src/platform/database/db.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { now, pages } from './service.ts'

/**
 * What only who sees the store Zephyrwick may read: its names, its figures in every way that they are written, alone and
 * added to those of the store that everybody sees, its people, targets, notes and all that was said about it.
 */
export const hidden = new RegExp(
  [
    'zephyrwick|quillon|hartsfield|marigold|turbine|vortexpalooza|obsidian|nebulae|falconridge|gyroscope',
    'wolverhampton|kestrel|lighthouse-manual|tangerine',
    String.raw`91[,.\s]?[34]57|91[.,][34]\d?\s?k|9\.1\d?万|48[,.\s]?29[14]|4\.8\d?万|86[,.\s]?421|8642197|86\.4k`,
  ].join('|'),
  'i',
)

/** The people of the company by their first name. */
export type People = ReadonlyMap<string, number>

/**
 * A company of two stores. Owner sees both; Quillon only the hidden one; Eve (viewer), Otto (operator) and Mona (manager)
 * only the open one. Gone saw everything and left; Moved saw everything and now sees the open store alone.
 */
export async function fillCompany(db: Db): Promise<People> {
  const open = await addStore(db, 'harbour')
  const secret = await addStore(db, 'zephyrwick', { name: 'Zephyrwick Outlet', market: 'jp', platform: 'rakuten' })
  await addDays(db, open.id, ['2026-10-01', '2026-11-17'], { net_sales: 100_00, orders: 3, units: 3 })
  await addDays(db, secret.id, ['2026-10-01', '2026-11-17'], { net_sales: 9_135_713, orders: 48_291, units: 50_000 })
  await addDays(db, secret.id, ['2026-11-10', '2026-11-17'], { net_sales: 9_135_713, units: 11 }, 'OBSIDIAN-77')
  const person = async (name: string, role: Role, scope: readonly string[], email?: string) =>
    [name, await addPerson(db, name, { role, scope, locale: 'en', ...(email && { email }) } as never)] as const
  const here = ['store:harbour']
  const people = new Map([
    await person('Owner', 'administrator', ['all']),
    await person('Quillon Hartsfield', 'manager', ['store:zephyrwick'], 'quillon@example.com'),
    await person('Eve', 'viewer', here),
    await person('Otto', 'operator', here),
    await person('Mona', 'manager', here),
    await person('Gone', 'manager', ['all']),
    await person('Moved', 'manager', ['all']),
  ])
  await fillTargets(db, people)
  await saySecrets(db)
  await addAlert(db)
  return people
}

type Role = 'viewer' | 'operator' | 'manager' | 'administrator'

async function fillTargets(db: Db, people: People): Promise<void> {
  const quillon = people.get('Quillon Hartsfield') ?? 0
  const usual = { kpiId: 'sales', period: 'day', currency: 'USD', setBy: null, validFrom: '2026-01-01' } as const
  await addTarget(db, { ...usual, place: 'store:zephyrwick', value: 8_642_197, ownerId: quillon })
  await addTarget(db, { ...usual, place: 'store:harbour', value: 200_00, ownerId: people.get('Mona') ?? 0 })
  await db.execute(sql`insert into identities (messenger, workspace, external_id, person_id)
    values ('feishu', 'cli_0123456789abcdef', 'ou_quillon', ${quillon})`)
  const room = { kind: 'group', workspace: '', scope: ['store:zephyrwick'], locale: 'en', timeZone: 'UTC' } as const
  await ensureChannel(db, {
    ...room,
    messenger: 'feishu',
    externalId: 'oc_kestrel',
    name: 'kestrel-room',
    alerts: true,
  })
}

async function addAlert(db: Db): Promise<void> {
  const days = { fromDay: '2026-11-17', day: '2026-11-17', openedAt: now, changedAt: now }
  const nobody = { owner: null, acknowledgedBy: null, acknowledgedAt: null, resolvedAt: null, resolvedBy: null }
  await insertAlert(db, {
    ...{ ...freshLife, ...days, ...nobody, rule: 'target/sales/store:zephyrwick', kpiId: 'sales', reason: null },
    ...{ place: 'store:zephyrwick', state: 'open', severity: 'bad', value: 9_135_713, limit: 8_642_197 },
    ...{ currency: 'USD', revision: 1 },
  })
}

/** Whatever can be written about a store, said by those who may. */
async function saySecrets(db: Db): Promise<void> {
  const { ask } = talkTo(db, commands, now, { pages })
  for (const [who, line] of lines) {
    const { refused, cards } = await ask(line, `${who}@example.com`)
    if (refused) throw new Error(`“${line}” was refused: ${cards.map(card => textOf(card)).join('\n')}`)
  }
}

const lines = [
  ['owner', 'note zephyrwick sales yesterday "marigold and turbine"'],
  ['owner', 'event add "Vortexpalooza" zephyrwick 2026-11-20..2026-11-22 sale'],
  ['owner', 'action add sales zephyrwick "Polish the gyroscope" @quillon@example.com until 12/15'],
  ['owner', 'team add "Wolverhampton" leader @quillon@example.com store:zephyrwick'],
  ['owner', 'sop add sales zephyrwick "Tangerine way" https://wiki.example.com/lighthouse-manual'],
  ['owner', 'rule add sales zephyrwick below 95000 for 1 days'],
  ['owner', 'rating plan packaging zephyrwick @quillon@example.com monthly'],
  ['owner', 'digest zephyrwick daily 9:00'],
  ['quillon', 'board make "Nebulae watch" sales orders zephyrwick'],
  ['owner', 'share "Falconridge Partners" sales zephyrwick 30d'],
] as const
