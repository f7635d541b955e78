import type { CommandContext } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { parseSubject, type Subject } from '#src/domain/scoring/subject.ts'
import { UserError } from '#src/errors.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import { listAdministrators } from '#src/features/people/index.ts'
import { leadersOf } from '#src/features/teams/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { mayDecide, scoreReader } from './access.ts'
import { subjectName } from './asked-subject.ts'
import { answeredCard, objectionCard, periodOf } from './cards/closed-card.ts'
import {
  addObjection,
  answerObjections,
  type ClosedScore,
  findClosed,
  objectionsTo,
  setScoreState,
} from './store/closed.ts'

/** Somebody does not agree with their own closed score; whoever leads them is asked, else the administrators. @throws UserError */
export async function objectTo(context: CommandContext, id: number, reason: string): Promise<ClosedScore> {
  const { db, caller, now } = context
  const { kept, subject } = await ownScore(id, context)
  if (kept.state === 'objected') throw new UserError(texts.already)
  if (kept.state !== 'closed' || now >= kept.objectUntil) throw new UserError(texts.late)
  const personId = caller.personId ?? 0
  const objectionId = await addObjection(db, { scoreId: kept.id, personId, reason, raisedAt: now })
  await setScoreState(db, kept.id, 'objected')
  const [objection] = (await objectionsTo(db, [kept.id])).filter(one => one.id === objectionId)
  if (!objection) throw new Error('A new objection is not there')
  const name = await subjectName(subject, context)
  const card = objectionCard(objection, kept, { name, demo: caller.demo, zone: context.teamTimeZone })
  await tellPeople(db, await decidersOf(personId, context), `objection/${objectionId}`, card, now)
  return kept
}

/** Answers the objection to a score: it stays, or its period is opened again. @throws UserError */
export async function answerTo(
  context: CommandContext,
  id: number,
  outcome: 'kept' | 'reopened',
  answer: string,
): Promise<ClosedScore> {
  const { db, caller, now } = context
  const kept = await findClosed(db, id)
  const subject = kept ? parseSubject(kept.subject) : null
  if (!kept || !subject || !(await mayDecide(db, scoreReader(context), subject, periodOf(kept))))
    throw new UserError(fill(texts.unknown, { id }))
  if (kept.state === 'reopened') throw new UserError(texts.open)
  const answered = await answerObjections(db, id, { outcome, answer, by: caller.personId, at: now })
  if (answered === 0 && outcome === 'kept') throw new UserError(texts.noObjection)
  await setScoreState(db, id, outcome === 'kept' ? 'closed' : 'reopened', outcome === 'kept' ? null : answer)
  if (subject.kind === 'person') {
    const name = await subjectName(subject, context)
    const card = answeredCard(kept, answer, outcome, { name, demo: caller.demo, zone: context.teamTimeZone })
    await tellPeople(db, [subject.id], `objection/${id}/${outcome}/${now.toISOString()}`, card, now)
  }
  return kept
}

async function ownScore(id: number, { db, caller }: CommandContext): Promise<{ kept: ClosedScore; subject: Subject }> {
  const kept = await findClosed(db, id)
  const subject = kept ? parseSubject(kept.subject) : null
  if (!kept || subject?.kind !== 'person' || subject.id !== caller.personId)
    throw new UserError(fill(texts.unknown, { id }))
  return { kept, subject }
}

async function decidersOf(personId: number, { db, caller, teamTimeZone, now }: CommandContext) {
  const leaders = await leadersOf(db, personId, localDay(now, teamTimeZone))
  if (leaders.length > 0) return leaders.map(({ id }) => id)
  const administrators = await listAdministrators(db)
  return administrators.filter(one => one.demo === caller.demo && one.id !== personId).map(one => one.id)
}

const texts = {
  unknown: {
    en: 'There is no closed score #{id} that is yours to decide about.',
    ja: '対象となる確定スコア#{id}はありません。',
    'zh-CN': '没有您可处理的已结算评分 #{id}。',
  },
  already: {
    en: 'You have objected already; the answer is on its way.',
    ja: 'すでに異議を申し立てています。回答をお待ちください。',
    'zh-CN': '您已提交申诉，请等待答复。',
  },
  late: {
    en: 'The time for objections is over, or the period is open again.',
    ja: '異議申し立ての期限を過ぎたか、期間が再開されています。',
    'zh-CN': '申诉期已过，或该周期已重新打开。',
  },
  open: { en: 'The period is open already.', ja: 'すでに再開されています。', 'zh-CN': '该周期已处于打开状态。' },
  noObjection: {
    en: 'Nobody objects to this score.',
    ja: 'このスコアへの異議はありません。',
    'zh-CN': '该评分没有待处理的申诉。',
  },
} satisfies Record<string, Localized>
