import { goalText, showValue } from '#src/cards/figure-cells.ts'
import { line } from '#src/cards/lines.ts'
import { demoTitled, dotted } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card, Fact, Tone } from '#src/chat/card.ts'
import { changeOf } from '#src/domain/approvals/approval-rule.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { dayPeriod, monthOf, type Period, quarterOf, weekOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import type { PersonName, Target } from '#src/domain/targets/target.ts'
import type { Proposal, ProposalEvent } from '#src/features/approvals/store/proposals.ts'
import { formatDateTime, formatPercent } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { actionTexts, eventTexts, stateTexts, stepTexts, proposalTexts as texts } from './proposal-texts.ts'

/** A proposal with what its card says about it. */
export interface ShownProposal {
  readonly proposal: Proposal
  readonly kpi: Kpi
  /** The target in force for the same period; `null`: none. */
  readonly before: Target | null
  /** Whose turn it is. */
  readonly asked: readonly PersonName[]
  readonly events: readonly ProposalEvent[]
  readonly stores: readonly Pick<Store, 'slug' | 'name'>[]
  readonly zone: string
  readonly now: Date
}

const tones: Readonly<Record<Proposal['state'], Tone>> = {
  waiting: 'info',
  approved: 'good',
  returned: 'warning',
  withdrawn: 'info',
  expired: 'warning',
}

/** A proposal: what changes, what the months before came to, whose turn it is, and the buttons to decide. */
export function proposalCard(shown: ShownProposal): Card {
  const { proposal, asked } = shown
  const waits = proposal.state === 'waiting'
  return {
    title: demoTitled(proposalTitle(shown), proposal.demo),
    tone: tones[proposal.state],
    blocks: [
      { type: 'text', style: 'strong', text: stateText(shown) },
      { type: 'facts', facts: factsOf(shown) },
      ...pastTable(shown),
      { type: 'list', heading: texts.history, items: shown.events.map(event => eventText(event, shown)) },
      ...(waits && asked.length > 0 ? [{ type: 'mention', people: asked } as const] : []),
      ...(waits ? [{ type: 'actions', actions: decisions(proposal.id) } as const] : []),
    ],
  }
}

/** `Target proposal 12 · Sales · West · December 2026`. */
export function proposalTitle({
  proposal,
  kpi,
  stores,
}: Pick<ShownProposal, 'proposal' | 'kpi' | 'stores'>): Localized {
  const place = placeLabel(proposal.place, stores)
  return dotted([fill(texts.title, { id: proposal.id }), kpi.label, place, periodOf(proposal).label])
}

/** The period that a proposal is for. */
export function periodOf({ period, validFrom }: Pick<Proposal, 'period' | 'validFrom'>): Period {
  if (period === 'day') return dayPeriod(validFrom)
  return period === 'week' ? weekOf(validFrom) : period === 'month' ? monthOf(validFrom) : quarterOf(validFrom)
}

/** What is proposed, in words. */
export function proposedGoal({ proposal, kpi }: Pick<ShownProposal, 'proposal' | 'kpi'>): Localized {
  return goalText(proposal, kpi, proposal.currency) ?? words.none
}

function stateText(shown: ShownProposal): Localized {
  const { proposal, asked } = shown
  if (proposal.state !== 'waiting') return stateTexts[proposal.state]
  if (asked.length === 0) return texts.nobody
  return fill(texts.waitsFor, { people: names(asked) })
}

function names(people: readonly PersonName[]): Localized {
  return join(people.map(({ name }) => verbatim(name)))
}

/** What a proposal is about, as labelled values. */
export function factsOf(shown: ShownProposal): readonly Fact[] {
  const { proposal, before, kpi } = shown
  const change = changeOf(before?.value, proposal.value)
  const changed = change === null ? {} : { detail: formatPercent(change, 1) }
  const old = before ? goalText(before, kpi, before.currency) : null
  return [
    { label: texts.proposed, value: proposedGoal(shown), ...changed },
    { label: texts.inForce, value: old ?? texts.none },
    { label: words.owner, value: proposal.owner ? verbatim(proposal.owner.name) : texts.none },
    { label: texts.by, value: verbatim(proposal.proposer?.name ?? '–') },
    ...(proposal.reason === null ? [] : [{ label: texts.reason, value: verbatim(proposal.reason) }]),
    { label: texts.steps, value: stepsText(proposal) },
  ]
}

