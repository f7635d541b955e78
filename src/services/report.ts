import type { Day } from '#src/domain/period.ts'
import type { Place } from '#src/domain/place.ts'
import type { DailyReport } from '#src/domain/report.ts'
import type { Figures, Reader } from '#src/services/figures.ts'
import type { Db } from '#src/storage/db.ts'

/** What a report is made from. */
export interface ReportParts {
  readonly db: Db
  readonly figures: Figures
}

/** Which report. `day` is a closed local day of the place. */
export interface ReportRequest {
  readonly reader: Reader
  readonly place: Place
  readonly day: Day
  readonly now: Date
}

/** Gathers what a manager should know about a day. @throws UserError when the reader sees no store of the place. */
export async function dailyReport(parts: ReportParts, request: ReportRequest): Promise<DailyReport> {
  const place = await parts.figures.resolve(request.reader, request.place)
  return {
    place,
    day: request.day,
    figures: [],
    month: null,
    breaches: [],
    movers: null,
    notes: [],
    missing: [],
    main: null,
    shades: [],
    overview: [],
    owners: [],
  }
}
