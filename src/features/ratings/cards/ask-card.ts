import { demoTitled } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import { anchorsOf } from '#src/domain/soft-rating.ts'
import type { ShownRound } from '#src/features/ratings/round.ts'
import type { Answer } from '#src/features/ratings/store/answers.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { titleOf } from './words.ts'

const texts = {
  title: { en: 'Please rate: {kpi}', ja: '採点のお願い：{kpi}', 'zh-CN': '请打分：{kpi}' },
  reminder: { en: 'Still to rate: {kpi}', ja: '採点をお待ちしています：{kpi}', 'zh-CN': '尚待打分：{kpi}' },
  rated: { en: 'Rated: {kpi}', ja: '採点済み：{kpi}', 'zh-CN': '已打分：{kpi}' },
  look: {
    en: 'Look at {n} test orders or photos, and rate what you see from 1 to 5. Until {day}.',
    ja: 'テスト注文または写真を{n}件確認し、1〜5で採点してください。期限：{day}',
    'zh-CN': '请查看{n}件试购商品或照片，按1至5分打分。截止：{day}',
  },
  anchors: { en: 'What each rating stands for', ja: '各点数の目安', 'zh-CN': '各分值的含义' },
  anchor: { en: '{score} – {text}', ja: '{score}：{text}', 'zh-CN': '{score}分：{text}' },
  plain: { en: '{score}', ja: '{score}点', 'zh-CN': '{score}分' },
  rate: { en: 'Rate', ja: '採点する', 'zh-CN': '打分' },
  again: { en: 'Change my rating', ja: '採点を変更', 'zh-CN': '修改打分' },
  score: { en: 'Rating', ja: '点数', 'zh-CN': '分值' },
  checks: { en: 'Looked at (orders or photos)', ja: '確認した件数（注文・写真）', 'zh-CN': '查看件数（订单或照片）' },
  comment: { en: 'What did you see?', ja: '気づいた点', 'zh-CN': '看到了什么？' },
  commentHint: { en: 'e.g. box dented', ja: '例：箱のへこみ', 'zh-CN': '例：箱子有凹痕' },
  given: {
    en: 'You gave {score}, having looked at {checks}.',
    ja: '{checks}件を確認し、{score}点を付けました。',
    'zh-CN': '您查看了{checks}件，打了{score}分。',
  },
  photos: { en: 'Add photos', ja: '写真を追加', 'zh-CN': '添加照片' },
  replaced: {
    en: 'It takes the place of your earlier rating.',
    ja: '以前の採点は置き換えられました。',
    'zh-CN': '已替换您之前的打分。',
  },
  changeable: {
    en: 'It can be changed until {day}.',
    ja: '{day}まで変更できます。',
    'zh-CN': '{day}之前可以修改。',
  },
} satisfies Record<string, Localized>

/** Asks somebody to rate; `again`: asked before, and still waited for; `upload`: where they add photos. */
export function askCard(shown: ShownRound, again: boolean, upload: string | null): Card {
  const { round, kpi, store } = shown
  const title = titleOf(again ? texts.reminder : texts.title, shown)
  const look = fill(texts.look, { n: round.checks, day: formatDay(round.dueDay, { year: true }) })
  return {
    title: demoTitled(title, store.demo),
    tone: again ? 'warning' : 'info',
    blocks: [
      { type: 'text', text: look },
      ...anchorBlocks(anchorsOf(kpi)),
      { type: 'actions', actions: [rateAction(shown, texts.rate)] },
      ...uploadBlocks(upload),
    ],
  }
}

/** What somebody answered. Ratings of others are not on it, so that nobody follows them. */
export function ratedCard(
  shown: ShownRound,
  own: Pick<Answer, 'score' | 'checks' | 'comment'>,
  replaced: boolean,
  upload: string | null,
): Card {
  const until = fill(texts.changeable, { day: formatDay(shown.round.dueDay, { year: true }) })
  return {
    title: demoTitled(titleOf(texts.rated, shown), shown.store.demo),
    tone: 'good',
    blocks: [
      ...givenBlocks(shown, own, replaced),
      { type: 'text', style: 'muted', text: until },
      { type: 'actions', actions: [rateAction(shown, texts.again, own)] },
      ...uploadBlocks(upload),
    ],
  }
}

/** The way to the page on which photos are added; `null`: there is none. */
export function uploadBlocks(url: string | null): readonly Block[] {
  return url === null ? [] : [{ type: 'link', label: texts.photos, url }]
}

/** What somebody rated, with what the rating stands for, and what they said. */
export function givenBlocks(
  { kpi }: Pick<ShownRound, 'kpi'>,
  own: Pick<Answer, 'score' | 'checks' | 'comment'>,
  replaced: boolean,
): readonly Block[] {
  const anchor = anchorsOf(kpi)[own.score - 1]
  const given = fill(texts.given, { score: own.score, checks: own.checks })
  return [
    { type: 'text', style: 'strong', text: given },
    ...(anchor ? [{ type: 'text', text: anchorText(anchor, own.score) } as const] : []),
    ...(own.comment === null ? [] : [{ type: 'text', text: verbatim(own.comment) } as const]),
    ...(replaced ? [{ type: 'text', style: 'muted', text: texts.replaced } as const] : []),
  ]
}

/** The five ratings in words, the best first. */
export function anchorBlocks(anchors: readonly Localized[]): readonly Block[] {
  if (anchors.length === 0) return []
  const items = anchors.map((text, at) => anchorText(text, at + 1)).reverse()
  return [{ type: 'list', heading: texts.anchors, items }]
}

function anchorText(text: Localized, score: number): Localized {
  return fill(texts.anchor, { score, text })
}

/** The form of a rating: the answer is a line with the number of the round. */
export function rateAction(
  { round, kpi, place }: Pick<ShownRound, 'round' | 'kpi' | 'place'>,
  label: Localized,
  own?: Pick<Answer, 'score' | 'checks' | 'comment'>,
): Action {
  const anchors = anchorsOf(kpi)
  const options = [5, 4, 3, 2, 1].map(score => {
    const anchor = anchors[score - 1]
    return { value: String(score), label: anchor ? anchorText(anchor, score) : fill(texts.plain, { score }) }
  })
  return {
    label,
    line: `rating answer #${round.id} {score} {checks} {comment}`,
    style: 'primary',
    form: {
      title: localized(locale => `${kpi.label[locale]} · ${place[locale]}`),
      submit: texts.rate,
      fields: [
        { name: 'score', label: texts.score, kind: 'select', options, ...(own && { initial: String(own.score) }) },
        { name: 'checks', label: texts.checks, kind: 'number', initial: String(own?.checks ?? round.checks) },
        {
          name: 'comment',
          label: texts.comment,
          kind: 'text',
          optional: true,
          placeholder: texts.commentHint,
          ...(own?.comment && { initial: own.comment }),
        },
      ],
    },
  }
}

/** The button of a round that waits. */
export function waitingAction(shown: ShownRound): Action {
  return rateAction(
    shown,
    localized(locale => `${shown.kpi.label[locale]} · ${shown.place[locale]}`),
  )
}
