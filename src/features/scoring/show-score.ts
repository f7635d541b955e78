import type { CommandContext } from '#src/contracts/command.ts'
import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import type { Period } from '#src/domain/period/index.ts'
import { type PlaceKey, parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { nextPoints } from '#src/domain/scoring/next-points.ts'
import { type ScoredLine, scoreOf } from '#src/domain/scoring/score.ts'
import { type Subject, subjectKey } from '#src/domain/scoring/subject.ts'
import { UserError } from '#src/errors.ts'
import { join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { mayDecide, maySeeScore, scoreReader } from './access.ts'
import type { AskedSubject } from './asked-subject.ts'
import { lineWords } from './cards/line-words.ts'
import type { ShownLine, ShownScore } from './cards/score-card.ts'
import { correctionsSince } from './corrections.ts'
import { type Frozen, type FrozenDetail, frozenOf, namedAsCounted, tellingPlaces, thaw } from './freeze.ts'
import { type ScoreParts, scoreSubject } from './score-subject.ts'
import { type ClosedKind, type ClosedScore, closedFor } from './store/closed.ts'
import { templatesOn } from './templates.ts'

/** What scoring needs, from a command. */
export function scoreParts({ db, figures, catalog, caller, now, teamTimeZone }: CommandContext): ScoreParts {
  return { db, figures: figures.withSharedReads(), catalog, demo: caller.demo, now, teamTimeZone }
}

/** The kind of a period as it is closed. */
export function closedKind({ kind }: Period): ClosedKind {
  return kind === 'week' || kind === 'quarter' ? kind : 'month'
}

/** A score for its card: as it was kept where the period is closed, else as the figures stand. @throws UserError */
export async function shownScore(asked: AskedSubject, period: Period, context: CommandContext): Promise<ShownScore> {
  const { db, caller, catalog } = context
  const { subject } = asked
  if (!(await maySeeScore(db, scoreReader(context), subject, period, catalog.stores))) throw new UserError(texts.hidden)
  const closed = (await closedFor(db, { kind: closedKind(period), from: period.from }, caller.demo)).get(
    subjectKey(subject),
  )
  const kept = closed && closed.state !== 'reopened' ? closed : null
  const frozen = kept ? thaw(kept.inputs) : await frozenNow(subject, period, context)
  const { inputs, template } = frozen
  const result = scoreOf(inputs)
  const templates = await templatesOn(db, period.from, caller.demo)
  return {
    ...{ name: asked.name, asked: asked.asked, period, result, gate: inputs.gate },
    template: templates.find(({ code }) => code === template.code)?.name ?? null,
    lines: shownLines(frozen, context),
    broken: named(frozen.broken, context),
    leftOut: frozen.leftOut.map(id => labelOf(id, context)),
    next: nextPoints(inputs, result, 5),
    closed: closed ? closedState(closed, subject, context) : null,
    corrections: kept ? await correctionsSince(scoreParts(context), subject, period, kept) : null,
    mayClose:
      period.end < context.now.toISOString().slice(0, 10) &&
      (await mayDecide(db, scoreReader(context), subject, period)),
    zone: caller.timeZone,
    demo: caller.demo,
  }
}

function closedState(closed: ClosedScore, subject: Subject, { caller, now }: CommandContext): ShownScore['closed'] {
  const own = subject.kind === 'person' && subject.id === caller.personId
  const mayObject = own && closed.state === 'closed' && now < closed.objectUntil
  return { id: closed.id, at: closed.closedAt, state: closed.state, objectUntil: closed.objectUntil, mayObject }
}

/** What a score is made of as the figures stand. @throws UserError where nothing says by what it is measured. */
async function frozenNow(subject: Subject, period: Period, context: CommandContext): Promise<Frozen> {
  const scored = await scoreSubject(scoreParts(context), subject, period)
  if (!scored) throw new UserError(texts.notMeasured)
  return frozenOf(scored)
}

/** The lines; those of a KPI that is measured at several places name theirs. */
function shownLines(frozen: Frozen, context: CommandContext): readonly ShownLine[] {
  const { inputs, details } = frozen
  return inputs.lines.map((line, at) => shownLine(line, details[at], tellingPlaces(frozen, at), context))
}

function shownLine(
  scored: ScoredLine,
  detail: FrozenDetail | undefined,
  places: readonly PlaceKey[],
  context: CommandContext,
): ShownLine {
  const { catalog } = context
  const where = places.length > 0 ? join(places.map(place => whereFor(place, context))) : null
  const [only = null] = places.length === 1 && places.every(place => isSeen(place, context)) ? places : []
  const { currency = null, origin = 'none', lacking = [], ownWindow = false } = detail ?? {}
  const kpi = namedAsCounted(catalog.findKpi(scored.kpiId), detail)
  return { scored, kpi, where, place: only, currency, origin, lacking, ownWindow }
}

/** Where a line counts; a store that whoever listens may not see, as in a group of other stores, is not named. */
function whereFor(place: PlaceKey, context: CommandContext): Localized {
  return isSeen(place, context) ? placeLabel(place, context.caller.stores) : texts.elsewhere
}

function isSeen(key: PlaceKey, { caller }: CommandContext): boolean {
  const place = parsePlaceKey(key)
  return place?.kind !== 'store' || caller.stores.some(({ slug }) => slug === place.slug)
}

function named(broken: Frozen['broken'], { caller }: CommandContext): ShownScore['broken'] {
  return broken.map(line => {
    const storeName = caller.stores.find(({ slug }) => slug === line.store)?.name ?? null
    return {
      ...line,
      storeName: storeName === null ? texts.elsewhere : verbatim(storeName),
      kpi: findBuiltInKpi(line.kpiId),
    }
  })
}

function labelOf(kpiId: string, { catalog }: CommandContext): Localized {
  return lineWords(kpiId, catalog.findKpi(kpiId), null).label
}

const texts = {
  elsewhere: { en: 'another store', ja: '別の店舗', 'zh-CN': '其他店铺' },
  hidden: {
    en: 'This score is not yours to see. Scores of people are seen by themselves, their leaders and administrators.',
    ja: 'このスコアは閲覧できません。個人のスコアは本人・リーダー・管理者だけが閲覧できます。',
    'zh-CN': '您无权查看该评分。个人评分仅本人、其负责人和管理员可见。',
  },
  notMeasured: {
    en: 'Nothing says by what this is measured. Apply a template, such as “template apply operator @ken west”, or set targets with an owner.',
    ja: '評価基準が未設定です。「テンプレート 適用 operator @ken west」のように適用するか、担当者つきの目標を設定してください。',
    'zh-CN': '尚未设定考核内容。请应用模板，如“模板 应用 operator @ken west”，或设定带负责人的目标。',
  },
} satisfies Record<string, Localized>
