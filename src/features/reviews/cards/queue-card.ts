import { demoTitled } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Store } from '#src/domain/place.ts'
import { labelNames, type ReviewLabel, reviewLabels } from '#src/domain/reviews/review-labels.ts'
import type { Review } from '#src/features/reviews/store/reviews.ts'
import { formatCount, formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Reviews that stand in one card, with their buttons (judgement: what is read on a phone). */
const mostShown = 3

const texts = {
  title: { en: 'Negative reviews and messages', ja: '低評価レビュー・問い合わせ', 'zh-CN': '差评与咨询' },
  waiting: {
    en: '{n} wait for somebody who reads them and says what they are about.',
    ja: '{n}件が確認待ちです。読んで、何についての評価かを選んでください。',
    'zh-CN': '{n}条待分类，请阅读后选择原因。',
  },
  none: { en: 'No review waits.', ja: '確認待ちのレビューはありません。', 'zh-CN': '没有待分类的差评。' },
  head: {
    en: '#{id} · {store} · {stars}★ · {day}',
    ja: '#{id}・{store}・星{stars}・{day}',
    'zh-CN': '#{id} · {store} · {stars}星 · {day}',
  },
  message: {
    en: '#{id} · {store} · message · {day}',
    ja: '#{id}・{store}・問い合わせ・{day}',
    'zh-CN': '#{id} · {store} · 咨询 · {day}',
  },
  aboutMessages: { en: 'Messages, last 90 days', ja: '問い合わせ（直近90日）', 'zh-CN': '近90天咨询分布' },
  byFile: {
    en: 'Many at once: send me the marketplace’s file of reviews, or a table of messages (CSV or Excel).',
    ja: 'まとめて登録：モールのレビューファイルや問い合わせ一覧（CSV・Excel）を送ってください。',
    'zh-CN': '批量添加：把平台的评价文件或咨询记录（CSV、Excel）发给我即可。',
  },
  about: { en: 'What they were about, last 90 days', ja: '直近90日の内訳', 'zh-CN': '近90天原因分布' },
  several: {
    en: 'About several things: review label #12 product logistics. “Real intent”: the stars do not mean what happened, such as given by mistake or to hurt.',
    ja: '複数の場合：低評価レビュー 分類 #12 商品 配送。「真意は別」は、押し間違いや嫌がらせなど、星が実態を表さないものです。',
    'zh-CN': '多个原因：差评 分类 #12 商品 物流。“真实意图”指星级不反映实际情况，如误点或恶意。',
  },
  added: { en: 'Review #{id} waits to be labelled', ja: 'レビュー#{id}を登録しました', 'zh-CN': '差评#{id}已加入队列' },
  known: { en: 'Review #{id} is there already', ja: 'レビュー#{id}は登録済みです', 'zh-CN': '差评#{id}已存在' },
  labelled: { en: 'Review #{id}: {labels}', ja: 'レビュー#{id}：{labels}', 'zh-CN': '差评#{id}：{labels}' },
  removed: { en: 'Review #{id} is removed', ja: 'レビュー#{id}を削除しました', 'zh-CN': '差评#{id}已删除' },
  add: { en: 'Add a review', ja: 'レビューを登録', 'zh-CN': '添加差评' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  stars: { en: 'Stars', ja: '星', 'zh-CN': '星级' },
  day: { en: 'Written on', ja: '投稿日', 'zh-CN': '评价日期' },
  text: { en: 'Text of the review', ja: 'レビューの本文', 'zh-CN': '评价内容' },
} satisfies Record<string, Localized>

/** A review with the store it is about. */
export interface ShownReview {
  readonly review: Review
  readonly store: Store
}

/** What waits for a label, the oldest first, and what the labelled ones were about. */
export function queueCard(
  waiting: readonly ShownReview[],
  labelled: readonly Review[],
  { demo, today }: { readonly demo: boolean; readonly today: string },
): Card {
  const text = waiting.length === 0 ? texts.none : fill(texts.waiting, { n: waiting.length })
  return {
    title: demoTitled(texts.title, demo),
    tone: 'info',
    blocks: [
      { type: 'text', text },
      ...waiting.slice(0, mostShown).flatMap(reviewBlocks),
      ...(waiting.length > 0 ? [{ type: 'text', style: 'muted', text: texts.several } as const] : []),
      ...countBlocks(
        texts.about,
        labelled.filter(({ stars }) => stars !== null),
      ),
      ...countBlocks(
        texts.aboutMessages,
        labelled.filter(({ stars }) => stars === null),
      ),
      { type: 'text', style: 'muted', text: texts.byFile },
      { type: 'actions', actions: [addAction(today)] },
    ],
  }
}

/** What was done to a review, with the buttons that say, or change, what it is about. */
export function reviewCard(
  shown: ShownReview,
  done: { readonly what: 'added' | 'known' | 'labelled' | 'removed'; readonly labels: readonly ReviewLabel[] },
): Card {
  const labels = join(done.labels.map(label => labelNames[label]))
  const blocks = reviewBlocks(shown)
  return {
    title: demoTitled(fill(texts[done.what], { id: shown.review.id, labels }), shown.store.demo),
    tone: done.what === 'known' ? 'info' : 'good',
    blocks: done.what === 'removed' ? [] : blocks,
  }
}

function reviewBlocks({ review, store }: ShownReview): readonly Block[] {
  const { id, sku, stars, day, text } = review
  const place = verbatim(sku === '' ? store.name : `${store.name} ${sku}`)
  const written = { id, store: place, day: formatDay(day, { year: true }) }
  const head = stars === null ? fill(texts.message, written) : fill(texts.head, { ...written, stars })
  return [
    { type: 'text', style: 'strong', text: head },
    { type: 'text', text: verbatim(text) },
    { type: 'actions', actions: reviewLabels.map(label => labelAction(id, label)) },
  ]
}

function labelAction(id: number, label: ReviewLabel): Action {
  return { label: labelNames[label], line: `review label #${id} ${label}` }
}

function countBlocks(title: Localized, labelled: readonly Review[]): readonly Block[] {
  if (labelled.length === 0) return []
  const facts = reviewLabels.map(label => ({
    label: labelNames[label],
    value: formatCount(labelled.filter(({ labels }) => labels.includes(label)).length),
  }))
  return [
    { type: 'text', style: 'strong', text: title },
    { type: 'facts', facts },
  ]
}

function addAction(today: string): Action {
  return {
    label: texts.add,
    line: 'review add {store} {stars} {day} {text}',
    form: {
      title: texts.add,
      submit: texts.add,
      fields: [
        { name: 'store', label: texts.store, kind: 'select', source: 'stores' },
        {
          name: 'stars',
          label: texts.stars,
          kind: 'select',
          options: [1, 2, 3].map(stars => ({ label: verbatim(`${stars}★`), value: String(stars) })),
        },
        { name: 'day', label: texts.day, kind: 'date', initial: today },
        { name: 'text', label: texts.text, kind: 'text' },
      ],
    },
  }
}

/** What the queue and its counts are called. */
export const queueTexts = { title: texts.title, about: texts.about }
