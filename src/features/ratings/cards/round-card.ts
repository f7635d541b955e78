import { line, placeWord } from '#src/cards/lines.ts'
import { demoTitled } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card, Cell } from '#src/chat/card.ts'
import type { ShownRound, Subject } from '#src/features/ratings/round.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { anchorBlocks, waitingAction } from './ask-card.ts'
import { apartText, everyWords, meanText, responseText, resultFacts, titleOf } from './words.ts'

const texts = {
  title: { en: 'Ratings', ja: '採点', 'zh-CN': '打分' },
  one: { en: '{kpi}', ja: '{kpi}', 'zh-CN': '{kpi}' },
  closed: { en: 'Ratings are in: {kpi}', ja: '採点終了：{kpi}', 'zh-CN': '打分结束：{kpi}' },
  apart: { en: 'Raters disagree: {kpi}', ja: '採点に差があります：{kpi}', 'zh-CN': '打分有分歧：{kpi}' },
  rater: { en: 'Rater', ja: '採点者', 'zh-CN': '打分人' },
  rating: { en: 'Rating', ja: '点数', 'zh-CN': '分值' },
  checks: { en: 'Looked at', ja: '確認件数', 'zh-CN': '查看件数' },
  comment: { en: 'Comment', ja: 'コメント', 'zh-CN': '说明' },
  waiting: { en: 'no answer', ja: '未回答', 'zh-CN': '未回答' },
  unreached: { en: 'not linked to a chat', ja: 'チャット未連携', 'zh-CN': '未关联聊天账号' },
  unasked: { en: 'typed without being asked', ja: '自主入力', 'zh-CN': '自行录入' },
  photos: { en: 'Photos ({n})', ja: '写真（{n}枚）', 'zh-CN': '照片（{n}张）' },
  show: { en: 'Show with photos', ja: '写真と合わせて表示', 'zh-CN': '查看及照片' },
  earlier: { en: 'Before', ja: '過去', 'zh-CN': '此前' },
  before: {
    en: '{period}: {mean}, answered {response}',
    ja: '{period}：{mean}、回答{response}',
    'zh-CN': '{period}：{mean}，回答{response}',
  },
  noRounds: {
    en: 'Nobody was asked about this yet. Who rates it is said with: rating plan {kpi} … @people',
    ja: 'まだ採点を依頼していません。採点者の設定：採点 計画 {kpi} … @人',
    'zh-CN': '尚未请人打分。设置打分人：打分 计划 {kpi} … @人员',
  },
  none: {
    en: 'Nothing waits for your rating.',
    ja: '採点待ちはありません。',
    'zh-CN': '没有等待您打分的项目。',
  },
  yours: { en: 'These wait for your rating.', ja: '採点をお願いします。', 'zh-CN': '以下项目等待您打分。' },
  every: { en: 'Asked', ja: '頻度', 'zh-CN': '频率' },
  panel: { en: 'Raters', ja: '採点者', 'zh-CN': '打分人' },
  last: { en: 'Latest', ja: '最新', 'zh-CN': '最近' },
  response: { en: 'Answered', ja: '回答', 'zh-CN': '回答' },
} satisfies Record<string, Localized>

/** The page with the photos behind ratings, and how many there are. */
export interface Evidence {
  readonly url: string
  readonly photos: number
}

/** What came of rounds, the latest first. `named`: with who gave what; `evidence` is `null` where there are no photos. */
export function roundsCard(
  subject: Subject,
  rounds: readonly ShownRound[],
  named: boolean,
  evidence: Evidence | null,
): Card {
  const [latest, ...earlier] = rounds
  if (!latest) {
    const text = fill(texts.noRounds, { kpi: subject.kpi.label })
    const anchors = anchorBlocks(subject.kpi.anchors ?? [])
    const blocks: readonly Block[] = [{ type: 'text', text }, ...anchors, ...evidenceBlocks(evidence)]
    return { title: demoTitled(subject.kpi.label, subject.store.demo), tone: 'info', blocks }
  }
  return {
    title: demoTitled(titleOf(texts.one, latest), latest.store.demo),
    tone: apartText(latest) ? 'warning' : 'info',
    blocks: [...resultBlocks(latest, named), ...earlierBlocks(earlier), ...evidenceBlocks(evidence)],
  }
}

