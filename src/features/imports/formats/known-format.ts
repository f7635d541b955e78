import type { DayOrder } from '#src/features/imports/values/dates.ts'
import type { DecimalSign } from '#src/features/imports/values/numbers.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import type { Localized } from '#src/i18n/locale.ts'

/**
 * An export of a marketplace, ERP or tool that is recognised by its column names, as plain data: how to know it, what
 * its columns mean, how its rows add up. Files that no format knows are read by a guess that fills in the same plan.
 */
export interface KnownFormat {
  /** Stable, such as `rakuten-store-daily`; kept with each import. */
  readonly id: string
  /** What people call it: `Rakuten RMS orders (CSV)`. */
  readonly label: Localized
  /** Platform of stores that are made for it, such as `rakuten`. */
  readonly platform: string
  /** Where it is downloaded: the menu as the platform writes it. */
  readonly path: string
  readonly recognise: Signature
  /**
   * Set where the file cannot give figures per day (monthly totals, page flows …): one sentence that says what it is
   * and what to download instead. Nothing else of the format is used then.
   */
  readonly refuse?: Localized
  /** `orders`: one row per order line (or order). `daily`: rows with figures of a day. */
  readonly kind: 'orders' | 'daily'
  readonly columns: readonly FormatColumn[]
  /** Rows that count or do not; all must hold. What they leave out is counted and said. */
  readonly rows?: readonly RowRule[]
  /** Words of the status columns (role `status`), before the common words of all platforms. */
  readonly status?: StatusWords
  /**
   * Whether amounts in the `sales` columns are already less the `discount` columns (default), or still to be reduced
   * by them. Gross sales are always before discounts, net sales after.
   */
  readonly discounts?: 'taken-off' | 'to-take-off'
  /** Where the day of a row stands, in the order in which it is looked for. Default: a column, else asked. */
  readonly day?: readonly DaySource[]
  /** Only where the export always writes so; otherwise all rows of the file decide. */
  readonly dayOrder?: DayOrder
  readonly decimal?: DecimalSign
  /** Currency and zone of new stores that the export implies, before those of the market. */
  readonly currency?: string
  readonly zone?: string
  /**
   * Rows of one store, SKU and day: `sum` (default: devices, hours, campaigns are parts), or `refuse` where the export
   * has exactly one row each and more is a mistake.
   */
  readonly repeated?: 'sum' | 'refuse'
  /**
   * `statement`: amounts on the day on which they were booked, not ordered. They are kept apart, and sales that come
   * from anywhere else count before them.
   */
  readonly source?: 'statement'
  /** Pieces of a row where no column tells them: `1` where each row of an export is one piece. */
  readonly unitsPerRow?: number
  /**
   * Rows whose cell of `part` is empty are the total of the rows of the same `key` that have one: they count only where
   * there is no such row.
   */
  readonly totalsOf?: { readonly key: readonly string[]; readonly part: readonly string[] }
  /** A day counts only with this many different cells of a column, such as all 24 hours. */
  readonly complete?: { readonly column: readonly string[]; readonly rows: number }
  /** Something the reader should know about these figures; shown in the preview. */
  readonly note?: Localized
}

/** How a file is known. Names are compared without width, case, spaces and hyphens. */
export interface Signature {
  /** Each must be the name of a column; a list means any one of them (languages, older spellings). */
  readonly columns: readonly (string | readonly string[])[]
  /** Found ones make it likelier: of several formats that fit, the one with most named columns wins. */
  readonly optional?: readonly string[]
  /** None of these may be there. */
  readonly without?: readonly string[]
  /** Must match the name of the file. */
  readonly fileName?: RegExp
  /** Must match one of the lines above the header (cells joined by a blank). */
  readonly preamble?: RegExp
  /** Must match the name of the sheet. */
  readonly sheet?: RegExp
}

/** What one column, or several of the same meaning, hold. */
export interface FormatColumn {
  /** Names of the column in all languages and spellings; the first that is there is taken. */
  readonly names: readonly string[]
  /**
   * The meaning. Several columns of one amount (`sales`, `discount`, `measure:…`) are added; of one text or day the
   * first with a value counts. An order file may hold `measure:…` amounts too (`measure:platform_fees`).
   */
  readonly role: Role
  /**
   * `row` (default): the number of this row. `unit`: times the `quantity` of the row. `order`: stands on each line of an
   * order (or on its first) and counts once per order. A day of shipment that is the order's holds for all its lines.
   */
  readonly per?: 'row' | 'unit' | 'order'
  /**
   * `as-is` (default); `positive`: costs and discounts that some exports write as negatives count as costs either way;
   * `negated`: the other way round.
   */
  readonly sign?: 'as-is' | 'positive' | 'negated'
  /** Multiplied with this: `0.01` where amounts stand in cents. An exact decimal. */
  readonly scale?: string
  /** A further column whose text follows after a slash where it says something: `bottle-750/black`. */
  readonly joined?: readonly string[]
  /** Read in small letters: an id that a platform does not tell by case and writes now so, now so. */
  readonly lower?: true
  /** Only in rows where these hold: `{ column: ['type'], is: /^Refund$/i }`. The column may be named more than once. */
  readonly when?: readonly Condition[]
}

/** A cell of the row and what it must say. */
export interface Condition {
  readonly column: readonly string[]
  /** Tested against the trimmed text of the cell. */
  readonly is: RegExp
}

/** Which rows count: those whose cell matches `only`, without those whose cell matches `not`. */
export interface RowRule {
  readonly column: readonly string[]
  readonly only?: RegExp
  readonly not?: RegExp
  /** Where rows that match `only` are the whole of parts: what they say, such as `すべて`. */
  readonly whole?: string
}

/** What became of an order line. Only `sale` and `pending` (taken, still to be shipped or confirmed) are sales. */
export type OrderState = 'sale' | 'pending' | 'unpaid' | 'cancelled' | 'refunded'

/** Whole cells that mean a state, such as `900` or `キャンセル`; a RegExp is tested against the cell. */
export interface StatusWords {
  readonly sale?: readonly (string | RegExp)[]
  readonly pending?: readonly (string | RegExp)[]
  readonly unpaid?: readonly (string | RegExp)[]
  readonly cancelled?: readonly (string | RegExp)[]
  readonly refunded?: readonly (string | RegExp)[]
}

/**
 * Where the day stands: in a column (role `order_day` or `day`), in a line above the header, in the name of the file,
 * or nowhere: then the person is asked (`--day`). A pattern has one group with a date, or two with first and last day;
 * a file of more than one day without a column of days is refused and told why.
 */
export type DaySource = 'column' | 'asked' | { readonly preamble: RegExp } | { readonly fileName: RegExp }
