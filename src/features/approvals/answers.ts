import { askCard } from '#src/cards/entry-forms.ts'
import type { Card } from '#src/chat/card.ts'
import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { type ProposalParts, shownProposal } from './announce.ts'
import { approversOf, mayDecide } from './approvers.ts'
import { proposalCard, proposalListCard, returnAction, type ShownProposal } from './cards/proposal-card.ts'
import { type Decider, type Decision, decide, isSeen } from './decide.ts'
import { amendedGoal, readAmendment, readDecision } from './read-decision.ts'
import { listProposals, type Proposal } from './store/proposals.ts'
import { proposalTable } from './tables/proposal-table.ts'

/** What a verb hands on to show and decide proposals. */
export function proposalParts({ db, catalog, now, teamTimeZone }: CommandContext): ProposalParts {
  return { db, catalog, now, teamTimeZone }
}

/** Approves, sends back or withdraws the proposals that the line names; several at once where each is theirs. */
export async function decideProposals(
  kind: 'approve' | 'return' | 'withdraw',
  words: Words,
  context: CommandContext,
): Promise<CommandAnswer> {
  const { ids, comment } = readDecision(words)
  const [first = 0] = ids
  if (kind === 'return' && comment === null) return askReason(first)
  const decision: Decision = kind === 'return' ? { kind, comment: comment ?? '' } : { kind, comment }
  if (ids.length > 1) return decideMany(ids, decision, context)
  const { standing } = await decide(proposalParts(context), first, decision, deciderOf(context))
  return { cards: standing ? [standing.card] : [], ...(standing && { standing, replaces: true }) }
}

function askReason(id: number): CommandAnswer {
  const form = returnAction(id)
  const example = localized(locale => reasonExample[locale].replace('{id}', String(id)))
  return { cards: [askCard(form, example)], form, private: true }
}

/** Each for itself, so that one that somebody else decided first holds up none of the others. */
async function decideMany(ids: readonly number[], decision: Decision, context: CommandContext): Promise<CommandAnswer> {
  const done: Localized[] = []
  const refused: Localized[] = []
  for (const id of ids) {
    try {
      const { proposal } = await decide(proposalParts(context), id, decision, deciderOf(context))
      done.push(fill(texts[proposal.state === 'waiting' ? 'passedOn' : 'decided'], { id }))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      refused.push(error.text)
    }
  }
  const card: Card = {
    title: fill(texts.many, { done: done.length, all: ids.length }),
    tone: refused.length > 0 ? 'warning' : 'good',
    blocks: [{ type: 'list', items: [...done, ...refused] }],
  }
  return { cards: [card] }
}

/** Changes the value of a proposal and approves it so. */
export async function amendProposal(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { id, value, reason } = readAmendment(words)
  const goal = (proposal: Proposal) => {
    const kpi = context.catalog.findKpi(proposal.kpiId)
    if (!kpi) throw new UserError(texts.gone)
    const goal = amendedGoal(value, proposal, kpi, placeLabel(proposal.place, context.caller.stores))
    return { goal, text: reason === null ? value : `${value}: ${reason}` }
  }
  const { standing } = await decide(proposalParts(context), id, { kind: 'amend', goal }, deciderOf(context))
  return { cards: standing ? [standing.card] : [], ...(standing && { standing, replaces: true }) }
}

function deciderOf({ caller }: CommandContext): Decider {
  const { personId, role, stores, demo } = caller
  if (personId === null) throw new UserError(texts.nobody)
  return { personId, isAdministrator: role === 'administrator', stores, demo }
}

/** One proposal, or all that wait: of a month, of a KPI. Only those of stores that the caller sees. */
export async function showProposals(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { kpis: 1, periods: 1, numbers: 1 }, texts.howToList)
  const { db, caller } = context
  const id = namedNumber(words)
  const kpis = words.kpis.length > 0 ? { kpiIds: words.kpis.map(kpi => kpi.id) } : {}
  const which = id === undefined ? { state: 'waiting' as const } : { ids: [id] }
  const found = await listProposals(db, { ...which, ...kpis, demo: caller.demo })
  const [period] = words.periods
  const shown: ShownProposal[] = []
  for (const proposal of found) {
    if (period && (proposal.validFrom < period.from || proposal.validFrom > period.end)) continue
    const one = (await isSeen(db, proposal, caller)) ? await shownProposal(proposalParts(context), proposal) : null
    if (one) shown.push(one)
  }
  const [only] = shown
  if (id !== undefined && !only) throw new UserError(fill(texts.unknown, { id }))
  if (id !== undefined && only) return { cards: [proposalCard(only)], tables: () => [proposalTable(shown)] }
  const card = proposalListCard(shown, await theirs(shown, context), caller.demo)
  return { cards: [card], tables: () => [proposalTable(shown)] }
}

async function theirs(
  shown: readonly ShownProposal[],
  { db, caller, now }: CommandContext,
): Promise<ReadonlySet<number>> {
  const mine = new Set<number>()
  if (caller.personId === null) return mine
  for (const { proposal } of shown) {
    const step = proposal.steps[proposal.step] ?? 'administrator'
    if (mayDecide(await approversOf(db, proposal, step, now), caller.personId)) mine.add(proposal.id)
  }
  return mine
}

const reasonExample: Localized = {
  en: 'target reject {id} "reason"',
  ja: '目標 差し戻し {id} 「理由」',
  'zh-CN': '目标 退回 {id} “理由”',
}

const texts = {
  many: { en: '{done} of {all} decided', ja: '{all}件中{done}件を処理しました', 'zh-CN': '已处理{done}/{all}项' },
  decided: { en: 'Proposal {id} is decided.', ja: '申請{id}を処理しました。', 'zh-CN': '申请{id}已处理。' },
  passedOn: {
    en: 'Proposal {id} goes on to the next step.',
    ja: '申請{id}は次の承認者へ回りました。',
    'zh-CN': '申请{id}已转下一步审批。',
  },
  nobody: {
    en: 'Only people who are known here decide proposals. `link` says who you are; the shell acts as the administrator: set ADMIN_EMAIL, or add one by people add.',
    ja: '承認には本人の登録が必要です。「連携」で登録できます。シェルは管理者として動作します（ADMIN_EMAILを設定するか、people addで管理者を追加してください）。',
    'zh-CN':
      '只有已绑定的人员可以审批，请先用“绑定”。命令行以管理员身份运行：请设置ADMIN_EMAIL，或用people add添加管理员。',
  },
  gone: { en: 'This KPI is gone.', ja: 'この指標はすでにありません。', 'zh-CN': '该指标已不存在。' },
  unknown: {
    en: 'There is no proposal {id} for you.',
    ja: '申請{id}はありません。',
    'zh-CN': '没有您可查看的申请{id}。',
  },
  howToList: {
    en: 'For example: target proposals 2026-12',
    ja: '例：目標 申請一覧 2026-12',
    'zh-CN': '例如：目标 申请列表 2026-12',
  },
} satisfies Record<string, Localized>
