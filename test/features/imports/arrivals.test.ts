import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import hoodiecrow from 'hoodiecrow-imap'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MailboxAddress, mailboxAddress, readMailbox, watchFolder } from '#src/features/imports/index.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'
import { truncate } from '#test/support/truncate.ts'
import { silentLog } from '#test/support/waiting.ts'
import { workbook } from '#test/support/workbook.ts'

const { db } = await testDatabase()
const { figures, clear } = await importing(db)
const parts = {
  db,
  now: () => new Date('2026-11-21T12:00:00Z'),
  signal: new AbortController().signal,
  onObservations: async () => {},
  log: silentLog,
}
const west = { slug: 'west', name: 'West', platform: 'other', market: 'us', currency: 'USD', timeZone: 'UTC' }
const csv = (sales: number) => `Date,Store,Sales\n2026-11-01,West,${sales}\n`

beforeEach(async () => {
  await clear()
  await truncate(db, 'deliveries, channels, identities, taken_files, settings restart identity cascade')
  await createStore(db, west)
  await createPerson(db, { name: 'Ad', email: 'ad@example.com', role: 'administrator', scope: ['all'] })
  await createPerson(db, { name: 'Op', email: 'op@example.com', role: 'operator', scope: ['all'] })
  await createPerson(db, { name: 'Jp', email: 'jp@example.com', role: 'manager', scope: ['market:jp'] })
  for (const name of ['ad', 'op', 'jp']) {
    await db.execute(sql`
      insert into identities (person_id, messenger, workspace, external_id)
      select id, 'web', '', email from people where email = ${`${name}@example.com`}`)
  }
})

const told = async () =>
  (
    await db.execute<{ to: string; card: unknown }>(sql`
      select c.external_id as to, d.card from deliveries d join channels c on c.id = d.channel_id order by d.id`)
  ).map(({ to, card }) => `${to}: ${JSON.stringify(card)}`)

