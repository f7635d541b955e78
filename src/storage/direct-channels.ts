import { sql } from 'drizzle-orm'
import type { Db } from '#src/storage/db.ts'

/** Where somebody can be reached in person. */
export interface DirectChannel {
  readonly id: number
  readonly personId: number
}

/**
 * One direct conversation for each active person who is linked to a messenger: made from the latest link where none is
 * stored yet. Conversations that cannot be reached, and the one to avoid, are left out.
 */
export async function directChannels(
  db: Db,
  personIds: readonly number[],
  except: number | null = null,
): Promise<readonly DirectChannel[]> {
  if (personIds.length === 0) return []
  const ids = sql`${sql.param([...personIds])}::int[]`
  await db.execute(sql`
    insert into channels (messenger, workspace, external_id, name, kind, scope, locale, time_zone, alerts, demo)
    select distinct on (i.messenger, i.workspace, i.external_id) i.messenger, i.workspace, i.external_id, p.name,
      'direct', p.scope, coalesce(p.locale, 'en'), coalesce(p.time_zone, 'UTC'), false, p.demo
    from identities i join people p on p.id = i.person_id
    where p.id = any(${ids}) and p.active
    on conflict do nothing`)
  const rows = await db.execute(sql`
    select distinct on (p.id) c.id, p.id as person_id
    from people p
    join identities i on i.person_id = p.id
    join channels c on c.messenger = i.messenger and c.workspace = i.workspace and c.external_id = i.external_id
    where p.id = any(${ids}) and p.active and c.kind = 'direct' and c.unreachable_since is null
      and c.id <> coalesce(${except}::int, 0)
    order by p.id, i.linked_at desc`)
  return rows.map(row => ({ id: Number(row.id), personId: Number(row.person_id) }))
}
