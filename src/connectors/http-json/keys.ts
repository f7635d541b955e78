import { z } from 'zod'
import { findMeasure } from '#src/domain/measures/index.ts'
import { isAllowedForm } from './addresses.ts'

/** A form sends texts: what has parts of its own may come as JSON. */
function orJson<T extends z.ZodType>(schema: T) {
  return z.preprocess(value => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value) as unknown
    } catch {
      return value
    }
  }, schema)
}

/** Where a value stands in a row: names with dots between, or the name of a column. */
const Path = z.string().min(1)

const Measures = z
  .record(z.string(), Path)
  .refine(list => Object.keys(list).length > 0, 'name at least one measure')
  .superRefine((list, context) => {
    for (const id of Object.keys(list)) {
      if (findMeasure(id) === null) context.addIssue({ code: 'custom', message: `${id} is no measure`, path: [id] })
    }
  })

/** A list that is asked for, and what its columns are. */
export const Report = z.object({
  /** May hold {from}, {to}, {day}, {from_seconds}, {to_seconds}, {page}, {offset}, {cursor}, {token}. */
  address: z.string().refine(isAllowedForm, 'an address with https://, or http:// to a private address'),
  method: z.enum(['GET', 'POST']).default('GET'),
  /** For POST, with the same placeholders. */
  body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  format: z.enum(['json', 'csv']).default('json'),
  /** Where the rows stand in the answer; absent: the answer itself is the list. */
  rows: Path.optional(),
  charset: z.string().refine(isCharset, 'a character set such as gb18030').optional(),
  /** Between columns of CSV; absent: found out. */
  delimiter: z.string().length(1).optional(),
  day: Path,
  /** Of days such as 11/29/2026: month first, or the date. */
  day_order: z.enum(['mdy', 'dmy', 'ymd']).default('ymd'),
  /** Zone of wall-clock times in `day`; absent: they are the store's. */
  time_zone: z.string().refine(isZone, 'an IANA time zone such as Asia/Shanghai').optional(),
  /** Absent: the rows are of the whole store. */
  sku: Path.optional(),
  measures: Measures,
  /** Money is in cents (or yen) already. */
  minor: z.boolean().default(false),
  /** Rows that count: a column and the value that it must have. */
  only: z.record(Path, z.string()).default({}),
  /** By the name of a store: what its rows have in this report, instead of what the store says itself. */
  only_of: z.record(z.string(), z.record(Path, z.string())).default({}),
  /** Days of a request at most; the pages of a request all belong together. */
  days: z.number().int().min(1).max(31).default(31),
  /** Pages by number, until a page has no rows or fewer than `size`. */
  pages: z.object({ first: z.number().int().default(1), size: z.number().int().positive().optional() }).optional(),
  /** Where the answer tells {cursor} or the address of the next page; `@link`: in its `Link` header. */
  next: Path.optional(),
  /** Where an answer tells that it is one, and by which values; others are failures, also inside HTTP 200. */
  success: z
    .object({
      path: Path,
      is: z.preprocess(value => [value].flat().map(String), z.array(z.string())),
      /** Where it says why. */
      message: Path.default('message'),
      /** Values of failures that pass by themselves, such as too many calls. */
      later: z.preprocess(value => [value ?? []].flat().map(String), z.array(z.string())),
    })
    .optional(),
  /** Days without rows are days without sales: they are written as zero. */
  zeros: z.boolean().default(false),
})
export type Report = z.infer<typeof Report>

const Store = z.object({
  name: z.string().min(1),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  time_zone: z.string().refine(isZone, 'an IANA time zone such as America/Los_Angeles'),
  /** ISO 3166 alpha-2, lower case. */
  market: z.string().regex(/^[a-z]{2}$/),
  /** Rows of this store: a column and the value that it must have. */
  only: z.record(Path, z.string()).default({}),
})
export type Store = z.infer<typeof Store>

/** What connects an address that answers JSON or CSV. */
export const Keys = z.object({
  stores: orJson(z.array(Store).min(1)),
  reports: orJson(z.array(Report).min(1).max(20)),
  token: z.string().min(1).optional(),
  /** Header that carries the token; absent: `authorization`. */
  token_header: z.string().min(1).default('authorization'),
  /** In front of the token; absent: `Bearer ` in `authorization`, nothing elsewhere. */
  token_prefix: z.string().optional(),
  /** Names that lead into a private network are refused unless this is said. */
  allow_private: z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')]).default(false),
  /** Minutes between looks at the newest days. */
  every_minutes: z.coerce.number().int().min(15).max(1_440).default(60),
})
export type Keys = z.infer<typeof Keys>

function isCharset(text: string): boolean {
  try {
    new TextDecoder(text)
    return true
  } catch {
    return false
  }
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}
