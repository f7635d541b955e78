import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { placeKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import {
  addPhotosUrl,
  answerRound,
  askedElsewhere,
  changePhoto,
  definedCard,
  defineRating,
  endedCard,
  endPlan,
  evidenceAt,
  findPlan,
  givenIn,
  listRounds,
  type NotTaken,
  namesOf,
  planCard,
  planIn,
  plansSeen,
  planTables,
  quotedIn,
  ratedCard,
  ratedIn,
  rateFigure,
  ratingsCard,
  roundsCard,
  roundTables,
  setPlan,
  showRounds,
  storeIn,
  subjectOf,
  typedCard,
  typedPhotosUrl,
  type Where,
  waitingRound,
  withdrawRating,
} from '#src/features/ratings/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Rounds that are shown of a KPI and store (judgement: a year of months, and one to compare with). */
const shownRounds = 13

/** What people rate from 1 to 5 by looking at it: who is asked, what they answered, and KPIs of one's own. */
export const rating = defineCommand({
  name: 'rating',
  aliases: { en: ['ratings'], ja: ['採点'], 'zh-CN': ['打分'] },
  summary: {
    en: 'Soft KPIs: who rates, and the ratings',
    ja: '採点項目：採点者と結果',
    'zh-CN': '软性指标：打分人与结果',
  },
  examples: {
    en: [
      'rating',
      'rating plan packaging rakuten-main @mei @ken @yuki monthly',
      'rating packaging rakuten-main 4 5 "box dented"',
      'rating show packaging rakuten-main',
      'rating stop packaging rakuten-main',
      'rating define "Gift wrapping" "torn" "plain paper" "neat" "with ribbon" "with ribbon and card"',
    ],
    ja: [
      '採点',
      '採点 計画 梱包 rakuten-main @mei @ken @yuki 毎月',
      '採点 梱包 rakuten-main 4 5 「箱のへこみ」',
      '採点 結果 梱包 rakuten-main',
    ],
    'zh-CN': [
      '打分',
      '打分 计划 包装完整度 rakuten-main @mei @ken @yuki 每月',
      '打分 包装完整度 rakuten-main 4 5 “箱子有凹痕”',
      '打分 结果 包装完整度 rakuten-main',
    ],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    answer: { aliases: ['回答', '答复'] },
    show: { aliases: ['results', '結果', '表示', '结果', '查看'] },
    plan: { aliases: ['schedule', '計画', '設定', '计划', '安排'], role: 'manager' },
    stop: { aliases: ['停止', '終了', '终止'], role: 'manager' },
    define: { aliases: ['new', '定義', '定义'], role: 'manager', free: true },
    remove: { aliases: ['delete', '削除', '删除'], role: 'manager' },
    photo: { aliases: ['photos', '写真', '照片'] },
    discard: { aliases: ['take back photo', '写真取消', '撤回照片'] },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, amounts: true, people: true, ids: true, quoted: true, free: true },
  implied: ({ amounts, ids, kpis, quoted }) =>
    amounts.length + ids.length > 0 ? 'answer' : kpis.length + quoted.length > 0 ? 'show' : 'list',
  run(words, context) {
    switch (words.subverb ?? rating.implied?.(words)) {
      case 'answer':
        return answer(words, context)
      case 'show':
        return show(words, context)
      case 'plan':
        return plan(words, context)
      case 'stop':
        return stop(words, context)
      case 'define':
        return define(words, context)
      case 'remove':
        return remove(words, context)
      case 'photo':
      case 'discard':
        return changePhoto(words, context)
      default:
        return list(words, context)
    }
  },
})

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, {}, texts.howTo)
  const { db, catalog, caller } = context
  const mine = caller.personId === null ? [] : await listRounds(db, { open: true, raterId: caller.personId })
  const waiting = (await showRounds(db, mine, catalog)).filter(
    ({ store, answers }) => store.demo === caller.demo && !answers.some(({ personId }) => personId === caller.personId),
  )
  const plans = await plansSeen(context)
  return { cards: [ratingsCard(waiting, plans, caller.demo)], private: true, tables: () => planTables(plans, waiting) }
}

