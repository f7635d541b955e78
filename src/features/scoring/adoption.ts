import { line } from '#src/cards/lines.ts'
import { demoTitled } from '#src/cards/titles.ts'
import type { Card } from '#src/chat/card.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { rangePeriod } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { parseSubject } from '#src/domain/scoring/subject.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import { listAdministrators } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { ScoreParts } from './score-subject.ts'
import { type Scorecard, scorecardsOn } from './store/scorecards.ts'

/** A pilot is ready when its core figures were whole for so long (rule of staged adoption). */
const wholeDays = 28
/** The figures that a pilot begins with: sales and advertising. */
const core = ['sales', 'orders', 'ad_spend', 'ad_sales']

/** What could be measured next, after a pilot that works. */
export interface NextStep {
  readonly pilot: Store
  readonly next: Store
  readonly template: string
}

/**
 * The next store that could be measured as a pilot store is: of the same market first. `null` while no store is a pilot, the
 * pilot's core figures have gaps, or all stores are measured.
 */
export async function nextStep(parts: ScoreParts): Promise<NextStep | null> {
  const { db, catalog, demo, now, teamTimeZone } = parts
  const stores = catalog.stores.filter(store => store.demo === demo)
  const cards = await scorecardsOn(db, localDay(now, teamTimeZone), demo)
  const covered = (store: Store) => cards.some(card => isPlaceCard(card) && sees(card.places, store))
  const rest = stores.filter(store => !covered(store))
  if (rest.length === 0) return null
  for (const card of cards.filter(isPlaceCard)) {
    const pilot = stores.find(store => sees(card.places, store))
    if (!pilot || !(await isWhole(parts, pilot))) continue
    const next = rest.find(store => store.market === pilot.market)
    if (next) return { pilot, next, template: card.template }
  }
  return null
}

function isPlaceCard({ subject }: Scorecard): boolean {
  return parseSubject(subject)?.kind === 'place'
}

/** All core figures that come from a store at all were whole for four weeks. */
async function isWhole({ figures, catalog, now, demo }: ScoreParts, store: Store): Promise<boolean> {
  const last = shiftDays(localDay(now, store.timeZone), -2) // yesterday's may still be on their way
  const period = rangePeriod(shiftDays(last, 1 - wholeDays), last)
  const kpis = core.flatMap(id => catalog.findKpi(id) ?? [])
  const place = { kind: 'store', slug: store.slug } as const
  const read = await figures.read({ stores: [store], demo }, { kpis, place, period, now })
  const known = read.filter(({ quality }) => quality.daysWithData > 0)
  return known.length > 0 && known.every(({ quality }) => quality.daysWithData >= quality.daysExpected)
}

/** Tells administrators once per store what could be measured next. Returns whether there is a next step. */
export async function proposeNextStep(parts: ScoreParts): Promise<boolean> {
  const step = await nextStep(parts)
  if (!step) return false
  const administrators = (await listAdministrators(parts.db, { demo: parts.demo })).map(({ id }) => id)
  await tellPeople(parts.db, administrators, `adoption/${step.next.slug}`, stepCard(step, parts.demo), parts.now)
  return true
}

function stepCard({ pilot, next, template }: NextStep, demo: boolean): Card {
  const names = { pilot: verbatim(pilot.name), next: verbatim(next.name), days: wholeDays }
  return {
    title: demoTitled(fill(texts.title, names), demo),
    tone: 'info',
    blocks: [
      { type: 'text', text: fill(texts.text, names) },
      {
        type: 'actions',
        actions: [{ label: texts.preview, line: line('template apply', template, next.slug), style: 'primary' }],
      },
    ],
  }
}

const texts = {
  title: { en: 'Next: {next}', ja: '次の店舗：{next}', 'zh-CN': '下一步：{next}' },
  text: {
    en: 'Sales and advertising of {pilot} were complete for {days} days. {next} could be measured in the same way.',
    ja: '{pilot}の売上と広告のデータが{days}日間そろいました。{next}にも同じ評価を広げられます。',
    'zh-CN': '{pilot}的销售和广告数据已连续{days}天完整，可将相同考核推广到{next}。',
  },
  preview: { en: 'Preview', ja: 'プレビュー', 'zh-CN': '预览' },
} satisfies Record<string, Localized>
