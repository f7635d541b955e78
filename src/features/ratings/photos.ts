import { z } from 'zod'
import type { CommandContext } from '#src/contracts/command.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { endOfDay } from '#src/domain/days.ts'
import { UserError } from '#src/errors.ts'
import { lockStores } from '#src/features/ingest/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Evidence } from './cards/round-card.ts'
import type { ShownRound } from './round.ts'
import type { FigureKey } from './store/answers.ts'
import { addPhoto, countPhotos, photosOf } from './store/photos.ts'

/** The page on which a rater adds pictures, and the one on which those who see the store look at them. */
export const photoPages = { add: '/share/rating-photos', look: '/share/rating-evidence' } as const

/** The largest picture that is taken, in bytes, and how many one person puts behind a figure (judgement: phones, and enough). */
export const largestPhoto = 15 * 1024 * 1024
export const mostPhotos = 10

/** The longer side of a stored picture, in pixels, and the most that a picture may have at all (judgement: 100 megapixels). */
const [longestSide, mostPixels] = [1600, 100_000_000]
const readable = new Set(['jpeg', 'png', 'webp', 'heif', 'gif'])

const Key = z.object({ kpiId: z.string(), storeId: z.number(), sku: z.string(), day: z.string(), personId: z.number() })

/** Whose page it is, and behind which figure the pictures stand; on the page to look the day does not matter. */
export type PhotoPage = z.infer<typeof Key>

/** The address under which a rater adds pictures until the round ends; `null`: no pages are served. */
export function addPhotosUrl(
  pages: PageLinks | undefined,
  { round, store }: Pick<ShownRound, 'round' | 'store'>,
  personId: number | null,
): string | null {
  const { kpiId, storeId, sku, day } = round
  const until = endOfDay(round.dueDay, store.timeZone)
  return photoUrl(pages, photoPages.add, { kpiId, storeId, sku, day }, personId, until)
}

/** The page to add photos to a rating that was typed, and the page of all photos, are open for so long (judgement). */
const openHours = 72

function hence(now: Date): Date {
  return new Date(now.getTime() + openHours * 3_600_000)
}

/** The address under which somebody adds pictures to a rating that they typed; `null`: no pages are served. */
export function typedPhotosUrl(pages: PageLinks | undefined, key: FigureKey, personId: number | null, now: Date) {
  return photoUrl(pages, photoPages.add, key, personId, hence(now))
}

/** The page of the photos behind the ratings, for whoever asks; `null`: there are none, or no pages are served. */
export async function evidenceAt(
  key: Omit<FigureKey, 'day'>,
  { db, pages, caller, now }: Pick<CommandContext, 'db' | 'pages' | 'caller' | 'now'>,
): Promise<Evidence | null> {
  const photos = await countPhotos(db, key)
  const url = photos === 0 ? null : photoUrl(pages, photoPages.look, { ...key, day: '' }, caller.personId, hence(now))
  return url === null ? null : { url, photos }
}

/** The address of one of the pages for a person; `null`: no pages are served, or nobody is known. */
function photoUrl(
  pages: PageLinks | undefined,
  path: (typeof photoPages)[keyof typeof photoPages],
  key: FigureKey,
  personId: number | null,
  until: Date,
): string | null {
  if (!pages || personId === null) return null
  return pages.url(path, JSON.stringify({ ...key, personId }), until)
}

/** Whose page a token opens, and about what; `null`: none. */
export function readPhotoPage(
  pages: PageLinks,
  path: (typeof photoPages)[keyof typeof photoPages],
  token: string,
  now: Date,
): PhotoPage | null {
  const about = pages.read(path, token, now)
  return about === null ? null : Key.parse(JSON.parse(about))
}

/**
 * Stores a picture behind a figure: turned upright, at most 1600 pixels long, as JPEG, and without what the camera wrote
 * into it (where, when, with which device). Answers its number. @throws UserError for what is no picture, and for too many.
 */
export async function keepPhoto(db: Db, page: PhotoPage, file: { name: string; bytes: Uint8Array }, now: Date) {
  const { data, width, height } = await reduced(file.name, file.bytes)
  return db.transaction(async tx => {
    await lockStores(tx, [page.storeId]) // so that two uploads at the same time are counted one after the other
    if ((await photosOf(tx, page, page.personId)).length >= mostPhotos)
      throw new UserError(fill(texts.tooMany, { limit: mostPhotos, name: verbatim(file.name) }))
    return addPhoto(tx, { ...page, jpeg: data, width, height, addedAt: now })
  })
}

async function reduced(name: string, bytes: Uint8Array): Promise<{ data: Buffer; width: number; height: number }> {
  try {
    const { default: sharp } = await import('sharp') // 28 MB that few need
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
    const { format } = await picture.metadata()
    if (!readable.has(format)) throw new UserError(fill(texts.noPicture, { name: verbatim(name) }))
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, mozjpeg: true }) // metadata is kept only where asked for
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(fill(texts.noPicture, { name: verbatim(name) })) // sharp tells what it cannot read in English only
  }
}

const texts = {
  noPicture: {
    en: '{name} cannot be read as a picture. Send JPEG, PNG or WebP.',
    ja: '{name}を画像として読み込めません。JPEG・PNG・WebPで送ってください。',
    'zh-CN': '无法读取图片{name}，请使用JPEG、PNG或WebP。',
  },
  tooMany: {
    en: '{name} was not added: up to {limit} photos stand behind a rating.',
    ja: '{name}は追加していません（写真は{limit}枚まで）。',
    'zh-CN': '{name}未添加：每次打分最多{limit}张照片。',
  },
} satisfies Record<string, Localized>