async function show(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { kpi, quoted } = ratedIn(words, context)
  requireUsed({ ...words, quoted }, { kpis: 1, places: 1 }, texts.howTo)
  const { store, sku } = storeIn(words, context)
  const { db, catalog, caller } = context
  const rounds = await listRounds(db, { storeIds: [store.id], kpiId: kpi.id, sku, limit: shownRounds })
  const subject = subjectOf({ kpiId: kpi.id, storeId: store.id, sku }, catalog)
  if (!subject) throw new Error('A store that somebody sees is not in the catalog')
  const evidence = await evidenceAt({ kpiId: kpi.id, storeId: store.id, sku }, context)
  const shown = await showRounds(db, rounds, catalog)
  const named = includes(caller.role, 'manager')
  const tables = () => roundTables(shown, named)
  return { cards: [roundsCard(subject, shown, named, evidence)], private: true, tables }
}

async function answer(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const [id] = words.ids
  if (id !== undefined) {
    requireUsed(words, { quoted: 1, numbers: 3 }, texts.howTo)
    return answerNumber(id, givenIn(words.amounts, words.quoted), context)
  }
  const { kpi, quoted } = ratedIn(words, context)
  const asked = await askedElsewhere(kpi, words, context)
  const uses = { kpis: 1, places: 1, quoted: 1, numbers: 2, ownWords: asked !== null }
  requireUsed({ ...words, quoted }, uses, texts.howTo)
  const given = givenIn(words.amounts, quoted)
  if (asked !== null) return answerNumber(asked, given, context)
  const { store, sku } = storeIn(words, context)
  const round = await waitingRound({ kpi, store, sku }, context)
  return round === null ? type({ kpi, store, sku }, given, context) : answerNumber(round, given, context)
}

type Rated = ReturnType<typeof givenIn>
async function answerNumber(id: number, given: Rated, context: CommandContext): Promise<CommandAnswer> {
  const { db, catalog, caller, now } = context
  const [round] = await listRounds(db, { ids: [id] })
  const checks = given.checks ?? round?.checks ?? 1
  const own = { ...given, checks, personId: caller.personId }
  const taken = await db.transaction(async tx => {
    const result = await answerRound(tx, id, own, { catalog, now })
    if (typeof result !== 'string') await context.enqueue(tx, 'evaluate', null)
    return result
  })
  if (typeof taken === 'string') throw new UserError(fill(texts.notTaken[taken], { id }))
  const upload = addPhotosUrl(context.pages, taken.shown, caller.personId)
  const card = ratedCard(taken.shown, own, taken.replaced, upload)
  return { cards: [card], private: true, replaces: caller.via === 'button' || caller.via === 'form' }
}

/** A rating by somebody who was not asked: it counts, as `record`, on the last day of the store that is over. */
async function type({ kpi, store, sku }: Where, given: Rated, context: CommandContext): Promise<CommandAnswer> {
  const { db, catalog, caller, now } = context
  if (!includes(caller.role, 'operator')) throw new UserError(texts.notAsked)
  const day = shiftDays(localDay(now, store.timeZone), -1)
  const own = { ...given, checks: given.checks ?? 1, personId: caller.personId }
  const replaced = await db.transaction(async tx => {
    const before = await rateFigure(tx, { kpi, store, sku, day }, { ...own, roundId: null }, now)
    await context.enqueue(tx, 'evaluate', null)
    return before
  })
  const subject = subjectOf({ kpiId: kpi.id, storeId: store.id, sku }, catalog)
  if (!subject) throw new Error('A store that somebody sees is not in the catalog')
  const key = { kpiId: kpi.id, storeId: store.id, sku, day }
  const upload = typedPhotosUrl(context.pages, key, caller.personId, now)
  const told = { day: formatDay(day, { year: true }), replaced, upload }
  return { cards: [typedCard(subject, own, told)], private: true }
}

async function plan(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { kpi, quoted } = ratedIn(words, context)
  const asked = planIn({ ...words, quoted })
  const { store, sku } = storeIn(words, context)
  const { db, catalog, caller, now } = context
  const panel = [...new Set(words.people.map(({ id }) => id))]
  if (panel.length === 0) panel.push(await ownerOf({ kpi, store, sku }, context))
  const made = { kpiId: kpi.id, storeId: store.id, sku, panel, createdBy: caller.personId, ...asked }
  await db.transaction(async tx => {
    await setPlan(tx, made, now)
    await context.enqueue(tx, 'ratings', null)
  })
  const subject = subjectOf(made, catalog)
  if (!subject) throw new Error('A store that somebody sees is not in the catalog')
  return { cards: [planCard(subject, made, namesOf(panel, catalog))] }
}

/** Whoever owns the KPI's target at the store, else whoever asks. @throws UserError where there is neither. */
async function ownerOf({ kpi, store, sku }: Where, { db, caller }: CommandContext): Promise<number> {
  const place = placeKey({ kind: 'store', slug: store.slug, ...(sku !== '' && { sku }) })
  const targets = await listTargets(db, { kpiIds: [kpi.id], places: [place], demo: caller.demo })
  const owner = targets.findLast(target => !target.withdrawn && target.owner !== null)?.owner?.id ?? caller.personId
  if (owner === null) throw new UserError(texts.who)
  return owner
}

