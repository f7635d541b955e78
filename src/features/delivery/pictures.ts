import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Card, Picture } from '#src/chat/card.ts'
import type { BotLog, DrawnPicture } from '#src/chat/messenger.ts'
import type { ChartRequest } from '#src/domain/chart.ts'
import { findPicture, findPictures, keepPictures, type StoredPicture } from '#src/features/delivery/store/pictures.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What draws: see `src/charts/painter.ts`. */
export interface PicturePainter {
  readonly draw: (request: ChartRequest, locale: Locale) => Promise<Omit<DrawnPicture, 'id'>>
}

export interface PicturesParts {
  readonly db: Db
  readonly painter: PicturePainter
  /** Signs addresses; all replicas must have the same. */
  readonly secretKey: string | Uint8Array
  readonly log: Pick<BotLog, 'error'>
  readonly now?: () => Date
}

/** Pictures of cards: drawn once for all replicas, shown under signed addresses. */
export interface Pictures {
  /** The pictures of a card's image blocks, in order; `null` where drawing failed. Never throws. */
  readonly draw: (card: Card, locale: Locale) => Promise<readonly (DrawnPicture | null)[]>
  /** A picture that was drawn; `null` when it was forgotten. */
  readonly find: (id: string) => Promise<DrawnPicture | null>
  /** Its address below the service's own, good for a week, and the same all day so that pages can keep it. */
  readonly url: (picture: Pick<DrawnPicture, 'id'>) => string
  /** Whether an address was signed by us and has not run out. */
  readonly verify: (id: string, expires: string, signature: string) => boolean
}

/** Changes when pictures of the same data look different, so that old ones are drawn again. */
const painterVersion = 1

/** How long an address stays good, in days (judgement: a post is read within a week). */
const addressDays = 7

const dayMs = 86_400_000

/** Makes the store of pictures. */
export function createPictures(parts: PicturesParts): Pictures {
  const now = parts.now ?? (() => new Date())
  const drawAll = createDrawing(parts, now)

  return {
    draw: (card, locale) => drawAll(picturesOf(card), locale),
    find: id => findPicture(parts.db, id),
    ...createAddresses(parts.secretKey, now),
  }
}

/** A picture that is asked for. */
interface Wanted {
  readonly id: string
  readonly picture: Picture
}

/** Draws what nobody has drawn yet; the same picture asked for at the same moment is drawn once. `null`: it cannot be drawn. */
function createDrawing(
  parts: PicturesParts,
  now: () => Date,
): (pictures: readonly Picture[], locale: Locale) => Promise<readonly (DrawnPicture | null)[]> {
  const running = new Map<string, Promise<DrawnPicture | null>>()
  return (pictures, locale) => {
    const wanted = pictures.map(picture => ({ id: idOf(picture, locale), picture }))
    const fresh = [...new Map(wanted.map(one => [one.id, one])).values()].filter(({ id }) => !running.has(id))
    if (fresh.length > 0) {
      const together = findOrDraw(parts, fresh, locale, now()).catch((err): Found => {
        parts.log.error({ err }, 'pictures could not be read or kept')
        return new Map()
      })
      for (const { id } of fresh) {
        const work = together.then(found => found.get(id) ?? null).finally(() => running.delete(id))
        running.set(id, work)
      }
    }
    return Promise.all(wanted.map(({ id }) => running.get(id) ?? null))
  }
}

/** Signed addresses: HMAC-SHA256 over the id and the second at which the address runs out. */
function createAddresses(secretKey: PicturesParts['secretKey'], now: () => Date): Pick<Pictures, 'url' | 'verify'> {
  const key = createHmac('sha256', secretKey).update('pictures').digest()
  const sign = (id: string, expires: string) => createHmac('sha256', key).update(`${id}.${expires}`).digest('base64url')
  return {
    url: ({ id }) => {
      const expires = String((Math.floor(now().getTime() / dayMs) + 1 + addressDays) * (dayMs / 1000))
      return `/files/${id}.png?exp=${expires}&sig=${sign(id, expires)}`
    },
    verify: (id, expires, signature) => {
      const fresh = /^\d{1,12}$/.test(expires) && Number(expires) * 1000 > now().getTime()
      const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(id, expires))]
      return given.length === wanted.length && timingSafeEqual(given, wanted) && fresh
    },
  }
}

function picturesOf(card: Card): readonly Picture[] {
  return card.blocks.flatMap(block => (block.type === 'image' ? [block.picture] : []))
}

type Found = ReadonlyMap<string, DrawnPicture>

/** Those that are known, and the others once they are drawn and kept; without those that cannot be drawn. */
async function findOrDraw(
  { db, painter, log }: PicturesParts,
  wanted: readonly Wanted[],
  locale: Locale,
  now: Date,
): Promise<Found> {
  const known = await findPictures(
    db,
    wanted.map(({ id }) => id),
  )
  const missing = wanted.filter(({ id }) => !known.has(id))
  const drawn = await Promise.all(
    missing.map(async ({ id, picture }): Promise<StoredPicture | null> => {
      const request = { ...(picture.data as object), drawing: picture.drawing } as ChartRequest // built by cards alone
      try {
        const { png, width, height } = await painter.draw(request, locale)
        return { id, png, width, height }
      } catch (err) {
        log.error({ err, drawing: picture.drawing }, 'a picture could not be drawn')
        return null
      }
    }),
  )
  const fresh = drawn.filter(one => one !== null)
  await keepPictures(db, fresh, now)
  return new Map([...known, ...fresh.map(one => [one.id, one] as const)])
}

/** The same content gives the same id, also after the card was stored as JSON, which forgets the order of fields. */
function idOf(picture: Picture, locale: Locale): string {
  const content = JSON.stringify([painterVersion, locale, picture.drawing, inOrder(picture.data)])
  return createHash('sha256').update(content).digest('hex').slice(0, 40)
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, inOrder(part)]))
}
