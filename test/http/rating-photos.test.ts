import Fastify from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { ratings as job } from '#jobs/ratings.ts'
import type { Card } from '#src/chat/card.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { link, updatePerson } from '#src/features/people/store/people.ts'
import { errorHandler } from '#src/http/error-handler.ts'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { ratingPhotoRoutes } from '#src/http/rating-photos.ts'
import { locales } from '#src/i18n/locale.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { smallTargets } from '#test/support/browser/small-targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { silentLog } from '#test/support/waiting.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const clock = { now: new Date('2026-11-16T03:00:00Z') }
const pages = createPageLinks({ secretKey: 'a key of the test', publicUrl: 'https://kpi.example.com/' })
const say = (line: string, as: string) => talkTo(db, commands, clock.now, { pages }).say(line, `${as}@example.com`)

const app = Fastify({ forceCloseConnections: true })
app.setErrorHandler(errorHandler(async () => null))
await app.register(ratingPhotoRoutes({ db, pages, catalog: figures.catalog, now: () => clock.now }))
await app.register(pageAssetRoutes())
const url = await app.listen({ host: '127.0.0.1', port: 0 })
let browser: Awaited<ReturnType<typeof launch>> | undefined
afterAll(async () => {
  await closePages(browser)
  await app.close()
})

let add = ''
let yuki = 0

beforeAll(async () => {
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addStore(db, 'west')
  await addPerson(db, 'Mei', { scope: ['store:tokyo'] })
  await addPerson(db, 'Bo', { role: 'operator', scope: ['store:west'] })
  yuki = await addPerson(db, 'Yuki', { role: 'viewer', scope: ['store:west'] })
  await link(db, { messenger: 'fake', workspace: '', externalId: 'yuki', personId: yuki })
  await say('rating plan packaging tokyo @Yuki @Mei', 'mei')
  const parts = { db, figures, catalog: figures.catalog, now: () => clock.now, log: silentLog, pages }
  await job.run(null, { ...parts, signal: new AbortController().signal, enqueue: () => Promise.resolve() })
  const [row] = await db.execute(`select card from deliveries where key like 'rating/%/person/${yuki}/ask'` as never)
  add = linkIn(row?.card as Card)
})

/** The address in a card, without the host. */
function linkIn(card: Card): string {
  const [url] = card.blocks.flatMap(block => (block.type === 'link' ? [block.url] : []))
  return (url ?? '').replace('https://kpi.example.com', '')
}

/** Mei's rating, as it is shown with its photos. */
async function shown() {
  await say('rating packaging tokyo 4 "box dented"', 'mei')
  const card = await say('rating show packaging tokyo', 'mei')
  return { card, look: linkIn(card) }
}

/** A photo as a phone takes it: turned by a flag, with the place in it. */
async function photo(width = 3000, height = 2000): Promise<Buffer> {
  const plain = sharp({ create: { width, height, channels: 3, background: '#cc8844' } })
  const place = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '35/1 39/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '139/1 44/1 0/1',
  }
  return plain
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'SecretPhone' }, IFD3: place })
    .toBuffer()
}

type Part = { readonly name: string; readonly bytes: Buffer } | { readonly remove: string }

function upload(url: string, ...parts: readonly Part[]) {
  const boundary = 'between-the-parts'
  const chunks = parts.flatMap(part => [
    Buffer.from(
      'remove' in part
        ? `--${boundary}\r\ncontent-disposition: form-data; name="remove"\r\n\r\n${part.remove}`
        : `--${boundary}\r\ncontent-disposition: form-data; name="photos"; filename="${part.name}"\r\ncontent-type: image/jpeg\r\n\r\n`,
    ),
    'remove' in part ? Buffer.alloc(0) : part.bytes,
    Buffer.from('\r\n'),
  ])
  const payload = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)])
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return app.inject({ method: 'POST', url, payload, headers })
}

const picturesIn = (page: string) => [...page.matchAll(/<img src="([^"]+)"/g)].map(([, src = '']) => src)