async function stop(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { kpi, quoted } = ratedIn(words, context)
  requireUsed({ ...words, quoted }, { kpis: 1, places: 1 }, texts.howTo)
  const { store, sku } = storeIn(words, context)
  const key = { kpiId: kpi.id, storeId: store.id, sku }
  const standing = await findPlan(context.db, key)
  const subject = subjectOf(key, context.catalog)
  if (!standing || !subject) throw new UserError(fill(texts.noPlan, { kpi: kpi.label, store: verbatim(store.name) }))
  await endPlan(context.db, standing.id, context.now)
  return { cards: [endedCard(subject)] }
}

async function define(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const [name, ...anchors] = quotedIn(words.rest) ?? []
  if (!name || anchors.length !== 5 || anchors.includes('')) throw new UserError(texts.howToDefine)
  if (name.length > 60 || anchors.some(text => text.length > 150)) throw new UserError(texts.tooLong)
  return { cards: [definedCard(await defineRating(name, anchors, makerOf(context)), true)] }
}

async function remove(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { kpi, quoted } = ratedIn(words, context)
  requireUsed({ ...words, quoted }, { kpis: 1 }, texts.howTo)
  await withdrawRating(kpi, makerOf(context))
  return { cards: [definedCard(kpi, false)] }
}

function makerOf({ db, catalog, caller, now, teamTimeZone }: CommandContext) {
  return { db, kpis: catalog.kpis, today: localDay(now, teamTimeZone), by: caller.personId }
}

const texts = {
  howTo: {
    en: 'For example: rating packaging rakuten-main 4 5 "box dented". All forms: help rating',
    ja: '例：採点 梱包 rakuten-main 4 5 「箱のへこみ」。使い方：ヘルプ 採点',
    'zh-CN': '例如：打分 包装完整度 rakuten-main 4 5 “箱子有凹痕”。用法：帮助 打分',
  },
  howToDefine: {
    en: 'A name and what 1, 2, 3, 4 and 5 stand for, each in quotes: rating define "Gift wrapping" "torn" "plain paper" "neat" "with ribbon" "with ribbon and card"',
    ja: '名前と1〜5点の目安を、それぞれ「」で書いてください：採点 定義 「ギフト包装」 「破れ」 「無地の紙」 「きれい」 「リボン付き」 「リボンとカード付き」',
    'zh-CN': '请写名称和1至5分的含义，各加引号：打分 定义 “礼品包装” “破损” “普通纸” “整齐” “有丝带” “有丝带和贺卡”',
  },
  tooLong: {
    en: 'The name may have 60 characters, each text 150.',
    ja: '名前は60文字、目安はそれぞれ150文字までです。',
    'zh-CN': '名称不超过60个字符，各说明不超过150个字符。',
  },
  who: { en: 'Who rates? Mention the people.', ja: '採点者を@で指定してください。', 'zh-CN': '请@打分人。' },
  notAsked: {
    en: 'You were not asked to rate this. Operators and above can rate without being asked.',
    ja: 'この採点は依頼されていません。依頼なしの採点には担当者以上の権限が必要です。',
    'zh-CN': '您未被邀请为此打分。运营及以上角色可自行打分。',
  },
  noPlan: {
    en: 'Nobody is asked about {kpi} of {store}.',
    ja: '{store}の{kpi}には採点の設定がありません。',
    'zh-CN': '{store}的{kpi}没有设置打分。',
  },
  notTaken: {
    gone: { en: 'There is no round #{id}.', ja: '採点 #{id} はありません。', 'zh-CN': '没有编号为 #{id} 的打分。' },
    'not-asked': {
      en: 'There is no round #{id} for you.',
      ja: '採点 #{id} はありません。',
      'zh-CN': '没有编号为 #{id} 的打分。',
    },
    closed: {
      en: 'Round #{id} is closed. A rating can still be typed: rating packaging rakuten-main 4 "box dented"',
      ja: '採点 #{id} は終了しました。依頼なしの採点として入力できます：採点 梱包 rakuten-main 4 「箱のへこみ」',
      'zh-CN': '打分 #{id} 已结束。可以自行录入：打分 包装完整度 rakuten-main 4 “箱子有凹痕”',
    },
  } satisfies Record<NotTaken, Localized>,
}
