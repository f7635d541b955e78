import type { TableBlock } from '#src/chat/card.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import { monthOf, type Period } from '#src/domain/period/index.ts'
import { placeKey } from '#src/domain/place.ts'
import { shownPoints } from '#src/domain/scoring/shown-points.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { UserError } from '#src/errors.ts'
import { type Board, type Filters, periodOf, queryOf } from '#src/features/boards/index.ts'
import {
  dayOf,
  lineLabel,
  measuredBy,
  periodIn,
  type ShownScore,
  scoreCard,
  shownScore,
  subjectName,
} from '#src/features/scoring/index.ts'
import { blockHtml } from '#src/http/page/card-html.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { formatValue } from '#src/i18n/format/index.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** KPIs that are named as those that pull a score down (judgement: more than three is a list of everything). */
const maxDrags = 3

/** Whose score stands on a board: the person's, the team's, or that of the place; `null`: the board is of none of these. */
export function scoredOn({ key, subject, place }: Board): Subject | null {
  if (subject) return subject
  const isPlace = key.kind === 'all' || key.kind === 'market' || key.kind === 'platform' || key.kind === 'store'
  return isPlace ? { kind: 'place', key: placeKey(place) } : null
}

/** The week, month or quarter that the filters name, else the month that they end in; without filters as `score` says. */
export function scorePeriod(filters: Filters, context: CommandContext): Period {
  if (filters.period === '') return periodIn({ periods: [] }, context)
  const today = dayOf(context)
  const named = periodOf(filters, today)
  const isOwn = named.kind === 'week' || named.kind === 'month' || named.kind === 'quarter'
  return isOwn ? named : monthOf(named.to, today)
}

/** Whether there is anything by which the subject of a board is measured. */
export async function isScored(board: Board, filters: Filters, context: CommandContext): Promise<boolean> {
  const subject = scoredOn(board)
  if (!subject) return false
  return (await measuredBy(context.db, subject, scorePeriod(filters, context), context.caller.demo)) !== null
}

/** The score that stands on a board, with the rights of `score`; `null`: there is none, or it is not the reader's to see. */
export async function boardScore(board: Board, filters: Filters, context: CommandContext): Promise<ShownScore | null> {
  const subject = scoredOn(board)
  if (!subject) return null
  try {
    const name = await subjectName(subject, context)
    return await shownScore({ subject, name, asked: '', unknown: [] }, scorePeriod(filters, context), context)
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

/** Where the score of a place is read from when somebody comes near it. */
export function scoreLater(filters: Filters, source: string, locale: Locale): Html {
  return html`<section id="score" aria-labelledby="score-title" data-part="${source}${queryOf(filters, { day: '', lang: locale })}"><h2 id="score-title">${texts.score[locale]}</h2>
<p><a class="wide" href="${queryOf(filters, { day: '' }, { show: 'score' })}#score">${texts.showScore[locale]}</a></p></section>`
}

/** The score in words, each KPI with its weight and points and the way to its days, and what pulls it down. */
export function scoreHtml(score: ShownScore, filters: Filters, locale: Locale): Html {
  const { title, tone, blocks } = scoreCard(score)
  const [headline, ...rest] = blocks.filter(({ type }) => type !== 'actions')
  const table = rest.find((block): block is TableBlock => block.type === 'table')
  const at = table ? rest.indexOf(table) : rest.length
  const said = (list: typeof rest) => list.map(block => blockHtml(block, locale))
  return html`<section id="score" aria-labelledby="score-title" class="score"><h2 id="score-title">${title[locale]}</h2>
<div class="lead tone-${tone}">${headline ? blockHtml(headline, locale) : null}</div>${said(rest.slice(0, at))}
${table ? lineTable(score, table, filters, locale) : null}${drags(score, locale)}${said(rest.slice(at + 1))}</section>`
}

function lineTable(
  { lines, period }: ShownScore,
  { columns, rows }: TableBlock,
  filters: Filters,
  locale: Locale,
): Html {
  const [kpi, ...others] = columns
  const numbers = [texts.weight, ...others.map(({ label }) => label)]
  const head = numbers.map(label => html`<th scope="col" class="number">${label[locale]}</th>`)
  const body = rows.map(([name, ...cells], line) => {
    const { kpi: known, place } = lines[line] ?? {}
    const href = known
      ? queryOf(filters, { kpi: known.id, period: wordOf(period), day: '', ...(place && { place }) })
      : null
    const label = name?.text[locale] ?? ''
    const shown = cells.map(
      ({ text, tone, dim }) =>
        html`<td class="number ${dim ? 'dim' : ''} ${tone ? `tone-${tone}` : ''}">${text[locale]}</td>`,
    )
    return html`<tr><th scope="row">${href ? html`<a href="${href}#trend">${label}</a>` : label}</th><td class="number">${formatValue(lines[line]?.scored.weight ?? null, 'number')[locale]}</td>${shown}</tr>`
  })
  return html`<div class="scroll inner" tabindex="0" role="region" aria-label="${texts.score[locale]}"><table class="wide"><thead><tr><th scope="col">${kpi?.label[locale] ?? ''}</th>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** The KPIs that cost most points, largest first. */
function drags({ lines, result }: ShownScore, locale: Locale): Html | null {
  const { points, worth, digits } = shownPoints(result)
  const lost = lines
    .map((line, at) => ({ line, lost: (worth[at] ?? 0) - (points[at] ?? worth[at] ?? 0) }))
    .filter(one => one.lost > 0.05)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, maxDrags)
  if (lost.length === 0) return null
  const items = lost.map(({ line, lost: amount }) => {
    return html`<li>${fill(texts.lost, { kpi: lineLabel(line), points: formatValue(amount, 'number', null, digits) })[locale]}</li>`
  })
  return html`<section><h3>${texts.drags[locale]}</h3><ul class="plain">${items}</ul></section>`
}

/** A period as an address names it. */
function wordOf({ kind, from, to }: Period): string {
  return kind === 'month' ? from.slice(0, 7) : `${from}..${to}`
}
