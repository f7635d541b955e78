import Fastify from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import { createPictures, type PicturePainter } from '#src/features/delivery/pictures.ts'
import { filesRoutes } from '#src/http/files.ts'
import { verbatim } from '#src/i18n/locale.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { silentLog } from '#test/support/waiting.ts'

let database: Database
let clock = new Date('2026-11-20T08:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
})

/** A painter that counts, and cannot draw what is called `broken`. */
function painter(): PicturePainter & { readonly drawn: string[] } {
  const drawn: string[] = []
  return {
    drawn,
    draw: async (request, locale) => {
      if (request.title.en === 'broken') throw new Error('no such font')
      drawn.push(`${request.title.en} ${locale}`)
      return { png: new TextEncoder().encode(`${request.title.en} ${locale}`), width: 2, height: 1 }
    },
  }
}

function pictures(of = painter()) {
  const parts = { db: database.db, painter: of, secretKey: 'a secret', log: silentLog, now: () => clock }
  return createPictures(parts)
}

function card(...titles: readonly string[]): Card {
  const blocks = titles.map(title => ({
    type: 'image' as const,
    picture: { drawing: 'trend', data: { title: verbatim(title), unit: 'money', notes: [{ a: 1, b: 2 }] } },
    alt: verbatim(title),
  }))
  return { title: verbatim('card'), tone: 'info', blocks }
}

describe('pictures of cards', () => {
  it('are drawn once for all replicas, one for each language', async () => {
    const [one, two] = [painter(), painter()]

    const first = await pictures(one).draw(card('once'), 'ja')
    const again = await pictures(two).draw(card('once'), 'ja')
    await pictures(two).draw(card('once'), 'en')

    expect(again[0]?.id).toBe(first[0]?.id)
    expect(one.drawn).toEqual(['once ja'])
    expect(two.drawn).toEqual(['once en'])
  })

  it('are drawn once when many ask at the same moment', async () => {
    const busy = painter()
    const store = pictures(busy)

    await Promise.all([1, 2, 3].map(() => store.draw(card('many', 'many'), 'en')))

    expect(busy.drawn).toEqual(['many en'])
  })

  it('have the same id after the card was stored as JSON, which forgets the order of fields', async () => {
    const store = pictures()
    const data = { notes: [{ b: 2, a: 1 }], unit: 'money', title: verbatim('stored') }
    const [before] = await store.draw(card('stored'), 'en')
    const stored = { ...card(), blocks: [{ type: 'image', picture: { drawing: 'trend', data }, alt: verbatim('') }] }

    const [after] = await store.draw(stored as Card, 'en')

    expect(after?.id).toBe(before?.id)
  })

  it('leave a gap where one cannot be drawn, never an error', async () => {
    const drawn = await pictures().draw(card('good', 'broken', 'fine'), 'en')

    expect(drawn.map(picture => picture !== null)).toEqual([true, false, true])
  })
})

describe('GET /files', () => {
  async function get(url: string) {
    const app = Fastify()
    await app.register(filesRoutes(pictures()))
    const answer = await app.inject({ url })
    await app.close()
    return answer
  }

  async function signedUrl(title: string): Promise<string> {
    const [drawn] = await pictures().draw(card(title), 'en')
    return pictures().url(drawn ?? { id: '' })
  }

  it('shows a picture under its signed address, which stays the same all day', async () => {
    const url = await signedUrl('shown')
    clock = new Date('2026-11-20T23:00:00Z')
    const evening = await signedUrl('shown')

    const answer = await get(url)

    expect(evening).toBe(url)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('image/png')
    expect(answer.body).toBe('shown en')
  })

  it('refuses what was not signed, was changed, or has run out', async () => {
    const url = await signedUrl('secret')
    const other = await signedUrl('other')
    const forged = [
      url.replace(/sig=.*/, 'sig=AAAA'),
      url.replace(/exp=\d+/, 'exp=9999999999'),
      other.replace(/[0-9a-f]{40}/, /[0-9a-f]{40}/.exec(url)?.[0] ?? ''),
    ]

    const answers = await Promise.all(forged.map(get))
    clock = new Date('2026-11-29T00:00:00Z')
    const late = await get(url)
    clock = new Date('2026-11-20T08:00:00Z')

    expect(answers.map(answer => answer.statusCode)).toEqual([403, 403, 403])
    expect(late.statusCode).toBe(403)
  })

  it('knows nothing without a signature, of other names, and of forgotten pictures', async () => {
    const url = pictures().url({ id: '0'.repeat(40) })

    const answers = await Promise.all(
      ['/files/x.png', '/files/../package.json', `/files/${'0'.repeat(40)}.png`, url].map(get),
    )

    expect(answers.map(answer => answer.statusCode)).toEqual([404, 404, 404, 404])
  })
})
