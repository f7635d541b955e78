import type { Role } from '#src/contracts/command.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { createPerson, ensureChannel, link, type NewChannel } from '#src/features/people/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

interface DemoPerson {
  readonly key: string
  readonly name: string
  readonly role: Role
  readonly scope: readonly PlaceKey[]
  readonly locale: Locale
  readonly timeZone: string
}

const shanghai = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const
const tokyo = { locale: 'ja', timeZone: 'Asia/Tokyo' } as const

/** The team: headquarters in China, local staff in Japan and the US, an agency that sees a single store. */
const people: readonly DemoPerson[] = [
  { key: 'li.wei', name: '李伟', role: 'administrator', scope: ['all'], ...shanghai },
  { key: 'wang.fang', name: '王芳', role: 'manager', scope: ['all'], ...shanghai },
  { key: 'chen.jing', name: '陈静', role: 'operator', scope: ['platform:amazon', 'platform:tiktok'], ...shanghai },
  { key: 'sato.kenichi', name: '佐藤健一', role: 'operator', scope: ['market:jp'], ...tokyo },
  { key: 'suzuki.misaki', name: '鈴木美咲', role: 'operator', scope: ['store:rakuten', 'store:yahoo'], ...tokyo },
  {
    ...{ key: 'emily.chen', name: 'Emily Chen', role: 'operator', scope: ['market:us'] },
    ...{ locale: 'en', timeZone: 'America/New_York' },
  },
  {
    ...{ key: 'michael.torres', name: 'Michael Torres', role: 'operator', scope: ['store:walmart', 'store:ebay'] },
    ...{ locale: 'en', timeZone: 'America/Los_Angeles' },
  },
  {
    ...{ key: 'olivia.brooks', name: 'Olivia Brooks (BrightAds)', role: 'viewer', scope: ['store:shopify'] },
    ...{ locale: 'en', timeZone: 'America/New_York' },
  },
]

/** E-mail domain of the demo: reserved for examples, so that nobody real is meant. */
const domain = 'demo.linkstar.example'

/** A person who stands in the database. */
export interface Member {
  readonly id: number
  readonly name: string
}

/** The team by the first part of the e-mail. */
export type Team = (key: string) => Member

/** Stores the team, each linked to the web console; `places` turns keys into those that stand. @throws Error when an address is taken by somebody else. */
export async function hirePeople(db: Db, places: (key: PlaceKey) => PlaceKey): Promise<Team> {
  const team = new Map<string, Member>()
  for (const { key, scope, ...person } of people) {
    const email = `${key}@${domain}`
    const created = await createPerson(db, { ...person, scope: scope.map(places), email, demo: true })
    if (created === null) throw new Error(`The address ${email} is taken`)
    await link(db, { messenger: 'web', workspace: '', externalId: email, personId: created.id })
    team.set(key, created)
  }
  return key => {
    const member = team.get(key)
    if (member === undefined) throw new Error(`Nobody of the demo company is called ${key}`)
    return member
  }
}

/** The rooms of the web console by name, as numbers. */
export interface Rooms {
  readonly hq: number
  readonly japan: number
  readonly us: number
}

/** Opens the rooms: headquarters sees all, the local teams their market. */
export async function openRooms(db: Db): Promise<Rooms> {
  return {
    hq: await openRoom(db, 'hq', 'all', { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }),
    japan: await openRoom(db, 'japan', 'market:jp', { locale: 'ja', timeZone: 'Asia/Tokyo' }),
    us: await openRoom(db, 'us', 'market:us', { locale: 'en', timeZone: 'America/New_York' }),
  }
}

/** A room of that name; where a real one is called so, with `demo-` in front. */
async function openRoom(
  db: Db,
  word: string,
  place: PlaceKey,
  where: Pick<NewChannel, 'locale' | 'timeZone'>,
): Promise<number> {
  const fixed = { messenger: 'web', workspace: '', kind: 'group', scope: [place], ...where } as const
  const room = await ensureChannel(db, { ...fixed, externalId: `#${word}`, name: `#${word}`, alerts: true, demo: true })
  return room.demo ? room.id : openRoom(db, `demo-${word}`, place, where)
}
