import type postgres from 'postgres'

/**
 * From this time on that a text is asked it is prepared: what is put together for one question is asked once or twice.
 * Judgement.
 */
const preparedFrom = 3
/** Longer texts carry rows or long lists: the server would keep megabytes of each. Judgement. */
const longestText = 6_000
/**
 * How many texts a pool prepares, and how many it remembers to count them. Each is kept by every connection of the pool
 * (some 30 kB in the server) until the driver renews the connection, within the hour. Judgement: chat, boards, deliveries
 * and sync together ask some hundred again and again.
 */
const mostTexts = 400

/**
 * Tables whose rows a question may want few or most of: these are planned for its values each time. A plan for any values,
 * which the server makes from the sixth time on, takes a store of ten years for one of a week.
 */
const large = /\b(metric_day|order_ledger|order_lines|import_(?!id\b)\w+|raw_answers|row_changes|audit)\b/

/** The table that rows are put into: nothing of it is read. */
const target = /^\s*insert into "?\w+"?/

/** Says of a statement's text whether the server keeps it parsed under a name. */
export function preparedTexts(): (text: string) => boolean {
  const prepared = new Set<string>()
  const counts = new Map<string, number>()
  return text => {
    if (prepared.has(text)) return true
    if (text.length > longestText || prepared.size >= mostTexts || large.test(text.replace(target, ''))) return false
    const count = (counts.get(text) ?? 0) + 1
    counts.delete(text)
    if (count >= preparedFrom) {
      prepared.add(text)
      return true
    }
    counts.set(text, count) // at the end: the first is the one that was not asked for longest
    if (counts.size > mostTexts) counts.delete(counts.keys().next().value ?? '')
    return false
  }
}

/**
 * Lets a client prepare what it is asked again and again, and answers it. Drizzle hands every statement to `unsafe`, which
 * sends it twice: to be parsed and described, and when that is answered, to be bound and run. Prepared it goes once and is
 * not parsed again: a third of the processor time of a sync.
 */
export function preparingClient<Client extends postgres.Sql | postgres.TransactionSql>(
  client: Client,
  isPrepared = preparedTexts(),
): Client {
  const { unsafe } = client
  const inside = (work: unknown) =>
    typeof work === 'function' ? (sql: postgres.TransactionSql) => work(preparingClient(sql, isPrepared)) : work
  const over: Record<string, unknown> = {
    unsafe: (text: string, values: never[] = [], options: postgres.UnsafeQueryOptions = {}) =>
      unsafe(text, values, values.length > 0 ? { ...options, prepare: isPrepared(text) } : options),
  }
  for (const name of ['begin', 'savepoint'] as const) {
    const open = Reflect.get(client, name) as ((...words: unknown[]) => unknown) | undefined // one of the two has it
    if (open) over[name] = (...words: unknown[]) => open(...words.map(inside))
  }
  return Object.assign(client, over)
}
