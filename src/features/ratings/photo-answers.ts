import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { discardedCard, noOpenRound, photoCard } from './cards/photo-card.ts'
import { figureOf, openRoundsOf } from './evidence.ts'
import { findPhoto, movePhoto, photosOf, removePhoto } from './store/photos.ts'

/** What somebody does with a photo of theirs: it moves to another rating of theirs, or is taken back. */
export function changePhoto(words: Words, context: CommandContext): Promise<CommandAnswer> {
  return words.subverb === 'discard' ? discardPhoto(words, context) : movePhotoTo(words, context)
}

/** Puts a photo of the caller behind another open rating of theirs: `rating photo #45 #13`. */
async function movePhotoTo(words: Words, { db, caller }: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 2 }, texts.howTo)
  const [id, roundId] = words.ids
  const { personId } = caller
  if (id === undefined || roundId === undefined || personId === null) throw new UserError(texts.howTo)
  const rounds = await openRoundsOf(db, personId)
  const shown = rounds.find(({ round }) => round.id === roundId)
  if (!shown) throw noOpenRound(rounds, roundId)
  const key = figureOf(shown)
  if (!(await movePhoto(db, id, key, personId))) throw new UserError(fill(texts.unknown, { id }))
  const count = (await photosOf(db, key, personId)).length
  return { cards: [photoCard('moved', { id, count, shown, rounds, personId })], private: true, replaces: true }
}

/** Takes a photo of the caller back: `rating discard #45`, as long as its rating is open. */
async function discardPhoto(words: Words, { db, caller }: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1 }, texts.howTo)
  const [id] = words.ids
  const { personId } = caller
  if (id === undefined || personId === null) throw new UserError(texts.howTo)
  const photo = await findPhoto(db, id)
  const open = (await openRoundsOf(db, personId)).map(figureOf)
  const isOpen = open.some(
    key => photo && key.kpiId === photo.kpiId && key.storeId === photo.storeId && key.day === photo.day,
  )
  if (!isOpen || !(await removePhoto(db, id, personId))) throw new UserError(fill(texts.unknown, { id }))
  return { cards: [discardedCard()], private: true, replaces: true }
}

const texts = {
  howTo: {
    en: 'Send the photo here, with “photo for rating #12” if several ratings are open. The buttons below it move it or take it back.',
    ja: '写真をこのチャットに送ってください（複数の採点がある場合は「採点 #12 の写真」と添えます）。移動・取り消しは返信のボタンで行えます。',
    'zh-CN': '请直接在会话中发送照片（有多项打分时可附文字“打分 #12”）。回复中的按钮可改附或撤回。',
  },
  unknown: {
    en: 'There is no photo #{id} of yours behind an open rating.',
    ja: '受付中の採点に写真 #{id} はありません。',
    'zh-CN': '您没有附在未结束打分上的照片 #{id}。',
  },
} satisfies Record<string, Localized>