describe('photos behind a rating', () => {
  it('are added on the page of the card, several at once, reduced, upright and without place and device', async () => {
    const sent = await photo()
    const original = await sharp(sent).metadata()
    const page = await upload(add, { name: 'a.jpg', bytes: sent }, { name: 'b.jpg', bytes: await photo(800, 600) })
    const [first, second, ...more] = await Promise.all(
      picturesIn(page.body).map(async url => (await app.inject({ url })).rawPayload),
    )
    const shown = await sharp(first).metadata()

    expect(original.exif?.toString('latin1')).toContain('SecretPhone')
    expect(page.statusCode).toBe(200)
    expect(more).toEqual([])
    expect([shown.format, shown.width, shown.height]).toEqual(['jpeg', 1067, 1600])
    expect([shown.exif, shown.xmp, shown.iptc, shown.orientation]).toEqual([undefined, undefined, undefined, undefined])
    expect(first?.toString('latin1')).not.toContain('SecretPhone')
    expect((await sharp(second).metadata()).width).toBe(600)
  })

  it.each([
    ['a text', Buffer.from('not a picture'), 'cannot be read as a picture'],
    [
      'a drawing with links',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'cannot be read',
    ],
    ['a torn photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]), 'cannot be read'],
    ['too large a file', Buffer.alloc(15 * 1024 * 1024 + 1), 'larger than 15 MB'],
  ])('are not %s: it is said, and nothing is kept', async (_what, bytes, words) => {
    const before = picturesIn((await app.inject(`${add}&lang=en`)).body).length
    const page = await upload(`${add}&lang=en`, { name: 'x.jpg', bytes })

    expect(page.statusCode).toBe(422)
    expect(page.body).toContain(words)
    expect(picturesIn(page.body)).toHaveLength(before)
  })

  it('are ten at most, and can be taken away by whoever added them', async () => {
    const small = await photo(40, 30)
    const some = Array.from({ length: 9 }, (_none, at) => ({ name: `${at}.jpg`, bytes: small }))
    const full = await upload(`${add}&lang=en`, ...some)

    expect(picturesIn(full.body)).toHaveLength(10)
    expect(full.body).toContain('up to 10 photos')
    const ids = picturesIn(full.body).map(src => /(\d+)\.jpg/.exec(src)?.[1] ?? '')
    const left = await upload(add, ...ids.slice(2).map(remove => ({ remove })))
    expect(picturesIn(left.body)).toHaveLength(2)
  })

  it('that arrived before a form broke off are kept, and the rest is asked for again', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const payload = '--b\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\nhalf'
    const page = await app.inject({ method: 'POST', url: `${add}&lang=en`, payload, headers })

    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Not all of it arrived')
    expect(picturesIn(page.body)).toHaveLength(2)
  })

  it.skipIf(!hasChromium).each(locales)('fit a phone, with nothing too small to press, in %s', async lang => {
    browser ??= await launch()
    const { look } = await shown()
    const page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
    for (const path of [add, look]) {
      await page.goto(`${url}${path}&lang=${lang}`)
      expect(await page.locator('img').count()).toBe(2)
      expect(await smallTargets(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
      expect(await seriousFindings(page)).toEqual([])
    }
    await page.context().close()
  })

  it('are shown to whoever sees the store, as long as they do, and to nobody else', async () => {
    const { card, look } = await shown()
    const page = await app.inject(look)

    expect(textOf(card)).toContain('Photos (2)')
    expect(picturesIn(page.body)).toHaveLength(2)
    for (const url of picturesIn(page.body)) expect((await app.inject(url)).statusCode).toBe(200)
    const [mine = ''] = picturesIn((await app.inject(add)).body)
    expect((await app.inject(mine.replace('rating-photos', 'rating-evidence'))).statusCode).toBe(404)
    const [person] = await db.execute(`select id from people where name = 'Mei'` as never)
    await updatePerson(db, Number(person?.id), { scope: ['store:west'] })
    expect((await app.inject(look)).statusCode).toBe(403)
    expect((await app.inject(picturesIn(page.body)[0] ?? '')).statusCode).toBe(404)
  })

  it('have no page behind an address that was changed, is of another page, or has run out', async () => {
    const token = add.split('page=')[1] ?? ''
    for (const bad of [
      `${add}x`,
      add.replace(/page=./, 'page=A'),
      `/share/rating-evidence?page=${token}`,
      '/share/rating-photos',
    ])
      expect((await app.inject(bad)).statusCode).toBe(403)
    clock.now = new Date('2026-12-20T00:00:00Z')
    expect((await app.inject(add)).statusCode).toBe(403)
    expect((await upload(add, { name: 'a.jpg', bytes: await photo(20, 20) })).statusCode).toBe(403)
    clock.now = new Date('2026-11-16T04:00:00Z')
  })

  it('can stand behind a rating that was typed, too', async () => {
    const card = await say('rating invoice west 3 "no tax rate"', 'bo')

    expect((await upload(linkIn(card), { name: 'a.jpg', bytes: await photo(20, 20) })).statusCode).toBe(200)
    expect(textOf(await say('rating show invoice west', 'bo'))).toContain('Photos (1)')
  })
})
