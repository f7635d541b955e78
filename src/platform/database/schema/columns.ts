import { customType, timestamp } from 'drizzle-orm/pg-core'

/** A moment: `timestamptz`. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Raw bytes: `bytea`. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