/** Told to whoever asked for the ratings when a round has closed, or when its raters disagree. */
export function resultCard(shown: ShownRound, why: 'closed' | 'apart'): Card {
  return {
    title: demoTitled(titleOf(texts[why], shown), shown.store.demo),
    tone: apartText(shown) ? 'warning' : 'info',
    blocks: [...resultBlocks(shown, true), { type: 'actions', actions: [showAction(shown)] }],
  }
}

function evidenceBlocks(evidence: Evidence | null): readonly Block[] {
  if (evidence === null) return []
  return [{ type: 'link', label: fill(texts.photos, { n: evidence.photos }), url: evidence.url }]
}

function showAction({ kpi, store, round: { sku } }: ShownRound): Action {
  const place = placeWord({ kind: 'store', slug: store.slug, ...(sku !== '' && { sku }) })
  return { label: texts.show, line: line('rating show', kpi.id, place) }
}

function resultBlocks(shown: ShownRound, named: boolean): readonly Block[] {
  const apart = apartText(shown)
  return [
    { type: 'facts', facts: resultFacts(shown) },
    ...(apart ? [{ type: 'text', style: 'strong', text: apart } as const] : []),
    ...(named ? [ratersTable(shown)] : commentList(shown)),
  ]
}

function ratersTable({ asked, answers }: ShownRound): Block {
  const others = answers.filter(answer => !asked.some(({ personId }) => personId === answer.personId))
  const rows = [
    ...asked.map(one => {
      const answer = answers.find(({ personId }) => personId === one.personId)
      return row(verbatim(one.name), answer, one.askedAt === null ? texts.unreached : texts.waiting)
    }),
    ...others.map(answer => row(answer.name === null ? words.none : verbatim(answer.name), answer, texts.unasked)),
  ]
  return {
    type: 'table',
    columns: [
      { label: texts.rater },
      { label: texts.rating, align: 'end' },
      { label: texts.checks, align: 'end' },
      { label: texts.comment },
    ],
    rows,
  }
}

function row(name: Localized, answer: ShownRound['answers'][number] | undefined, without: Localized): readonly Cell[] {
  if (!answer)
    return [
      { text: name },
      { text: without, dim: true },
      { text: words.none, dim: true },
      { text: words.none, dim: true },
    ]
  return [
    { text: name },
    { text: verbatim(String(answer.score)) },
    { text: verbatim(String(answer.checks)) },
    answer.comment === null ? { text: words.none, dim: true } : { text: verbatim(answer.comment) },
  ]
}

function commentList({ answers }: ShownRound): readonly Block[] {
  const items = answers.flatMap(({ comment }) => (comment === null ? [] : [verbatim(comment)]))
  return items.length === 0 ? [] : [{ type: 'list', heading: texts.comment, items }]
}

function earlierBlocks(rounds: readonly ShownRound[]): readonly Block[] {
  if (rounds.length === 0) return []
  const items = rounds.map(one =>
    fill(texts.before, {
      period: one.period.label,
      mean: one.sum.mean === null ? words.none : meanText(one.sum.mean),
      response: responseText(one),
    }),
  )
  return [{ type: 'list', heading: texts.earlier, items }]
}

/** A plan as it is listed. */
export interface ListedPlan extends Subject {
  readonly every: keyof typeof everyWords
  readonly panel: Localized
  readonly latest: ShownRound | null
}

/** What waits for the reader's rating, and the plans of the stores they see. */
export function ratingsCard(waiting: readonly ShownRound[], plans: readonly ListedPlan[], demo: boolean): Card {
  const blocks: Block[] = [{ type: 'text', text: waiting.length > 0 ? texts.yours : texts.none }]
  if (waiting.length > 0) blocks.push({ type: 'actions', actions: waiting.slice(0, 5).map(waitingAction) })
  if (plans.length > 0) {
    const columns = [words.kpi, words.place, texts.every, texts.panel, texts.last, texts.response]
    blocks.push({ type: 'table', columns: columns.map(label => ({ label })), rows: plans.map(planRow) })
  }
  return { title: demoTitled(texts.title, demo), tone: 'info', blocks }
}

function planRow({ kpi, place, every, panel, latest }: ListedPlan): readonly Cell[] {
  const mean = latest?.sum.mean ?? null
  return [
    { text: kpi.label },
    { text: place },
    { text: everyWords[every] },
    { text: panel },
    mean === null ? { text: words.none, dim: true } : { text: meanText(mean) },
    latest ? { text: responseText(latest) } : { text: words.none, dim: true },
  ]
}
