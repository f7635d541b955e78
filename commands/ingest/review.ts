import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Store } from '#src/domain/place.ts'
import { cutPersonalData } from '#src/domain/reviews/personal-data.ts'
import { findLabel, type ReviewLabel } from '#src/domain/reviews/review-labels.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { ownPlace, ownStores, storeSuggestions } from '#src/features/figures/index.ts'
import {
  addReview,
  appliedFileCard,
  findReview,
  findReviewFile,
  labelReview,
  listLabelled,
  listWaiting,
  mostStars,
  planQueue,
  queueCard,
  queueReviews,
  removeReview,
  reviewCard,
  reviewFileCard,
  reviewTables,
  type ShownReview,
} from '#src/features/reviews/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Labelled reviews are counted back so many days in the queue's card. */
const countedDays = 90

/** The longest text of a review, in characters (judgement: marketplaces allow a few thousand, a card shows less). */
const longestText = 2000

/** Negative reviews that people read and label: what they are about is counted, never guessed. */
export const review = defineCommand({
  name: 'review',
  aliases: { en: ['reviews'], ja: ['低評価レビュー', 'レビュー分類'], 'zh-CN': ['差评', '差评分类'] },
  summary: {
    en: 'Negative reviews to read and label',
    ja: '低評価レビューの確認と分類',
    'zh-CN': '差评的阅读与分类',
  },
  examples: {
    en: [
      'review',
      'review add rakuten 1 2026-11-20 "The box was crushed"',
      'review label #12 logistics',
      'review import #5',
    ],
    ja: [
      '低評価レビュー',
      '低評価レビュー 追加 楽天 1 2026-11-20 「箱が潰れていた」',
      '低評価レビュー 分類 #12 配送',
      '低評価レビュー 取り込み #5',
    ],
    'zh-CN': ['差评', '差评 添加 乐天 1 2026-11-20 “箱子压坏了”', '差评 分类 #12 物流', '差评 导入 #5'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    add: { aliases: ['new', '追加', '登録', '添加'] },
    import: { aliases: ['file', 'ファイル', '取り込み', '导入', '文件'], role: 'manager' },
    label: { aliases: ['分類', '分类', '标记'] },
    remove: { aliases: ['delete', '削除', '删除'], role: 'manager' },
  },
  role: 'operator',
  undoable: true,
  takes: { places: true, periods: true, amounts: true, people: true, ids: true, quoted: true, free: true },
  implied: ({ quoted, ids, amounts }) =>
    quoted.length > 0 ? 'add' : ids.length + amounts.length > 0 ? 'label' : 'list',
  run(words, context) {
    if (words.people.length > 0) throw new UserError(texts.person, [meetingInstead(words.rest)])
    switch (words.subverb ?? review.implied?.(words)) {
      case 'add':
        return add(words, context)
      case 'import':
        return takeOver(words, context)
      case 'label':
        return label(words, context)
      case 'remove':
        return remove(words, context)
      default:
        requireUsed(words, { places: 1 }, texts.howTo)
        return list(words, context)
    }
  },
})

/** The meeting about a person, which is not about what buyers wrote. */
function meetingInstead(rest: string): Suggestion {
  return { label: verbatim(`meeting ${rest}`), line: `meeting ${rest}` }
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const [place] = words.places
  const stores = place ? [storeOf(words, context).store] : ownStores(caller)
  const ids = stores.map(({ id }) => id)
  const today = localDay(now, caller.timeZone)
  const waiting = (await listWaiting(db, ids)).flatMap(one => shownIn(one, stores) ?? [])
  const labelled = await listLabelled(db, ids, shiftDays(today, -countedDays))
  const tables = () => reviewTables(waiting, labelled)
  return { cards: [queueCard(waiting, labelled, { demo: caller.demo, today })], private: true, tables }
}

function shownIn(one: ShownReview['review'], stores: readonly Store[]): ShownReview | null {
  const store = stores.find(({ id }) => id === one.storeId)
  return store ? { review: one, store } : null
}

function storeOf(words: Words, { caller }: CommandContext): { store: Store; sku: string } {
  const place = words.places[0] ?? ownPlace(caller)
  const found = place.kind === 'store' ? ownStores(caller).find(({ slug }) => slug === place.slug) : undefined
  if (found && words.places.length < 2) return { store: found, sku: place.kind === 'store' ? (place.sku ?? '') : '' }
  throw new UserError(
    texts.oneStore,
    storeSuggestions(caller, slug => `${words.line} store:${slug}`),
  )
}

async function add(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const unknown = words.unknown.filter(word => !/^(?:stars?|星|つ星|★+)$/i.test(word))
  requireUsed({ ...words, unknown }, { places: 1, periods: 1, quoted: 1, numbers: 1 }, texts.howTo)
  const { store, sku } = storeOf(words, context)
  const text = cutPersonalData(words.quoted[0]?.trim().replace(/\s+/g, ' ') ?? '').text
  const stars = words.amounts[0]
  if (!text || !stars) throw new UserError(texts.howTo)
  if (text.length > longestText) throw new UserError(texts.long)
  if (stars.kind !== 'plain' || ![1, 2, 3].includes(stars.value)) throw new UserError(texts.stars)
  const { db, caller, now } = context
  const day = dayOf(words, localDay(now, store.timeZone))
  const made = { storeId: store.id, sku, day, stars: stars.value, text }
  const { id, fresh } = await addReview(db, { ...made, addedBy: caller.personId, addedAt: now })
  const shown = { store, review: { ...made, id, labels: [] } }
  return { cards: [reviewCard(shown, { what: fresh ? 'added' : 'known', labels: [] })], private: true }
}

/** The day on which it was written; today where none is said. @throws UserError */
function dayOf({ periods }: Words, today: string): string {
  const [period] = periods
  if (!period) return today
  if (period.from !== period.to) throw new UserError(texts.oneDay)
  if (period.from > today) throw new UserError(texts.future)
  return period.from
}

/** A file that was read goes into the queue: `review import #5`, of which store, up to how many stars. */
async function takeOver(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const unknown = words.unknown.filter(word => !/^(?:stars?|星|つ星|★+|以下|及以下)$/i.test(word))
  requireUsed({ ...words, unknown }, { places: 1, numbers: 2 }, texts.howToImport)
  const { db, caller, now } = context
  const id = namedNumber(words)
  const [, stars] = [...words.ids, ...words.amounts.map(({ value }) => value)]
  if (id === undefined || !Number.isInteger(id) || id > 2_147_483_647) throw new UserError(texts.howToImport)
  const upTo = stars ?? mostStars
  if (!Number.isInteger(upTo) || upTo < 1 || upTo > 5) throw new UserError(texts.fileStars)
  const kept = await findReviewFile(db, id)
  if (!kept) throw new UserError(fill(texts.noFile, { id }))
  const stores = ownStores(caller)
  const store = words.places.length > 0 ? storeOf(words, context).store : null
  const plan = await planQueue(db, kept.content, stores, { store, upTo })
  if (kept.content.whichStore && store === null) return { cards: [reviewFileCard(kept, plan, stores)], private: true }
  const count = await db.transaction(tx => queueReviews(tx, plan, { by: caller.personId, now }))
  return { cards: [appliedFileCard(kept.content, plan, count)], private: true }
}

async function label(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const found = words.unknown.map(word => [word, findLabel(word)] as const)
  const odd = found.find(([, one]) => one === null)
  if (odd) throw new UserError(fill(texts.noLabel, { word: verbatim(odd[0]) }))
  const labels = [...new Set(found.flatMap(([, one]) => one ?? []))]
  requireUsed({ ...words, unknown: [] }, { numbers: 1 }, texts.howTo)
  const shown = await meant(words, context)
  if (labels.length === 0) throw new UserError(texts.whichLabel)
  await changed(context, tx => labelReview(tx, shown, labels, { by: context.caller.personId, now: context.now }))
  return labelledAnswer(shown, labels, words, context)
}

/** The queue goes on where a button was pressed; a typed line hears what it did. */
async function labelledAnswer(
  shown: ShownReview,
  labels: readonly ReviewLabel[],
  words: Words,
  context: CommandContext,
): Promise<CommandAnswer> {
  const card = reviewCard(shown, { what: 'labelled', labels })
  if (context.caller.via !== 'button') return { cards: [card], private: true }
  const { cards } = await list(words, context)
  return { cards: [...cards, { ...card, blocks: [] }], private: true, replaces: true }
}

async function remove(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1 }, texts.howTo)
  const shown = await meant(words, context)
  await changed(context, tx => removeReview(tx, shown, context.now))
  return { cards: [reviewCard(shown, { what: 'removed', labels: [] })], private: true }
}

