import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Card, Picture } from '#src/chat/card.ts'
import type { BotLog, DrawnPicture } from '#src/chat/messenger.ts'
import type { ChartRequest } from '#src/domain/chart.ts'
import { findPicture, keepPicture } from '#src/features/delivery/store/pictures.ts'
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
  const drawOnce = createDrawing(parts, now)

  async function drawOrNull(picture: Picture, locale: Locale): Promise<DrawnPicture | null> {
    try {
      return await drawOnce(picture, locale)
    } catch (err) {
      parts.log.error({ err, drawing: picture.drawing }, 'a picture could not be drawn')
      return null
    }
  }

  return {
    draw: (card, locale) => Promise.all(picturesOf(card).map(picture => drawOrNull(picture, locale))),
    find: id => findPicture(parts.db, id),
    ...createAddresses(parts.secretKey, now),
  }
}

/** Draws what nobody has drawn yet; the same picture asked for at the same moment is drawn once. */
function createDrawing(
  parts: PicturesParts,
  now: () => Date,
): (picture: Picture, locale: Locale) => Promise<DrawnPicture> {
  const drawing = new Map<string, Promise<DrawnPicture>>()
  return (picture, locale) => {
    const id = idOf(picture, locale)
    const running = drawing.get(id)
    if (running !== undefined) return running
    const work = findOrDraw(parts, id, picture, locale, now()).finally(() => drawing.delete(id))
    drawing.set(id, work)
    return work
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

async function findOrDraw(
  { db, painter }: PicturesParts,
  id: string,
  picture: Picture,
  locale: Locale,
  now: Date,
): Promise<DrawnPicture> {
  const known = await findPicture(db, id)
  if (known) return known
  const request = { ...(picture.data as object), drawing: picture.drawing } as ChartRequest // built by cards alone
  const { png, width, height } = await painter.draw(request, locale)
  const drawn = { id, png, width, height }
  await keepPicture(db, drawn, now)
  return drawn
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