function stepsText({ steps, step, state }: Proposal): Localized {
  const marked = steps.map((name, at): Localized => {
    const label = stepTexts[name] ?? verbatim(name)
    if (at < step || state === 'approved')
      return fill({ en: '{label} ✓', ja: '{label} ✓', 'zh-CN': '{label} ✓' }, { label })
    return label
  })
  return join(marked, verbatim(' → '))
}

function pastTable({ proposal, kpi }: ShownProposal): readonly Block[] {
  if (proposal.past.length === 0) return []
  return [
    {
      type: 'table',
      columns: [
        { label: words.period },
        { label: words.value, align: 'end' },
        { label: words.target, align: 'end' },
        { label: words.attainment, align: 'end' },
      ],
      rows: proposal.past.map(month => [
        { text: monthOf(month.from).label },
        { text: showValue(month.value, kpi, month.currency) },
        { text: showValue(month.target, kpi, month.currency) },
        { text: month.attainment === null ? words.none : attainmentText(month.attainment) },
      ]),
    },
  ]
}

/** A line of the history: when, who, what and why. */
export function eventText(
  { at, person, kind, detail }: ProposalEvent,
  { zone, now }: Pick<ShownProposal, 'zone' | 'now'>,
): Localized {
  const said = fill(eventTexts[kind], { name: verbatim(person?.name ?? '–') })
  const time = formatDateTime(at, zone, { readOn: now })
  const text = fill({ en: '{time}: {said}', ja: '{time}：{said}', 'zh-CN': '{time}：{said}' }, { time, said })
  return detail === null
    ? text
    : fill(
        { en: '{text} – {detail}', ja: '{text}（{detail}）', 'zh-CN': '{text}（{detail}）' },
        { text, detail: verbatim(detail) },
      )
}

function decisions(id: number): readonly Action[] {
  return [
    { label: actionTexts.approve, line: `target approve ${id}`, style: 'primary' },
    returnAction(id),
    {
      label: actionTexts.change,
      line: `target amend ${id} {value} {reason}`,
      form: {
        title: actionTexts.change,
        submit: actionTexts.change,
        fields: [
          { name: 'value', label: texts.value, kind: 'number' },
          { name: 'reason', label: texts.reason, kind: 'text', optional: true },
        ],
      },
    },
  ]
}

/** Sends a proposal back with a reason. */
export function returnAction(id: number): Action & Required<Pick<Action, 'form'>> {
  return {
    label: actionTexts.return,
    line: `target reject ${id} {reason}`,
    style: 'danger',
    form: {
      title: actionTexts.return,
      submit: actionTexts.return,
      fields: [{ name: 'reason', label: texts.reason, kind: 'text' }],
    },
  }
}

/** How many proposals one press approves; judgement: what is read before it is pressed. */
const maxAtOnce = 30

/** Proposals that wait, with one button for all of those that wait for the reader. `mine` are theirs to decide. */
export function proposalListCard(shown: readonly ShownProposal[], mine: ReadonlySet<number>, demo: boolean): Card {
  const title = demoTitled(texts.listTitle, demo)
  if (shown.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.empty }] }
  const ids = shown.flatMap(({ proposal }) => (mine.has(proposal.id) ? [proposal.id] : [])).slice(0, maxAtOnce)
  const all: Action[] =
    ids.length > 1
      ? [
          {
            label: fill(actionTexts.all, { count: ids.length }),
            line: line('target approve', ...ids.map(String)),
            style: 'primary',
            confirm: fill(actionTexts.sure, { count: ids.length }),
          },
        ]
      : []
  const each = shown.slice(0, 5).map(({ proposal }) => ({
    label: fill(actionTexts.show, { id: proposal.id }),
    line: `target proposals ${proposal.id}`,
  }))
  return { title, tone: 'info', blocks: [listTable(shown), { type: 'actions', actions: [...all, ...each] }] }
}

function listTable(shown: readonly ShownProposal[]): Block {
  return {
    type: 'table',
    columns: [
      { label: texts.number },
      { label: words.kpi },
      { label: words.place },
      { label: words.period },
      { label: texts.inForce, align: 'end' },
      { label: texts.proposed, align: 'end' },
      { label: texts.waiting },
    ],
    rows: shown.map(one => [
      { text: verbatim(String(one.proposal.id)) },
      { text: one.kpi.label },
      { text: placeLabel(one.proposal.place, one.stores) },
      { text: periodOf(one.proposal).label },
      { text: (one.before && goalText(one.before, one.kpi, one.before.currency)) ?? words.none },
      { text: proposedGoal(one) },
      { text: one.asked.length > 0 ? names(one.asked) : words.none },
    ]),
  }
}
