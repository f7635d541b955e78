import type { EvidencePhotos, ImportFile, ImportingPerson } from '#src/chat/messenger.ts'
import { UserError } from '#src/errors.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { findIdentity, findPerson, type Person } from '#src/features/people/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { noOpenRound, photoCard } from './cards/photo-card.ts'
import { keepPhoto, largestPhoto } from './photos.ts'
import { type ShownRound, showRounds } from './round.ts'
import { photosOf } from './store/photos.ts'
import { listRounds } from './store/rounds.ts'

/** A photo belongs to the rating that was given last for so long (judgement: people rate first, then send what they saw). */
const freshMs = 24 * 3_600_000

/** Photos that raters send in a conversation: behind the rating that they name, or that they are at. */
export function createEvidencePhotos(db: Db, { now }: { readonly now: () => Date }): EvidencePhotos {
  return {
    keep: async (photo, words, by) => {
      const person = await rater(db, by)
      const rounds = await openRoundsOf(db, person.id)
      const shown = roundMeant(rounds, words, { personId: person.id, now: now() })
      const bytes = await bytesOf(photo)
      const key = { ...figureOf(shown), personId: person.id }
      const id = await keepPhoto(db, key, { name: photo.name, bytes }, now())
      const count = (await photosOf(db, key, person.id)).length
      return photoCard('kept', { id, count, shown, rounds, personId: person.id })
    },
  }
}

/** The figure of a round. */
export function figureOf({ round: { kpiId, storeId, sku, day } }: ShownRound) {
  return { kpiId, storeId, sku, day }
}

/** The open rounds in which somebody was asked. */
export async function openRoundsOf(db: Db, personId: number): Promise<readonly ShownRound[]> {
  const catalog = await createFigures(db).catalog()
  return showRounds(db, await listRounds(db, { open: true, raterId: personId }), catalog)
}

async function rater(db: Db, { messenger, workspace, person }: ImportingPerson): Promise<Person> {
  const found = (await findIdentity(db, messenger, workspace, person)) ?? (await findPerson(db, { email: person }))
  if (!found?.active) throw new UserError(texts.stranger)
  return found
}

/** The round that is named; else the one that was answered last, within a day; else the oldest that waits. */
function roundMeant(
  rounds: readonly ShownRound[],
  words: string,
  { personId, now }: { readonly personId: number; readonly now: Date },
): ShownRound {
  const [, digits] = /(?:[#＃]\s*|(?:^|\s))(\d{1,9})(?!\d)/u.exec(words) ?? []
  const named = rounds.find(({ round }) => round.id === Number(digits))
  if (digits !== undefined && !named) throw noOpenRound(rounds, Number(digits))
  const answeredAt = ({ answers }: ShownRound) =>
    answers.find(answer => answer.personId === personId)?.answeredAt.getTime() ?? null
  const fresh = rounds.filter(one => (answeredAt(one) ?? 0) > now.getTime() - freshMs)
  const [latest] = [...fresh].sort((a, b) => (answeredAt(b) ?? 0) - (answeredAt(a) ?? 0))
  const waiting = rounds.filter(one => answeredAt(one) === null).sort((a, b) => a.round.id - b.round.id)
  const meant = named ?? latest ?? waiting[0] ?? rounds[0]
  if (!meant) throw noOpenRound(rounds, null)
  return meant
}

/** @throws UserError for more than a photo may have. */
async function bytesOf({ name, bytes }: ImportFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let total = 0
  for await (const part of bytes) {
    total += part.length
    if (total > largestPhoto) throw new UserError(fill(texts.large, { name: verbatim(name) }))
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const texts = {
  stranger: {
    en: 'I do not know you yet, so that I cannot keep photos of yours. `link` says how we get to know each other.',
    ja: 'まだ登録されていないため、写真を受け取れません。「連携」で登録方法を確認できます。',
    'zh-CN': '您尚未绑定身份，无法保存照片。发送“绑定”查看方法。',
  },
  large: {
    en: '{name} is larger than 15 MB. Send it smaller.',
    ja: '{name}は15 MBを超えています。小さくして送ってください。',
    'zh-CN': '{name}超过15 MB，请压缩后再发。',
  },
} satisfies Record<string, Localized>
