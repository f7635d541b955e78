import { demoTitled } from '#src/cards/titles.ts'
import type { Action, Card } from '#src/chat/card.ts'
import { UserError } from '#src/errors.ts'
import type { ShownRound } from '#src/features/ratings/round.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { rateAction } from './ask-card.ts'

/** A photo of somebody, behind the rating in whose round it stands. */
export interface KeptPhoto {
  readonly id: number
  /** How many of theirs stand behind the rating. */
  readonly count: number
  readonly shown: ShownRound
  /** All open rounds of the person. */
  readonly rounds: readonly ShownRound[]
  readonly personId: number
}

/** Other rounds that are offered as buttons (judgement: what fits a phone). */
const maxOthers = 4

/** Where a photo stands; another rating of the person's is one press away, and so is taking it back. */
export function photoCard(what: 'kept' | 'moved', { id, count, shown, rounds, personId }: KeptPhoto): Card {
  const { round, kpi, place, store, answers } = shown
  const others = rounds.filter(one => one.round.id !== round.id).slice(0, maxOthers)
  const isAnswered = answers.some(answer => answer.personId === personId)
  const actions: Action[] = [
    ...(isAnswered ? [] : [rateAction(shown, texts.rate)]),
    ...others.map(other => ({
      label: fill(texts.belongs, named(other)),
      line: `rating photo #${id} #${other.round.id}`,
    })),
    { label: texts.discard, line: `rating discard #${id}` },
  ]
  const title = fill(texts[what], { id: round.id, kpi: kpi.label, place })
  return {
    title: demoTitled(title, store.demo),
    tone: 'good',
    blocks: [
      { type: 'text', text: fill(texts.count, { count }) },
      ...(others.length > 0 ? [{ type: 'text', style: 'muted', text: texts.elsewhere } as const] : []),
      { type: 'actions', actions },
    ],
  }
}

/** That a photo was taken back. */
export function discardedCard(): Card {
  return { title: texts.discarded, tone: 'info', blocks: [] }
}

/** Why a photo stands nowhere: no rating is open, or another than was named. */
export function noOpenRound(rounds: readonly ShownRound[], id: number | null): UserError {
  if (rounds.length === 0) return new UserError(texts.none)
  return new UserError(
    fill(texts.unknown, { id: id ?? 0 }),
    rounds.slice(0, maxOthers).map(one => ({ label: fill(texts.open, named(one)), line: 'rating' })),
  )
}

function named({ round, kpi, place }: ShownRound) {
  return { id: round.id, kpi: kpi.label, place }
}

const texts = {
  kept: {
    en: 'Photo kept with rating #{id}: {kpi}, {place}',
    ja: '採点 #{id} に写真を追加しました：{kpi}・{place}',
    'zh-CN': '照片已附在打分 #{id}：{kpi}，{place}',
  },
  moved: {
    en: 'The photo now stands with rating #{id}: {kpi}, {place}',
    ja: '写真を採点 #{id} に移しました：{kpi}・{place}',
    'zh-CN': '照片已改附在打分 #{id}：{kpi}，{place}',
  },
  count: {
    en: 'Photos of yours behind it: {count}. What the camera wrote into the file, such as the place, was removed.',
    ja: 'この採点への写真：{count}枚。撮影場所などのファイル情報は削除しました。',
    'zh-CN': '您为该打分附了{count}张照片。拍摄地点等文件信息已删除。',
  },
  elsewhere: {
    en: 'If it belongs to another rating, press that one.',
    ja: '別の採点の写真であれば、その採点を押してください。',
    'zh-CN': '如属于其他打分，请点相应按钮。',
  },
  belongs: { en: 'To #{id} {kpi}, {place}', ja: '#{id} {kpi}・{place}へ', 'zh-CN': '改到 #{id} {kpi}，{place}' },
  rate: { en: 'Rate', ja: '採点する', 'zh-CN': '打分' },
  discard: { en: 'Take the photo back', ja: '写真を取り消す', 'zh-CN': '撤回照片' },
  discarded: { en: 'The photo is gone', ja: '写真を削除しました', 'zh-CN': '照片已删除' },
  none: {
    en: 'No rating of yours is open, so that the photo stands nowhere. It can be sent once you are asked to rate.',
    ja: '依頼中の採点がないため、写真は保存していません。採点の依頼が届いてから送ってください。',
    'zh-CN': '您目前没有待打分的项目，照片未保存。收到打分邀请后再发送即可。',
  },
  unknown: {
    en: 'Rating #{id} is not open for you, so that the photo was not kept. `rating` lists yours.',
    ja: '採点 #{id} は依頼されていないか終了しています。写真は保存していません。「採点」で一覧を確認できます。',
    'zh-CN': '打分 #{id} 未向您开放，照片未保存。发送“打分”查看您的列表。',
  },
  open: { en: '#{id} {kpi}, {place}', ja: '#{id} {kpi}・{place}', 'zh-CN': '#{id} {kpi}，{place}' },
} satisfies Record<string, Localized>