describe('a watched folder', () => {
  let path = ''
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'kpi-folder-'))
  })
  afterEach(() => rm(path, { recursive: true }))
  const watch = (now = '2027-01-01T00:00:00Z') =>
    watchFolder({ path, tell: null }, { ...parts, now: () => new Date(now) })
  const names = async (folder: string) => (await readdir(join(path, folder))).sort()

  it('takes exchange rates and names rows that it cannot use', async () => {
    await writeFile(join(path, 'rates.csv'), 'date,from,to,rate\n2026-11-01,USD,JPY,155\n2026-11-01,QQQ,JPY,1\n')
    await watch()

    expect(await names('done')).toEqual(['rates.csv', 'rates.csv.txt'])
    expect(await db.execute(sql`select from exchange_rates`)).toHaveLength(1)
    expect((await told()).join()).toContain('Not a currency code: QQQ')
    await truncate(db, 'exchange_rates')
  })

  it('takes what needs no decision, says so beside the file and to the administrators', async () => {
    await writeFile(join(path, 'nov.csv'), csv(10))
    await writeFile(
      join(path, 'dec.xlsx'),
      workbook([
        {
          name: 'A',
          rows: [
            ['Date', 'Store', 'Sales'],
            [{ day: '2026-11-02' }, 'West', 5],
          ],
        },
      ]),
    )
    await watch()

    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 1000 }, 'west 2026-11-02': { net_sales: 500 } })
    expect(await names('done')).toEqual(['dec.xlsx', 'dec.xlsx.txt', 'nov.csv', 'nov.csv.txt'])
    expect(await readFile(join(path, 'done/nov.csv.txt'), 'utf8')).toMatch(
      /Imported \(#\d+\): 1 rows[\s\S]*取り込みました[\s\S]*已导入/,
    )
    expect(
      (await told()).every(line => line.startsWith('ad@example.com') && line.includes('The file is imported')),
    ).toBe(true)
    expect(await told()).toHaveLength(2)
  })

  it('refuses what cannot be read, with the reason, and takes it when it comes again and can be', async () => {
    await writeFile(join(path, 'new.csv'), 'Date,Store,Sales\n2026-11-01,East,5\n')
    await writeFile(join(path, 'photo.csv'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))
    await db.execute(sql`delete from stores`)
    await watch()
    expect(await names('refused')).toEqual(['new.csv', 'new.csv.txt', 'photo.csv', 'photo.csv.txt'])
    expect(await readFile(join(path, 'refused/new.csv.txt'), 'utf8')).toContain('These stores are new: East')

    await createStore(db, { ...west, slug: 'east', name: 'East' })
    await writeFile(join(path, 'new.csv'), 'Date,Store,Sales\n2026-11-01,East,5\n')
    await watch()
    expect(await figures()).toEqual({ 'east 2026-11-01': { net_sales: 500 } })
  })

  it('takes the same content once, under any name, and overwrites nothing', async () => {
    await writeFile(join(path, 'a.csv'), csv(10))
    await watch()
    await writeFile(join(path, 'a.csv'), csv(10))
    await watch()

    expect(await names('done')).toEqual(['a-2.csv', 'a-2.csv.txt', 'a.csv', 'a.csv.txt'])
    expect(await readFile(join(path, 'done/a-2.csv.txt'), 'utf8')).toContain('taken before (a.csv')
    expect(await told()).toHaveLength(1)
  })

  it('leaves what has to be decided to a button: new stores, refused rows, days that get smaller', async () => {
    await writeFile(join(path, 'first.csv'), csv(10))
    await watch()
    await writeFile(join(path, 'less.csv'), csv(4))
    await writeFile(join(path, 'odd.csv'), `${csv(20)}2026-11-02,West,many\n`)
    await writeFile(join(path, 'made.csv'), `${csv(20)}2026-11-02,East,5\n`)
    await watch()

    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 1000 } })
    const why = async (name: string) => readFile(join(path, `done/${name}.txt`), 'utf8')
    expect(await why('less.csv')).toContain('a known day would get smaller')
    expect(await why('odd.csv')).toContain('rows cannot be used: 1')
    expect(await why('made.csv')).toContain('it makes new stores: East')
    expect((await told()).filter(line => line.includes('import apply'))).toHaveLength(3)
  })

  it('waits for files that are still written to, and knows the store by the name of a folder', async () => {
    await mkdir(join(path, 'WEST'))
    await writeFile(join(path, 'WEST', 'a.csv'), 'Date,Sales\n2026-11-03,7\n')
    await writeFile(join(path, 'b.csv.part'), csv(1))
    await writeFile(join(path, '.hidden.csv'), csv(1))
    await utimes(join(path, 'WEST', 'a.csv'), new Date(), new Date())
    await watch(new Date().toISOString())
    expect(await names('done')).toEqual([])

    await watch()
    expect(await figures()).toEqual({ 'west 2026-11-03': { net_sales: 700 } })
    expect(await names('')).toEqual(['.hidden.csv', 'WEST', 'b.csv.part', 'done', 'refused'])
  })
})

interface Attached {
  readonly name: string
  readonly content: string | Buffer
}

/** A mail as bytes. */
function mail(from: string, subject: string, files: readonly Attached[], headers = ''): string {
  const parts64 = files.map(
    ({ name, content }) =>
      `--b\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content as string)
        .toString('base64')
        .replace(/.{76}/g, '$&\r\n')}\r\n`,
  )
  return (
    `${headers}From: Somebody <${from}>\r\nTo: files@example.com\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@x>\r\n` +
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' +
    `--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n${parts64.join('')}--b--\r\n`
  )
}