async function changed(
  { db, enqueue }: CommandContext,
  change: (tx: CommandContext['db']) => Promise<void>,
): Promise<void> {
  await db.transaction(async tx => {
    await change(tx)
    await enqueue(tx, 'evaluate', null)
  })
}

/** The review that a line names, of a store that the caller sees. @throws UserError */
async function meant(words: Words, { db, caller }: CommandContext): Promise<ShownReview> {
  const id = namedNumber(words)
  if (id === undefined || !Number.isInteger(id) || id > 2_147_483_647) throw new UserError(texts.howTo)
  const found = await findReview(db, id)
  const shown = found ? shownIn(found, ownStores(caller)) : null
  if (!shown) throw new UserError(fill(texts.gone, { id }))
  return shown
}

const texts = {
  person: {
    en: 'This verb is about reviews that buyers wrote. The review of a person is a meeting about them:',
    ja: 'このコマンドは購入者のレビュー用です。担当者の振り返りはこちら：',
    'zh-CN': '该指令用于买家评价。对个人的复盘请用：',
  },
  howTo: {
    en: 'A store, the stars, the day and the text in quotes: review add rakuten 1 2026-11-20 "The box was crushed". Then: review label #12 logistics',
    ja: '店舗・星・投稿日・「本文」：低評価レビュー 追加 楽天 1 2026-11-20 「箱が潰れていた」。分類：低評価レビュー 分類 #12 配送',
    'zh-CN': '请写店铺、星级、日期和带引号的内容：差评 添加 乐天 1 2026-11-20 “箱子压坏了”。分类：差评 分类 #12 物流',
  },
  howToImport: {
    en: 'Send me the file first; then with its number: review import #5, of one store: review import #5 amazon-us, up to two stars: review import #5 2',
    ja: '先にファイルを送ってください。その番号で：低評価レビュー 取り込み #5、店舗を指定：低評価レビュー 取り込み #5 楽天、星2以下：低評価レビュー 取り込み #5 2',
    'zh-CN': '请先发送文件，再写编号：差评 导入 #5；指定店铺：差评 导入 #5 乐天；仅两星及以下：差评 导入 #5 2',
  },
  fileStars: {
    en: 'Up to how many stars are read: 1 to 5.',
    ja: '対象の星は1〜5で指定してください。',
    'zh-CN': '星级请写1至5。',
  },
  noFile: {
    en: 'No file of reviews #{id} waits (they are kept for a week). Send it again.',
    ja: 'レビューのファイル#{id}はありません（保存は1週間）。もう一度送ってください。',
    'zh-CN': '没有等待中的评价文件#{id}（保留一周），请重新发送。',
  },
  oneStore: { en: 'Of which one store?', ja: 'どの店舗のレビューですか？', 'zh-CN': '是哪家店铺的评价？' },
  stars: {
    en: 'Reviews with 1, 2 or 3 stars are read here.',
    ja: 'ここで扱うのは星1〜3のレビューです。',
    'zh-CN': '此处处理1至3星的评价。',
  },
  long: {
    en: 'The text may have 2,000 characters.',
    ja: '本文は2000文字以内です。',
    'zh-CN': '内容不超过2000个字符。',
  },
  oneDay: {
    en: 'Name the one day on which it was written.',
    ja: '投稿日を1日で指定してください。',
    'zh-CN': '请写一个评价日期。',
  },
  future: { en: 'That day has not come yet.', ja: 'まだ来ていない日付です。', 'zh-CN': '这一天还没到。' },
  noLabel: {
    en: '“{word}” is no label. These are: product, logistics, service, intent.',
    ja: '「{word}」という分類はありません。商品・配送・接客・真意 のいずれかです。',
    'zh-CN': '没有“{word}”这个分类。可选：商品、物流、服务、意图。',
  },
  whichLabel: {
    en: 'What is it about? product, logistics, service or intent: review label #12 logistics',
    ja: '何についてですか？商品・配送・接客・真意：低評価レビュー 分類 #12 配送',
    'zh-CN': '原因是什么？商品、物流、服务或意图：差评 分类 #12 物流',
  },
  gone: { en: 'There is no review #{id}.', ja: 'レビュー#{id}はありません。', 'zh-CN': '没有编号为#{id}的差评。' },
} satisfies Record<string, Localized>
