import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { shownAttainment } from '#src/cards/attained.ts'
import { unboundedText } from '#src/cards/unbounded-text.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Figure, PairedAmounts } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { minorDigits } from '#src/domain/money.ts'
import { nearestName } from '#src/domain/names.ts'
import { askedDay, parsePeriod } from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { besideOrFirst } from '#src/features/conversation/index.ts'
import type { Reader } from '#src/features/figures/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { type ApiParts, protectedRoutes } from './api.ts'

const texts = {
  unknownKpi: {
    en: 'There is no KPI {text}. Nearest: {near}. GET /api/v1/kpis lists them all.',
    ja: 'KPI {text} はありません。近いもの: {near}。一覧は GET /api/v1/kpis で取得できます。',
    'zh-CN': '没有KPI {text}，最接近的是 {near}。GET /api/v1/kpis 可查看全部。',
  },
  unknownPlace: {
    en: 'There is no place {text}. Write all, market:jp, platform:amazon, or the short name of a store.',
    ja: '{text} という対象はありません。all、market:jp、platform:amazon、または店舗の短縮名で指定してください。',
    'zh-CN': '没有范围 {text}。请写 all、market:jp、platform:amazon 或店铺简称。',
  },
  badPeriod: {
    en: '{text} is no period. Write for example yesterday, 7d, mtd, 2026-11 or 2026-11-01..2026-11-20.',
    ja: '{text} は期間として読み取れません。例: yesterday、7d、mtd、2026-11、2026-11-01..2026-11-20',
    'zh-CN': '{text} 不是有效期间。例如：yesterday、7d、mtd、2026-11、2026-11-01..2026-11-20',
  },
} satisfies Record<string, Localized>

/** Nothing else is taken: a parameter that is not known, such as `from`, would be answered with other days than meant. */
const Query = z.strictObject({
  kpi: z.string().min(1).max(2000),
  place: z.string().max(200).default('all'),
  period: z.string().max(60).default('yesterday'),
})

/** `GET /api/v1/stores`, `/kpis` and `/figures?kpi=&place=&period=`: what programs read. The token sees every store. */
export function readApiRoutes(parts: ApiParts): (app: FastifyInstance) => Promise<void> {
  return protectedRoutes(parts, async app => {
    app.get('/api/v1/stores', async () => ({ stores: (await parts.figures.catalog()).stores }))
    app.get('/api/v1/kpis', async () => {
      const { kpis, measures } = await parts.figures.catalog()
      return { kpis, measures }
    })
    app.get('/api/v1/figures', async (request, reply) => readFigures(parts, request, reply))
  })
}

async function readFigures(parts: ApiParts, request: FastifyRequest, reply: FastifyReply) {
  const query = Query.safeParse(request.query)
  if (!query.success) return reply.code(400).send({ error: z.prettifyError(query.error) })
  const look = await parts.readSide?.lookForProgram()
  return besideOrFirst(parts.readSide, look, async beside => {
    const found = await figuresFor({ ...parts, figures: beside?.figures ?? parts.figures }, query.data)
    return { ...found, asOf: (beside?.asOf ?? parts.now()).toISOString() }
  })
}

async function figuresFor(parts: ApiParts, query: z.infer<typeof Query>) {
  const { figures } = parts
  const catalog = await figures.catalog()
  const now = parts.now()
  const kpis = query.kpi.split(',').map(id => kpiOf(id.trim(), catalog))
  const reader: Reader = { stores: catalog.stores, demo: catalog.stores.every(store => store.demo) }
  const place = placeOf(query.place, catalog)
  const resolved = await figures.resolve(reader, place)
  const period = parsePeriod(query.period, askedDay(resolved.stores, parts.teamTimeZone ?? 'UTC', now))
  if (!period) throw new UserError(fill(texts.badPeriod, { text: query.period }))
  const found = await figures.read(reader, { kpis, place, period, now })
  const { from, to } = period
  return { place: resolved.key, period: { from, to }, figures: found.map(figureOut) }
}

function kpiOf(id: string, catalog: Catalog): Kpi {
  const kpi = catalog.findKpi(id)
  if (kpi) return kpi
  const near =
    nearestName(
      id,
      catalog.kpis.map(known => known.id),
    ) ?? '–'
  throw new UserError(fill(texts.unknownKpi, { text: id, near }))
}

function placeOf(text: string, catalog: Catalog): Place {
  const isStore = catalog.stores.some(store => store.slug === text.toLowerCase())
  const place = isStore ? parsePlaceKey(`store:${text.toLowerCase()}`) : parsePlaceKey(text)
  if (!place) throw new UserError(fill(texts.unknownPlace, { text }))
  return place
}

/** Amounts in major units, as they are pushed. */
function figureOut(figure: Figure) {
  const { kpi, currency, target, comparison, quality, rates } = figure
  const major = (value: number | null) =>
    value === null || kpi.unit !== 'money' || currency === null ? value : value / 10 ** minorDigits(currency)
  return {
    kpi: kpi.id,
    label: kpi.label,
    unit: kpi.unit,
    value: major(figure.value),
    currency,
    target: target && {
      ...target,
      value: major(target.value),
      low: major(target.low),
      high: major(target.high),
      ...(target.whole === undefined ? {} : { whole: major(target.whole) }),
    },
    attainment: shownAttainment(figure),
    comparison: comparison && {
      from: comparison.period.from,
      to: comparison.period.to,
      value: major(comparison.value),
      change: comparison.change,
      kind: comparison.kind,
      ...(comparison.paired ? { paired: pairedOut(comparison.paired, major) } : {}),
    },
    quality,
    rates,
    ...whatCounts(figure, major),
  }
}

/** Both sides of a change that is of a part of both periods alone, and the days that it is without. */
function pairedOut({ value, before, without }: PairedAmounts, major: (value: number | null) => number | null) {
  const days = without.map(({ store, days }) => ({ store: store.slug, days }))
  return { value: major(value), before: major(before), without: days }
}

/** Which days and stores count, and why there is no value: only what applies. */
function whatCounts(figure: Figure, major: (value: number | null) => number | null) {
  const { running, closedTo, soFar, leftOut, unbounded, lacking, comparison } = figure
  const incomparable = comparison?.leftOut?.map(store => store.slug)
  return {
    ...(running ? { running } : {}),
    ...(closedTo ? { closedTo } : {}),
    ...(soFar === undefined ? {} : { soFar: major(soFar) }),
    ...(leftOut ? { leftOut: leftOut.map(({ store, why }) => ({ store: store.slug, why })) } : {}),
    ...(incomparable ? { notCompared: incomparable } : {}),
    ...(unbounded ? { unbounded: unboundedText(unbounded) } : {}),
    ...(lacking ? { lacking } : {}),
  }
}
