import { sql } from 'drizzle-orm'
import { commands } from '#commands/index.ts'
import { issuePage, reportLink } from '#src/features/connections/index.ts'
import { issueToken } from '#src/features/people/access-tokens.ts'
import { photoPages } from '#src/features/ratings/index.ts'
import { issueSignInLink, startSession } from '#src/features/sign-in/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import type { People } from './company.ts'
import type { Door } from './routes.ts'
import { now, pages, publicUrl, secretKey } from './service.ts'

/** Somebody who asks at every route, with all that they have. */
export interface Asker {
  readonly name: string
  /** Of a session; absent: they are not signed in. */
  readonly cookie?: string
  /** What they send as their token; absent: none. */
  readonly bearer?: string
  /** What stands for `{…}` in an address. */
  readonly has: Readonly<Record<string, string>>
  /** The doors that open to them. */
  readonly opens: readonly Door[]
  /** They see everything. */
  readonly all?: true
}

/** Addresses that somebody was given by the bot. */
type Given = Readonly<Record<string, string>>

/** All that people of the company got while they were what they were; afterwards some of them lose it. */
export async function askersOf(db: Db, people: People): Promise<readonly Asker[]> {
  const id = (name: string) => people.get(name) ?? 0
  const [mona, gone, moved, owner] = await Promise.all(
    ['Mona', 'Gone', 'Moved', 'Owner'].map(name => givenTo(db, name, id(name))),
  )
  const cookie = (name: string) => startSession(db, { personId: id(name), via: 'chat', device: 'test', now })
  const bearer = (name: string) => issueToken(db, id(name), now)
  const goneHas = { cookie: await cookie('Gone'), bearer: await bearer('Gone'), has: gone ?? {} }
  const movedHas = { cookie: await cookie('Moved'), bearer: await bearer('Moved'), has: moved ?? {} }
  const revoked = { ...owner, ...(await revokedShare(db)) }
  await db.execute(sql`update people set active = false where name = 'Gone'`)
  await db.execute(sql`update people set scope = '{store:harbour}' where name = 'Moved'`)
  const signedIn: readonly Door[] = ['person', 'assistant', 'signed']
  return [
    { name: 'nobody', has: {}, opens: [] },
    { name: 'somebody with made-up secrets', ...madeUp, opens: [] },
    {
      name: 'a viewer of another store',
      cookie: await cookie('Eve'),
      bearer: await bearer('Eve'),
      has: {},
      opens: signedIn,
    },
    { name: 'an operator of another store', cookie: await cookie('Otto'), has: {}, opens: ['person', 'signed'] },
    {
      name: 'a manager of another store',
      cookie: await cookie('Mona'),
      bearer: await bearer('Mona'),
      has: mona ?? {},
      opens: signedIn,
    },
    {
      name: 'somebody with a share of another store',
      has: { share: mona?.share ?? '', ...elsewhere(mona?.share) },
      opens: ['signed'],
    },
    {
      name: 'somebody with what was revoked or ran out',
      has: { ...(await expired(db, id('Owner'))), share: revoked.share },
      opens: [],
    },
    { name: 'somebody who left', ...goneHas, opens: [] },
    { name: 'somebody whose stores were taken away', ...movedHas, opens: signedIn },
    {
      name: 'the owner',
      cookie: await cookie('Owner'),
      bearer: await bearer('Owner'),
      has: owner ?? {},
      opens: signedIn,
      all: true,
    },
  ]
}

const madeUp = {
  cookie: 'A'.repeat(43),
  bearer: 'kpi_mcp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  has: {
    ...{
      token: 'YQ.9999999999.AAAA',
      share: `/share/${'A'.repeat(80)}`,
      meeting: '/share/meeting?page=YQ.9999999999.AAAA',
    },
    ...{ sync: '/share/sync?page=1.9999999999.AAAA', export: '/files/exports/kpi.csv?page=YQ.9999999999.AAAA' },
    picture: `/files/${'0'.repeat(40)}.png?exp=9999999999&sig=AAAA`,
  },
}

/** The token of a share, held where other signed addresses are read. */
function elsewhere(share = ''): Given {
  const token = share.replace('/share/', '')
  return {
    token,
    ...{ meeting: `/share/meeting?page=${token}`, sync: `/share/sync?page=${token}` },
    ...{ export: `/files/exports/kpi.csv?page=${token}`, photos: `${photoPages.add}?page=${token}` },
    evidence: `${photoPages.look}?page=${token}`,
  }
}

/** What the bot gives to somebody who asks it for pages and files. */
async function givenTo(db: Db, name: string, personId: number): Promise<Given> {
  const { say } = talkTo(db, commands, now, { pages })
  const linkOf = async (line: string) => {
    const card = await say(line, `${name.toLowerCase()}@example.com`)
    const found = card.blocks.find(block => block.type === 'link')
    if (found?.type !== 'link') throw new Error(`“${line}” gave no link:\n${textOf(card)}`)
    return found.url.slice(publicUrl.length)
  }
  const where = name === 'Mona' ? 'harbour' : 'zephyrwick'
  const until = new Date(now.getTime() + 86_400_000)
  const photo = { kpiId: 'packaging', storeId: where === 'harbour' ? 1 : 2, sku: '', day: '2026-11-18', personId }
  const connect = { db, secretKey, publicUrl, now: () => now }
  const own = (url: string) => url.slice(publicUrl.length)
  return {
    token: own(await issueSignInLink({ db, pages, now }, { personId, via: 'chat' })).replace(/.*page=/, ''),
    export: await linkOf('export sales 7d csv'),
    meeting: await linkOf('meeting last month'),
    share: await linkOf(`share "Partner of ${where}" sales ${where} 30d`),
    sync: own(reportLink(connect, personId)),
    photos: own(pages.url(photoPages.add, JSON.stringify(photo), until)),
    evidence: own(pages.url(photoPages.look, JSON.stringify(photo), until)),
    connect: own(await issuePage(connect, { connector: 'shopify', personId, locale: 'en' })),
  }
}

async function revokedShare(db: Db): Promise<{ readonly share: string }> {
  const { say } = talkTo(db, commands, now, { pages })
  const card = await say('share "Falconridge again" sales zephyrwick 30d')
  const link = card.blocks.find(block => block.type === 'link')
  await say(`share revoke #${/share revoke #(\d+)/.exec(JSON.stringify(card))?.[1]}`)
  return { share: link?.type === 'link' ? link.url.slice(publicUrl.length) : '' }
}

/** Addresses of the owner that were good until a minute ago. */
async function expired(db: Db, personId: number): Promise<Given> {
  const then = new Date(now.getTime() - 60_000)
  const own = (path: string, about: unknown) =>
    pages.url(path, typeof about === 'string' ? about : JSON.stringify(about), then).slice(publicUrl.length)
  const long = { ...{ db, pages }, now: new Date(now.getTime() - 3_600_000) }
  const meeting = { person: personId, stores: [1, 2], subject: 'all', kind: 'month', from: '2026-10-01' }
  const photo = { kpiId: 'packaging', storeId: 2, sku: '', day: '2026-11-18', personId }
  return {
    token: (await issueSignInLink(long, { personId, via: 'chat' })).replace(/.*page=/, ''),
    meeting: own('/share/meeting', meeting),
    sync: reportLink({ secretKey, publicUrl, now: () => new Date(now.getTime() - 86_400_000) }, personId).slice(
      publicUrl.length,
    ),
    photos: own(photoPages.add, photo),
    evidence: own(photoPages.look, photo),
    export: own('/files/exports/kpi.csv', 'x'),
  }
}
