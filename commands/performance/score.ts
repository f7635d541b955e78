import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { UserError } from '#src/errors.ts'
import {
  answerTo,
  checkCard,
  checkScorecard,
  closeScore,
  mayDecide,
  measuredBy,
  type NotClosed,
  objectTo,
  periodIn,
  rankCard,
  rankings,
  rankNames,
  rankTable,
  scoreCard,
  scoreParts,
  scoreReader,
  scoreTable,
  shownScore,
  subjectIn,
  tellClosed,
} from '#src/features/scoring/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { nameKey } from '#src/language/text.ts'

const anywayWords = ['anyway', 'force', 'それでも', '強制', '仍然', '强制'].map(nameKey)

/** The score of a person, team or store: every point of it explained, closed once, open to objection. */
export const score = defineCommand({
  name: 'score',
  aliases: {
    en: ['scores', 'points'],
    ja: ['スコア', '評価', '評価表'],
    'zh-CN': ['评分', '得分', '绩效', '绩效得分'],
  },
  summary: { en: 'A score and every point of it', ja: 'スコアとその内訳', 'zh-CN': '评分及每一分的来历' },
  examples: {
    en: [
      'score',
      'score @ken last month',
      'score team "Japan"',
      'score west 2026-10',
      'score check @ken',
      'score close @ken 2026-10',
    ],
    ja: ['スコア', 'スコア @ken 先月', 'スコア チーム 「日本」', 'スコア 点検 @ken', 'スコア 確定 @ken 2026-10'],
    'zh-CN': ['评分', '评分 @ken 上月', '评分 团队 “日本组”', '评分 检查 @ken', '评分 结算 @ken 2026-10'],
  },
  subverbs: {
    show: { aliases: ['表示', '内訳', '查看', '明细'] },
    check: { aliases: ['点検', '検査', '检查', '体检'] },
    close: { aliases: ['確定', '締め', '结算', '关账'], role: 'operator' },
    object: { aliases: ['appeal', '異議', '申诉', '异议'] },
    keep: { aliases: ['維持', '维持'], role: 'operator' },
    reopen: { aliases: ['再開', '重开', '重新打开'], role: 'operator' },
  },
  role: 'viewer',
  lasting: ['close', 'object', 'keep', 'reopen'],
  takes: { places: true, periods: true, people: true, quoted: true, ids: true, amounts: true, free: true },
  implied: () => 'show',
  run(words, context) {
    switch (words.subverb) {
      case 'check':
        return check(words, context)
      case 'close':
        return close(words, context)
      case 'object':
        return object(words, context)
      case 'keep':
      case 'reopen':
        return decide(words, words.subverb === 'keep' ? 'kept' : 'reopened', context)
      default:
        return show(words, context)
    }
  },
})

async function show(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const asked = await subjectIn(words, context)
  requireUsed({ ...words, unknown: asked.unknown }, { people: 1, places: 1, periods: 1, quoted: 1 }, texts.howTo)
  const period = periodIn(words, context)
  const isPrivate = asked.subject.kind !== 'place'
  if (asked.asked === '' && !(await isMeasured(asked.subject, period, context))) return overview(period, context)
  const shown = await shownScore(asked, period, context)
  return { cards: [scoreCard(shown)], private: isPrivate, tables: () => [scoreTable(shown)] }
}

async function isMeasured(subject: Subject, period: Period, { db, caller }: CommandContext): Promise<boolean> {
  return (await measuredBy(db, subject, period, caller.demo)) !== null
}

/** Whoever is measured by nothing, such as a founder, sees the scores that are theirs to see. */
async function overview(period: Period, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller } = context
  const found = await rankings(context, period)
  const card = rankCard(found, period, await rankNames(db, caller.demo), caller.demo)
  return { cards: [card], private: true, tables: () => [rankTable(found)] }
}

async function check(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const asked = await subjectIn(words, context)
  requireUsed({ ...words, unknown: asked.unknown }, { people: 1, places: 1, periods: 1, quoted: 1 }, texts.howTo)
  await shownScore(asked, periodIn(words, context), context) // refuses who may not see it
  const found = await checkScorecard(context, asked.subject)
  if (!found) throw new UserError(texts.howTo)
  return { cards: [checkCard(found, asked.name, context.catalog, context.caller.demo)], private: true }
}

async function close(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const anyway = words.unknown.some(word => anywayWords.includes(nameKey(word)))
  const unknown = words.unknown.filter(word => !anywayWords.includes(nameKey(word)))
  const asked = await subjectIn({ ...words, unknown }, context)
  requireUsed({ ...words, unknown: asked.unknown }, { people: 1, places: 1, periods: 1, quoted: 1 }, texts.howTo)
  const period = periodIn(words, context)
  const { db, caller } = context
  if (!(await mayDecide(db, scoreReader(context), asked.subject, period))) throw new UserError(texts.notYours)
  const parts = scoreParts(context)
  const kept = await closeScore(parts, asked.subject, period, { by: caller.personId, anyway })
  if (typeof kept === 'string') throw refusal(kept, period, words.line)
  await tellClosed(parts, asked.subject, kept)
  return { cards: [scoreCard(await shownScore(asked, period, context))], private: true }
}

