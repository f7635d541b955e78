import { buildCatalog, type Catalog } from '#src/domain/catalog.ts'
import type { Figures } from '#src/features/figures/figures.ts'
import { leavingOut } from '#src/features/figures/leave-out.ts'
import type { Db } from '#src/platform/database/db.ts'
import { paired } from './compare/paired.ts'
import { openDayBook } from './day-book.ts'
import { readMovers, readParts } from './movers.ts'
import type { Engine } from './prepare.ts'
import { readFigures } from './read.ts'
import { rememberFirstDays } from './reading/load.ts'
import { daysAhead, daysFrom, daysOnce } from './reading/read-days.ts'
import { type Common, commonOf, commonOnce } from './reading/shared-reads.ts'
import { skusFrom, skusOnce } from './reading/sku-totals.ts'
import { resolvePlace, todayAt } from './resolve.ts'
import { readManySeries, readSeries } from './series.ts'

/**
 * The KPI engine over a database. Nothing is kept between calls but the first days of measures, so that what was just
 * stored counts at once.
 */
export function createFigures(db: Db): Figures {
  return figuresOver(engineOver(db))
}

/** What it works with, read for every question. */
export function engineOver(db: Db): Engine {
  return {
    db,
    firstDays: rememberFirstDays(),
    sources: new Map(),
    common: commonOf(db),
    readDays: daysFrom(db),
    readSkus: skusFrom(db),
  }
}

function figuresOver(engine: Engine): Figures {
  const { db, only } = engine
  const resolve: Resolve = async (reader, asked) => {
    const place = await resolvePlace(db, reader, asked)
    return only ? { ...place, stores: place.stores.filter(({ id }) => only.has(id)) } : place
  }
  return {
    withSharedReads: about => figuresOver({ ...engine, common: commonOnce(engine.common, about) }),
    withSharedDays: () =>
      figuresOver({
        ...engine,
        ...{
          common: commonOnce(engine.common, 'few'),
          readDays: daysOnce(engine.readDays),
          readSkus: engine.skusThrough?.(skusOnce(db)) ?? skusOnce(db),
        },
      }),
    readAhead: async request => {
      const ahead = { ...engine, common: commonOnce(engine.common), readSkus: skusOnce(engine.db) }
      return figuresOver({ ...ahead, readDays: await daysAhead(ahead, request) })
    },
    leavingOut: out => figuresOver(leavingOut(engine, out)),
    events: (from, to) => engine.common.events(from, to),
    catalog: () => loadCatalog(engine.common),
    resolve,
    paired: async (reader, request) => {
      const place = await resolve(reader, request.place)
      const found = await paired(engine, { ...request, place })
      return { ...found.days, figures: figuresOver(found.engine) }
    },
    ...readsOf(engine, resolve),
    today: todayAt,
  }
}

type Resolve = Figures['resolve']

/** What is read of a place, of the stores that a reader may see there. */
function readsOf(
  engine: Engine,
  resolve: Resolve,
): Pick<Figures, 'read' | 'series' | 'seriesOf' | 'movers' | 'parts' | 'dayBook'> {
  return {
    read: async (reader, request) => {
      const place = await resolve(reader, request.place)
      return readFigures(engine, { ...request, place })
    },
    series: async (reader, request) => {
      const place = await resolve(reader, request.place)
      return readSeries(engine, { ...request, place })
    },
    seriesOf: async (reader, request) => {
      const place = await resolve(reader, request.place)
      return readManySeries(engine, { ...request, place })
    },
    movers: async (reader, request) => {
      const place = await resolve(reader, request.place)
      return readMovers(engine, { ...request, place })
    },
    parts: async (reader, request) => {
      const place = await resolve(reader, request.place)
      return readParts(engine, { ...request, place })
    },
    dayBook: async (reader, request) => {
      const place = await resolve(reader, request.place)
      return openDayBook(engine, { ...request, place })
    },
  }
}

async function loadCatalog(common: Common): Promise<Catalog> {
  return buildCatalog(await common.tables())
}
