import { firstChecks, type Moved } from '#src/domain/causes/checks.ts'
import type { Why, WhyDrivers, WhyRow } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
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
  readonly before: Period
  readonly now: Date
  /** It is asked because of an alert that is open. */
  readonly alerted?: boolean
}

/** Stores of a place at most (judgement: more than any company of ours has). */
const maxStores = 1_000

/** Gathers all that can be said about a change: arithmetic, what was seen, and what to look at first. */
export async function whyOf(
  { db, figures }: { readonly db: Db; readonly figures: Figures },
  { reader, kpi: asked, place, period, before, now, alerted: asksAlert = false }: WhyRequest,
): Promise<Why> {
  const read = (span: Period) => figures.read(reader, { kpis: [asked], place: place.place, period: span, now })
  const [[own], [earlier]] = await Promise.all([read(period), read(before)])
  if (!own || !earlier) throw new Error('A figure was asked for and none came')
  const scene: WhyScene = { figures, reader, place, kpi: own.kpi, period, before, now }
  const sides = [own, earlier] as const
  const stores = await storesOf(scene)
  const change = own.value === null || earlier.value === null ? null : own.value - earlier.value
  const incomplete = sides.some(isIncomplete)
  const [usual, usualBefore, drivers, channels, calendar, groups, reasons, causes, seen, procedures] =
    await Promise.all([
      incomplete ? null : usualOf(scene, period),
      incomplete ? null : usualOf(scene, before),
      driversOf(scene, sides, stores),
      channelsOf(scene, sides),
      calendarOf(scene, sides),
      groupsOf(scene, sides, stores),
      reasonsOf(scene, own),
      causesOf(db, scene, sides),
      seenIn(scene, sides),
      listProcedures(db, reader.demo),
    ])
  const alerted = asksAlert || causes.alerts.some(({ open, kpi }) => open && kpi.id === own.kpi.id)
  return {
    ...{ place, kpi: own.kpi, period, before, figure: own, earlier, change },
    ...{
      usual,
      usualBefore,
      incomplete,
      alerted,
      drivers: drivers && whole(drivers, sides),
      channels,
      calendar,
      groups,
      reasons,
      causes,
      seen,
    },
    checks: usual?.standing === 'inside' && !alerted ? [] : firstChecks(movedOf(own, change, drivers, channels)),
    procedure: procedureFor(procedures, own.kpi.id, place.stores),
  }
}

function isIncomplete({ quality, leftOut = [] }: Figure): boolean {
  return quality.daysWithData < quality.daysExpected || leftOut.length > 0
}

/** Every store of a place with both sides, where there are several. */
async function storesOf({ figures, reader, kpi, place, period, before, now }: WhyScene): Promise<readonly Mover[]> {
  if (place.stores.length < 2) return []
  const request = {
    kpi,
    place: place.place,
    by: 'store',
    period,
    before,
    limit: maxStores,
    unmoved: true,
    now,
  } as const
  return figures.movers(reader, request)
}

/** Rows that lack something of the change, such as stores whose days do not match, get it as a row of its own. */
function whole(drivers: WhyDrivers, [now, then]: readonly [Figure, Figure]): WhyDrivers {
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