function refusal(why: NotClosed, period: Period, line: string): UserError {
  const text = fill(texts.notClosed[why], { period: period.label })
  const mayForce = why === 'provisional' || why === 'incomplete'
  return new UserError(text, mayForce ? [{ label: texts.anyway, line: `${line} anyway` }] : [])
}

async function object(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { id, reason } = numberAndReason(words)
  await objectTo(context, id, reason)
  return told(texts.objected)
}

async function decide(words: Words, outcome: 'kept' | 'reopened', context: CommandContext): Promise<CommandAnswer> {
  const { id, reason } = numberAndReason(words)
  await answerTo(context, id, outcome, reason)
  return told(outcome === 'kept' ? texts.kept : texts.reopened)
}

function numberAndReason(words: Words): { readonly id: number; readonly reason: string } {
  requireUsed(words, { numbers: 1, quoted: 1 }, texts.howToObject)
  const id = namedNumber(words)
  const reason = words.quoted[0]?.trim()
  if (id === undefined || !Number.isInteger(id) || !reason) throw new UserError(texts.howToObject)
  if (reason.length > 1000) throw new UserError(texts.long)
  return { id, reason }
}

function told(title: Localized): CommandAnswer {
  return { cards: [{ title, tone: 'good', blocks: [] }], private: true }
}

const texts = {
  howTo: {
    en: 'A person, a team or a store, and a week, month or quarter: score @ken 2026-10',
    ja: '人・チーム・店舗と、週・月・四半期を指定してください：スコア @ken 2026-10',
    'zh-CN': '请写明人员、团队或店铺，以及周、月或季度：评分 @ken 2026-10',
  },
  notYours: {
    en: 'Scores are closed by whoever leads the person, and by administrators.',
    ja: 'スコアを確定できるのはリーダーと管理者だけです。',
    'zh-CN': '只有其负责人和管理员可以结算评分。',
  },
  notClosed: {
    running: { en: '{period} is not over yet.', ja: '{period}はまだ終わっていません。', 'zh-CN': '{period}尚未结束。' },
    closed: { en: '{period} is closed already.', ja: '{period}は確定済みです。', 'zh-CN': '{period}已结算。' },
    unmeasured: {
      en: 'Nothing says by what this is measured in {period}.',
      ja: '{period}の評価基準が未設定です。',
      'zh-CN': '{period}未设定考核内容。',
    },
    incomplete: {
      en: 'In {period} less than 70% of the weights have data and a target, so that the score would have no rank. Add what is missing first; “score” lists it. It closes as it is 40 days after the end.',
      ja: '{period}はデータと目標がそろったウェイトが70%未満で、順位がつきません。不足分（「スコア」に表示）を先に補ってください。期間終了の40日後にはそのまま確定します。',
      'zh-CN':
        '{period}有数据和目标的权重不足70%，不参与排名。请先补齐缺项（“评分”中会列出）；期末40天后将按现状结算。',
    },
    provisional: {
      en: 'Some figures of {period} may still change. It closes by itself when they are final.',
      ja: '{period}の一部の数値はまだ変わる可能性があります。確定し次第、自動で締めます。',
      'zh-CN': '{period}部分数据仍可能变化，定稿后会自动结算。',
    },
  },
  anyway: { en: 'Close anyway', ja: 'それでも確定する', 'zh-CN': '仍然结算' },
  howToObject: {
    en: 'The number of the score and the reason in quotes: score object 12 "The typhoon days count against me"',
    ja: 'スコアの番号と理由を「」で：スコア 異議 12 「台風の日が含まれています」',
    'zh-CN': '请写明评分编号和带引号的理由：评分 申诉 12 “台风天不应计入”',
  },
  long: {
    en: 'The reason may have 1,000 characters.',
    ja: '理由は1000文字以内にしてください。',
    'zh-CN': '理由不超过1000个字符。',
  },
  objected: {
    en: 'Your objection is on its way to whoever decides about it',
    ja: '異議を申し立てました。担当者の回答をお待ちください',
    'zh-CN': '申诉已提交，等待负责人答复',
  },
  kept: {
    en: 'The score stays, and the person is told',
    ja: 'スコアを維持し、本人に連絡しました',
    'zh-CN': '维持评分，已通知本人',
  },
  reopened: {
    en: 'The period is open again, and the person is told',
    ja: '期間を再開し、本人に連絡しました',
    'zh-CN': '已重新打开，并通知本人',
  },
} satisfies Record<string, Localized | Record<string, Localized>>
