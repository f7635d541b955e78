import { customType } from 'drizzle-orm/pg-core'
import { storableJson } from '#src/platform/database/storable.ts'

/** A column of JSON that takes every text: what PostgreSQL refuses in JSON becomes a replacement mark. */
export const jsonb = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: storableJson,
})
