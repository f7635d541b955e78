import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Store } from '#src/domain/place.ts'
import { mostStars, type QueuePlan, type ReviewFile } from '#src/features/reviews/file.ts'
import type { KeptReviewFile } from '#src/features/reviews/store/review-files.ts'
import { formatCount, formatDays } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Rows, texts and stores that are shown (judgement: what is read before a button is pressed). */
const most = 8
const samples = 3
const longestSample = 160

const texts = {
  reviews: { en: 'Reviews: {name}', ja: 'レビュー：{name}', 'zh-CN': '评价：{name}' },
  messages: { en: 'Messages: {name}', ja: '問い合わせ：{name}', 'zh-CN': '咨询：{name}' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  which: { en: 'to be said', ja: '未指定', 'zh-CN': '待指定' },
  read: { en: 'Rows read', ja: '読み込んだ行', 'zh-CN': '读取行数' },
  days: { en: 'Written', ja: '投稿日', 'zh-CN': '评价日期' },
  queue: { en: 'Would wait to be labelled', ja: '確認待ちに追加', 'zh-CN': '将加入待分类' },
  stars: { en: '{stars}★: {count}', ja: '星{stars}：{count}件', 'zh-CN': '{stars}星：{count}条' },
  above: {
    en: 'More than {stars} stars, not read here: {count}.',
    ja: '星{stars}を超えるため対象外：{count}件。',
    'zh-CN': '超过{stars}星，不加入：{count}条。',
  },
  known: { en: 'In the queue already: {count}.', ja: '登録済み：{count}件。', 'zh-CN': '已在队列中：{count}条。' },
  doubled: {
    en: 'Twice in the file: {count}.',
    ja: 'ファイル内の重複：{count}件。',
    'zh-CN': '文件内重复：{count}条。',
  },
  empty: {
    en: 'Without a text, nothing to read: {count}.',
    ja: '本文なし（確認できません）：{count}件。',
    'zh-CN': '没有文字内容，无法分类：{count}条。',
  },
  own: {
    en: 'The shop’s own answers, left out: {count}.',
    ja: '店舗からの返信のため除外：{count}件。',
    'zh-CN': '店铺自己的回复，已排除：{count}条。',
  },
  outside: {
    en: 'Of stores that are not yours: {count}.',
    ja: '担当外の店舗：{count}件。',
    'zh-CN': '不在您范围内的店铺：{count}条。',
  },
  cuts: {
    en: 'Mail addresses, telephone and order numbers, names and streets were cut from the texts in {count} places. Names that stand only in a text cannot be told from words: look when you read.',
    ja: '本文からメールアドレス・電話番号・注文番号・氏名・住所を{count}か所削除しました。本文中だけにある氏名は判別できないため、確認時にご注意ください。',
    'zh-CN': '已从文字中删去{count}处邮箱、电话、订单号、姓名或地址。只出现在文字中的姓名无法识别，请在阅读时留意。',
  },
  unread: {
    en: 'Columns that are not kept: {names}.',
    ja: '保存しない列：{names}。',
    'zh-CN': '不保存的列：{names}。',
  },
  long: {
    en: 'Shortened to 2,000 characters: {count}.',
    ja: '2000文字に短縮：{count}件。',
    'zh-CN': '截短为2000字：{count}条。',
  },
  skipped: { en: 'Rows that cannot be used', ja: '取り込めない行', 'zh-CN': '无法使用的行' },
  row: { en: 'Row {row}: {reason}', ja: '{row}行目：{reason}', 'zh-CN': '第{row}行：{reason}' },
  more: { en: '… and {count} more', ja: 'ほか{count}行', 'zh-CN': '……另有{count}行' },
  sample: { en: 'As they will be shown', ja: '表示例', 'zh-CN': '显示示例' },
  whichStore: { en: 'Of which store are they?', ja: 'どの店舗のものですか？', 'zh-CN': '属于哪家店铺？' },
  apply: { en: 'Add {count} to the queue', ja: '{count}件を確認待ちに追加', 'zh-CN': '将{count}条加入队列' },
  fewer: { en: 'Only up to {stars}★', ja: '星{stars}以下だけ', 'zh-CN': '仅{stars}星及以下' },
  nothing: { en: 'Nothing new is in it.', ja: '新しいものはありません。', 'zh-CN': '没有新的内容。' },
  told: {
    en: '{name}: {count} would wait to be labelled. Write “{line}” to add them.',
    ja: '{name}：{count}件を確認待ちに追加できます。「{line}」で追加します。',
    'zh-CN': '{name}：{count}条可加入待分类队列。请输入“{line}”加入。',
  },
  toldNothing: {
    en: '{name}: {count} rows read, none of them new to the queue.',
    ja: '{name}：{count}行を読み込みましたが、新しく追加するものはありません。',
    'zh-CN': '{name}：读取{count}行，没有新的待分类内容。',
  },
  toldWhich: {
    en: '{name}: {count} read. Say of which store: “{line} STORE”.',
    ja: '{name}：{count}件を読み込みました。店舗を指定してください：「{line} 店舗名」。',
    'zh-CN': '{name}：读取{count}条。请指定店铺：“{line} 店铺”。',
  },
  done: { en: '{count} added to the queue', ja: '{count}件を確認待ちに追加しました', 'zh-CN': '已将{count}条加入队列' },
  open: { en: 'Read and label', ja: '確認する', 'zh-CN': '去分类' },
} satisfies Record<string, Localized>

/** What a file of reviews or messages would come to, with the button that queues it. */
export function reviewFileCard({ id, content }: KeptReviewFile, plan: QueuePlan, stores: readonly Store[]): Card {
  const { fileName, kind, skipped, rowsSkipped } = content
  const notes = notesOf(content, plan)
  const rest = rowsSkipped - Math.min(rowsSkipped, most)
  const rows = [
    ...skipped.slice(0, most).map(({ row, reason }) => fill(texts.row, { row, reason })),
    ...(rest > 0 ? [fill(texts.more, { count: formatCount(rest) })] : []),
  ]
  const blocks: Block[] = [
    factsOf(content, plan),
    ...(notes.length > 0 ? [{ type: 'list' as const, items: notes }] : []),
    ...sampleBlocks(content),
    ...(rows.length > 0 ? [{ type: 'list' as const, heading: texts.skipped, folded: true, items: rows }] : []),
    ...choiceBlocks(id, content, plan, stores),
  ]
  return { title: fill(texts[kind], { name: verbatim(fileName) }), tone: rowsSkipped > 0 ? 'warning' : 'info', blocks }
}

/** The same in a sentence, with the line that queues it. */
export function reviewFileText({ id, content }: KeptReviewFile, plan: QueuePlan): Localized {
  const name = verbatim(content.fileName)
  const line = verbatim(`review import #${id}`)
  if (content.whichStore) return fill(texts.toldWhich, { name, line, count: formatCount(content.reviews.length) })
  if (plan.fresh.length === 0) return fill(texts.toldNothing, { name, count: formatCount(content.rowsRead) })
  return fill(texts.told, { name, line, count: formatCount(plan.fresh.length) })
}

/** What taking a file over did. */
export function appliedFileCard(content: ReviewFile, plan: QueuePlan, count: number): Card {
  const notes = notesOf(content, plan)
  return {
    title: fill(texts.done, { count: formatCount(count) }),
    tone: 'good',
    blocks: [
      ...(notes.length > 0 ? [{ type: 'list' as const, items: notes }] : []),
      { type: 'actions', actions: [{ label: texts.open, line: 'review', style: 'primary' }] },
    ],
  }
}

function factsOf(content: ReviewFile, { fresh }: QueuePlan): Block {
  const days = content.reviews.map(({ day }) => (typeof day === 'string' ? day : (Object.values(day)[0] ?? ''))).sort()
  const stores = [...new Set([...fresh.map(({ store }) => store.name)])]
  const byStars = [1, 2, 3, 4, 5].flatMap(stars => {
    const count = content.reviews.filter(review => review.stars === stars).length
    return count > 0 ? [fill(texts.stars, { stars, count: formatCount(count) })] : []
  })
  return {
    type: 'facts',
    facts: [
      {
        label: texts.store,
        value: content.whichStore ? texts.which : verbatim(stores.slice(0, most).join(', ') || '–'),
      },
      {
        label: texts.read,
        value: formatCount(content.rowsRead),
        ...(byStars.length > 0 && { detail: join(byStars, verbatim(' · ')) }),
      },
      ...(days.length > 0
        ? [{ label: texts.days, value: formatDays(days[0] ?? '', days.at(-1) ?? '', { year: true }) }]
        : []),
      ...(content.whichStore ? [] : [{ label: texts.queue, value: formatCount(fresh.length) }]),
    ],
  }
}

function notesOf(content: ReviewFile, plan: QueuePlan): readonly Localized[] {
  const counted = [
    [texts.above, plan.above],
    [texts.known, plan.known],
    [texts.doubled, plan.doubled],
    [texts.outside, content.whichStore && plan.fresh.length === 0 ? 0 : plan.outside],
    [texts.empty, content.empty],
    [texts.own, content.own],
    [texts.long, content.long],
    [texts.cuts, content.cuts],
  ] as const
  const notes = counted.flatMap(([text, count]) =>
    count > 0 ? [fill(text, { count: formatCount(count), stars: mostStars })] : [],
  )
  const names = verbatim(content.unread.slice(0, 20).join(', '))
  return content.unread.length > 0 ? [...notes, fill(texts.unread, { names })] : notes
}

function sampleBlocks({ reviews }: ReviewFile): readonly Block[] {
  const shown = reviews.filter(({ stars }) => stars === null || stars <= mostStars).slice(0, samples)
  if (shown.length === 0) return []
  const items = shown.map(({ text, stars }) => {
    const cut = [...text].length > longestSample ? `${[...text].slice(0, longestSample).join('')}…` : text
    return verbatim(stars === null ? cut : `${stars}★ ${cut}`)
  })
  return [{ type: 'list', heading: texts.sample, items }]
}

function choiceBlocks(
  id: number,
  content: ReviewFile,
  { fresh }: QueuePlan,
  stores: readonly Store[],
): readonly Block[] {
  if (content.whichStore) {
    const actions = content.stores.slice(0, most).map(slug => ({
      label: verbatim(stores.find(store => store.slug === slug)?.name ?? slug),
      line: `review import #${id} store:${slug}`,
    }))
    return [
      { type: 'text', style: 'strong', text: texts.whichStore },
      { type: 'actions', actions },
    ]
  }
  if (fresh.length === 0) return [{ type: 'text', style: 'strong', text: texts.nothing }]
  const apply: Action = {
    label: fill(texts.apply, { count: formatCount(fresh.length) }),
    line: `review import #${id}`,
    style: 'primary',
  }
  const fewer = [1, 2].filter(stars => fresh.some(one => one.stars !== null && one.stars > stars))
  const others = fewer.map(stars => ({ label: fill(texts.fewer, { stars }), line: `review import #${id} ${stars}` }))
  return [{ type: 'actions', actions: [apply, ...others] }]
}
