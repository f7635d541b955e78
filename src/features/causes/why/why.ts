import { firstChecks, type Moved } from '#src/domain/causes/checks.ts'
import type { Compared, Why, WhyDrivers, WhyRow } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import type { ReportMover } from '#src/domain/report.ts'
import { explainMovers } from '#src/features/causes/explain-movers.ts'
import type { Figures, Mover, Reader } from '#src/features/figures/index.ts'
import { listProcedures, procedureFor } from '#src/features/procedures/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { calendarOf } from './calendar.ts'
import { channelsOf } from './channels.ts'
import { driversOf } from './drivers.ts'
import { groupsOf } from './groups.ts'
import type { WhyScene } from './measured.ts'
import { reasonsOf } from './reasons.ts'
import { seenIn } from './seen.ts'
import { usualOf } from './usual.ts'

/** Which change. */
export interface WhyRequest {
  readonly reader: Reader
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  /** The earlier period; absent: the same weekdays before. */
  readonly before?: Period
  readonly now: Date
  /** It is asked because of an alert that is open. */
  readonly alerted?: boolean
}

/** Gathers all that can be said about a change: arithmetic, what was seen, and what to look at first. */
export async function whyOf(
  { db, figures }: { readonly db: Db; readonly figures: Figures },
  request: WhyRequest,
): Promise<Why> {
  const { scene, sides, compared } = await sceneOf(figures, request)
  const { reader, place, kpi, period, before } = scene
  const [own, earlier] = sides
  const stores = await storesOf(scene)
  const change =
    compared.standing !== 'compared' || own.value === null || earlier.value === null ? null : own.value - earlier.value
  const incomplete = compared.incomplete
  const whole = { ...scene, figures }
  const [usual, usualBefore, arithmetic, reasons, causes, seen, procedures] = await Promise.all([
    incomplete ? null : usualOf(whole, period),
    incomplete ? null : usualOf(whole, before),
    change === null ? nothing : arithmeticOf(scene, sides, stores),
    reasonsOf(scene, own),
    causesOf(db, scene, sides),
    seenIn(scene, sides),
    listProcedures(db, reader.demo),
  ])
  const alerted = request.alerted === true || causes.alerts.some(alert => alert.open && alert.kpi.id === kpi.id)
  const { drivers, channels } = arithmetic
  return {
    ...{ place, kpi, period, before, figure: own, earlier, change, compared },
    ...{ usual, usualBefore, incomplete, alerted, ...arithmetic, reasons, causes, seen },
    drivers: drivers && withRest(drivers, sides),
    checks: usual?.standing === 'inside' && !alerted ? [] : firstChecks(movedOf(own, change, drivers, channels)),
    procedure: procedureFor(procedures, kpi.id, place.stores),
  }
}

/** The stores and days that both periods are compared by, as status does, and what the KPI came to in them. */
async function sceneOf(figures: Figures, { reader, kpi, place: asked, period, before, now }: WhyRequest) {
  const request = { place: asked.place, period, now }
  const against = before ? { against: before } : {}
  const [found, whole, plain] = await Promise.all([
    figures.paired(reader, { ...request, kpi, ...against }),
    figureOf(figures, reader, { ...request, kpi, ...against }),
    before ? figureOf(figures, reader, { ...request, kpi }) : null,
  ])
  const wholeBefore = await figureOf(figures, reader, { ...request, kpi, period: found.before })
  const read = (span: Period) => figureOf(found.figures, reader, { ...request, kpi, period: span })
  const [own, earlier] = await Promise.all([read(found.period), read(found.before)])
  const scene: WhyScene = {
    ...{ figures: found.figures, reader, place: own.place, kpi: own.kpi },
    ...{ period: found.period, before: found.before, now },
  }
  const { without, standing } = found
  const others = plain && plain.comparison?.period.from !== found.before.from ? plain.comparison : null
  const incomplete = isIncomplete(whole) || isIncomplete(wholeBefore)
  const compared: Compared = { without, standing, whole, incomplete, byWeekday: others }
  return { scene, sides: [own, earlier] as const, compared }
}

interface OneFigure {
  readonly kpi: Kpi
  readonly place: Place
  readonly period: Period
  readonly against?: Period
  readonly now: Date
}

async function figureOf(figures: Figures, reader: Reader, { kpi, ...request }: OneFigure): Promise<Figure> {
  const [figure] = await figures.read(reader, { ...request, kpis: [kpi] })
  if (!figure) throw new Error('A figure was asked for and none came')
  return figure
}

const nothing = { drivers: null, channels: null, calendar: null, groups: null }

/** The parts that add up to the change. */
async function arithmeticOf(scene: WhyScene, sides: readonly [Figure, Figure], stores: readonly Mover[]) {
  const [drivers, channels, calendar, groups] = await Promise.all([
    driversOf(scene, sides, stores),
    channelsOf(scene, sides),
    calendarOf(scene, sides),
    groupsOf(scene, sides, stores),
  ])
  return { drivers, channels, calendar, groups }
}

function isIncomplete({ quality, leftOut = [] }: Figure): boolean {
  return quality.daysWithData < quality.daysExpected || leftOut.length > 0
}

/** Every store of a place with both sides, where there are several. */
async function storesOf({ figures, reader, kpi, place, period, before, now }: WhyScene): Promise<readonly Mover[]> {
  if (place.stores.length < 2) return []
  return figures.parts(reader, { kpi, place: place.place, by: 'store', period, before, now })
}

/** Rows that lack something of the change, such as stores whose days do not match, get it as a row of its own. */
function withRest(drivers: WhyDrivers, [now, then]: readonly [Figure, Figure]): WhyDrivers {
  if (now.value === null || then.value === null) return drivers
  const rest = now.value - then.value - drivers.rows.reduce((sum, { amount }) => sum + amount, 0)
  const least = 1e-6 * Math.max(Math.abs(now.value), Math.abs(then.value))
  if (Math.abs(rest) <= least) return drivers
  const row: WhyRow = {
    ...{ id: 'rest', label: other, unit: 'count', currency: null },
    before: null,
    after: null,
    amount: rest,
  }
  return { ...drivers, rows: [...drivers.rows, row] }
}

const other = { en: 'other stores and days', ja: 'その他の店舗・日', 'zh-CN': '其他店铺和日期' }

async function causesOf(db: Db, scene: WhyScene, [now, then]: readonly [Figure, Figure]) {
  const change = now.value === null && then.value === null ? null : (now.value ?? 0) - (then.value ?? 0)
  const { place, currency } = now
  const mover: ReportMover = { place, value: now.value, before: then.value, change, currency }
  const [explained] = await explainMovers({ db, figures: scene.figures }, scene, [mover])
  if (!explained?.causes) throw new Error('Causes were asked for and none came')
  return explained.causes
}

/** What moved against the interest of the shop, that which weighs most first; else the KPI itself. */
function movedOf(
  { kpi }: Figure,
  change: number | null,
  drivers: WhyDrivers | null,
  channels: readonly WhyRow[] | null,
): readonly Moved[] {
  const bad = (amount: number) => (kpi.better === 'lower' ? amount > 0 : amount < 0)
  const rows = [...(drivers?.rows ?? []), ...(channels ?? [])].filter(({ amount }) => bad(amount))
  const parts = [...rows]
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .map(({ id, before, after, amount }) => ({
      id,
      up: before === null || after === null ? amount > 0 : Math.abs(after) > Math.abs(before),
    }))
  return [...(change === null ? [] : [{ id: kpi.id, up: change > 0 }]), ...parts]
}
