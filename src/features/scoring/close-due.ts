import { placeWord } from '#src/cards/lines.ts'
import { dotted } from '#src/cards/titles.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { parseSubject, type Subject } from '#src/domain/scoring/subject.ts'
import { standingOf } from '#src/domain/targets/attainment.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import { join, verbatim } from '#src/i18n/locale.ts'
import { closedCard } from './cards/closed-card.ts'
import { closeScore } from './close.ts'
import { namedAsCounted, recompute, tellingPlaces, thaw } from './freeze.ts'
import type { ScoreParts } from './score-subject.ts'
import type { ClosedScore } from './store/closed.ts'
import { scorecardsOn } from './store/scorecards.ts'

/** From this day on a month is closed although some figures may still change (judgement: refunds and ads are in). */
const closeAnywayAfterDays = 40

/**
 * Closes the last two months of all scorecards, each as soon as its figures are final, and tells people their own score. May
 * run at any time, and on several replicas: a period is closed once.
 */
export async function closeDue(parts: ScoreParts): Promise<number> {
  const today = localDay(parts.now, parts.teamTimeZone)
  const last = monthOf(shiftDays(monthOf(today).from, -1), today)
  const before = monthOf(shiftDays(last.from, -1), today)
  let closed = 0
  for (const period of [before, last]) {
    const anyway = today > shiftDays(period.end, closeAnywayAfterDays)
    for (const card of await scorecardsOn(parts.db, period.from, parts.demo)) {
      const subject = parseSubject(card.subject)
      const kept = subject ? await closeScore(parts, subject, period, { by: null, anyway }) : 'unmeasured'
      if (!subject || typeof kept === 'string') continue
      closed += 1
      await tellClosed(parts, subject, kept)
    }
  }
  return closed
}

/** Tells a person that their score stands and until when they may object; teams and places have nobody to be told. */
export async function tellClosed(parts: ScoreParts, subject: Subject, kept: ClosedScore): Promise<void> {
  if (subject.kind !== 'person') return
  const name = verbatim(parts.catalog.people.find(({ id }) => id === subject.id)?.name ?? '')
  const card = closedCard(kept, { name, demo: parts.demo, zone: parts.teamTimeZone }, missedIn(parts, kept))
  await tellPeople(parts.db, [subject.id], `score/${kept.id}`, card, parts.now)
}

/** KPIs that stayed more than a fifth below their target, the heaviest first: whoever owns them is asked for an action. */
function missedIn({ catalog }: ScoreParts, kept: ClosedScore) {
  const frozen = thaw(kept.inputs)
  const { result } = recompute(kept.inputs)
  const missed = frozen.inputs.lines.flatMap((line, at) => {
    const attained = result.lines[at]?.attained ?? null
    const kpi = namedAsCounted(catalog.findKpi(line.kpiId), frozen.details[at])
    const places = frozen.details[at]?.places ?? []
    const place = places.length === 1 ? parsePlaceKey(places[0] ?? '') : ({ kind: 'all' } as const)
    if (attained === null || standingOf(attained) !== 'missed' || !kpi || !place) return []
    const where = tellingPlaces(frozen, at).map(key => placeLabel(key, catalog.stores))
    const label = where.length > 0 ? dotted([kpi.label, join(where)]) : kpi.label
    return [{ kpi, label, placeWord: placeWord(place), weight: line.weight }]
  })
  return missed.sort((a, b) => b.weight - a.weight)
}
