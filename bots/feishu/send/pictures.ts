import type { Feishu } from '#bots/feishu/context.ts'
import { handleOf, type ImageKeys } from '#bots/feishu/render/image.ts'
import type { Card } from '#src/chat/card.ts'
import type { DrawnPicture } from '#src/chat/messenger.ts'
import { type Locale, locales } from '#src/i18n/locale.ts'

/** A card's pictures in every language that its readers may read. */
export type DrawnByLocale = readonly (Readonly<Partial<Record<Locale, DrawnPicture>>> | null)[]

/** What is drawn for whom. */
export interface PictureRequest {
  readonly card: Card
  readonly locale: Locale
  /** Drawn already, in that language. */
  readonly pictures: readonly (DrawnPicture | null)[]
  /** A group reads in several languages: its pictures are drawn in all of them. */
  readonly direct: boolean
}

/** Adds the other languages to pictures of a group. What cannot be drawn is shown in the language that could. */
export async function drawForReaders({ deps }: Feishu, request: PictureRequest): Promise<DrawnByLocale> {
  const { card, locale, pictures, direct } = request
  const others = direct || pictures.every(one => one === null) ? [] : locales.filter(one => one !== locale)
  const drawn = await Promise.all(
    others.map(async other => [other, await deps.draw(card, other).catch(() => [])] as const),
  )
  return pictures.map((picture, at) => {
    if (picture === null) return null
    const more = drawn.flatMap(([other, all]) => (all[at] ? [[other, all[at]] as const] : []))
    return Object.fromEntries([[locale, picture], ...more])
  })
}

/** Uploads pictures and answers their handles for the renderer; `null` where the platform did not take one. */
export async function uploadAll(
  { images }: Feishu,
  drawn: DrawnByLocale,
  signal?: AbortSignal,
): Promise<readonly (string | null)[]> {
  return Promise.all(
    drawn.map(async byLocale => {
      if (byLocale === null) return null
      const keys: Partial<Record<Locale, string>> = {}
      for (const locale of locales) {
        const picture = byLocale[locale]
        const key = picture ? await images.keyOf(picture, signal) : null
        if (key !== null) keys[locale] = key
      }
      return handleOrNull(keys)
    }),
  )
}

/** The uploads are no longer known to the platform. */
export async function forgetAll({ images }: Feishu, drawn: DrawnByLocale): Promise<void> {
  await images.forget(drawn.flatMap(byLocale => Object.values(byLocale ?? {})))
}

function handleOrNull(keys: ImageKeys): string | null {
  const handle = handleOf(keys)
  return handle === '' ? null : handle
}