describe('a mailbox', () => {
  const servers: { close(done?: () => void): void }[] = []
  afterAll(() => {
    for (const server of servers) server.close()
  })

  async function serve(
    messages: readonly string[],
    uidvalidity = 7,
  ): Promise<MailboxAddress & { server: ReturnType<typeof hoodiecrow> }> {
    const server = hoodiecrow({
      plugins: ['ID', 'IDLE', 'UNSELECT', 'SASL-IR'],
      storage: {
        INBOX: { uidvalidity, messages: messages.map(raw => ({ raw })) },
        '': { separator: '/', folders: {} },
      },
    })
    const port = await freePort()
    await new Promise<void>(done => server.listen(port, '127.0.0.1', done))
    servers.push(server)
    const address = mailboxAddress(`imap://testuser:testpass@127.0.0.1:${port}/INBOX`)
    if (!address) throw new Error('no address')
    return { ...address, server }
  }

  it('gives the files of people who may import, each mail once, and answers who sent them', async () => {
    const box = await serve([
      mail('ad@example.com', 'two', [
        { name: 'nov.csv', content: csv(10) },
        { name: 'bad.pdf', content: '%PDF-1.7' },
      ]),
    ])
    await readMailbox(box, parts)
    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 1000 } })
    const answers = await told()
    expect(answers).toHaveLength(2)
    expect(answers[0]).toContain('The file is imported')
    expect(answers[1]).toContain('PDF')
    expect(answers.every(line => line.startsWith('ad@example.com'))).toBe(true)

    await readMailbox(box, parts)
    expect(await told()).toHaveLength(2)

    box.server.appendMessage(
      'INBOX',
      [],
      false,
      mail('ad@example.com', 'next', [{ name: 'b.csv', content: csv(10).replace('11-01', '11-09') }]),
    )
    await readMailbox(box, parts)
    expect(Object.keys(await figures())).toEqual(['west 2026-11-01', 'west 2026-11-09'])
  })

  it('hears nobody who may not import, nor a forged sender, and tells the administrators', async () => {
    const file = [{ name: 'nov.csv', content: csv(10) }]
    const forged = 'Authentication-Results: mx.example.com; dmarc=fail header.from=example.com\r\n'
    await readMailbox(
      await serve([
        mail('op@example.com', 'a', file),
        mail('who@elsewhere.com', 'b', file),
        mail('ad@example.com', 'c', file, forged),
        mail('ad@example.com', 'd', file, 'Auto-Submitted: auto-replied\r\n'),
        mail('who@elsewhere.com', 'e', []),
      ]),
      parts,
    )

    expect(await figures()).toEqual({})
    const answers = await told()
    expect(answers).toHaveLength(3)
    expect(answers.join()).toMatch(/op@example.com with files[\s\S]*who@elsewhere.com with files[\s\S]*DMARC/)
  })

  it('refuses stores outside of the scope of who wrote, and takes words of the subject as options', async () => {
    await readMailbox(
      await serve([
        mail('jp@example.com', 'x', [{ name: 'nov.csv', content: csv(10) }]),
        mail('ad@example.com', 'sales --store West', [{ name: 's.csv', content: 'Date,Sales\n2026-11-04,3\n' }]),
        mail('ad@example.com', 'empty', []),
      ]),
      parts,
    )

    expect(await figures()).toEqual({ 'west 2026-11-04': { net_sales: 300 } })
    expect((await told()).join()).toMatch(/jp@example.com.*not among yours: west[\s\S]*no file with rows/)
  })

  it('whose numbers were given anew takes only what nobody has read, and no file twice', async () => {
    const raw = mail('ad@example.com', 'a', [{ name: 'nov.csv', content: csv(10) }])
    const first = await serve([raw], 7)
    await readMailbox(first, parts)
    const second = await serve([raw], 8)
    await readMailbox({ ...second, port: second.port }, parts)

    expect(await db.execute(sql`select from imports where state = 'applied'`)).toHaveLength(1)
    expect((await told()).at(-1)).toContain('taken before')
  })

  it('that cannot be reached is told once a day', async () => {
    const address = { ...(await serve([])), port: await freePort() }
    await readMailbox(address, parts)
    await readMailbox(address, parts)

    expect(await told()).toHaveLength(1)
    expect((await told())[0]).toContain('IMAP_URL')
  })
})

function freePort(): Promise<number> {
  return new Promise(done => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

it('the address of a mailbox says all that is needed', () => {
  expect(mailboxAddress('imaps://a%40b.com:p%3Aw@mail.example.com')).toEqual({
    ...{ host: 'mail.example.com', port: 993, secure: true, user: 'a@b.com', password: 'p:w', folder: 'INBOX' },
  })
  expect([mailboxAddress('https://a:b@c'), mailboxAddress('imap://c'), mailboxAddress('x')]).toEqual([null, null, null])
})
