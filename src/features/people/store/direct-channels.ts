import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'

/** Where somebody can be reached in person. */
export interface DirectChannel {
  readonly id: number
  readonly personId: number
}

/** The setting that names the messenger which reaches people by their e-mail address alone; absent where there is none. */
export const mailSetting = 'mail_messenger'

/** Says which messenger that is; `null`: there is none. */
export async function setMailMessenger(db: Db, messenger: string | null): Promise<void> {
  await (messenger === null ? deleteSetting(db, mailSetting) : writeSetting(db, mailSetting, messenger))
}

/** Whether mail is set up. */
export async function canMail(db: Db): Promise<boolean> {
  return (await mailMessenger(db)) !== null
}

/** The messenger that reaches people by their e-mail address alone; `null`: there is none. */
export async function mailMessenger(db: Db): Promise<string | null> {
  const id = await readSetting(db, mailSetting)
  return typeof id === 'string' ? id : null
}

const mailOf = sql`(select value #>> '{}' from settings where key = ${mailSetting})`

/** Makes the conversations by e-mail of some people, where there is such a messenger. */
async function ensureMail(db: Db, ids: ReturnType<typeof sql>): Promise<void> {
  await db.execute(sql`
    insert into channels (messenger, workspace, external_id, name, kind, scope, locale, time_zone, alerts, demo)
    select s.value #>> '{}', '', p.email, p.name, 'direct', p.scope, coalesce(p.locale, 'en'),
      coalesce(p.time_zone, 'UTC'), false, p.demo
    from settings s cross join people p
    where s.key = ${mailSetting} and p.id = any(${ids}) and p.active and not p.demo
    on conflict do nothing`)
}

/** The conversation by e-mail of each active person who can be reached so; empty where no such messenger is set up. */
export async function mailChannels(db: Db, personIds: readonly number[]): Promise<readonly DirectChannel[]> {
  if (personIds.length === 0) return []
  const ids = sql`${sql.param([...personIds])}::int[]`
  await ensureMail(db, ids)
  const rows = await db.execute(sql`
    select c.id, p.id as person_id from people p join channels c on c.messenger = ${mailOf} and c.external_id = p.email
    where p.id = any(${ids}) and p.active and c.kind = 'direct' and c.unreachable_since is null order by p.id`)
  return rows.map(row => ({ id: Number(row.id), personId: Number(row.person_id) }))
}

/**
 * One direct conversation for each active person: in the messenger they were linked to last, made where none is stored
 * yet; by e-mail where they are linked to none. Conversations that cannot be reached, and the one to avoid, are left out.
 */
export async function directChannels(
  db: Db,
  personIds: readonly number[],
  except: number | null = null,
): Promise<readonly DirectChannel[]> {
  if (personIds.length === 0) return []
  const ids = sql`${sql.param([...personIds])}::int[]`
  await ensureDirect(db, sql`p.id = any(${ids}) and p.active`)
  const rows = await db.execute(sql`
    select distinct on (p.id) c.id, p.id as person_id
    from people p
    join identities i on i.person_id = p.id
    join channels c on c.messenger = i.messenger and c.workspace = i.workspace and c.external_id = i.external_id
    where p.id = any(${ids}) and p.active and c.kind = 'direct' and c.unreachable_since is null
      and c.id <> coalesce(${except}::int, 0)
    order by p.id, c.messenger = coalesce(${mailOf}, ''), i.linked_at desc`)
  const linked = rows.map(row => ({ id: Number(row.id), personId: Number(row.person_id) }))
  const others = personIds.filter(id => !linked.some(({ personId }) => personId === id))
  const mailed = (await mailChannels(db, others)).filter(({ id }) => id !== except)
  return [...linked, ...mailed]
}

/** Whose conversation each of some direct channels is; groups, and those of nobody we know, are left out. */
export async function peopleOfChannels(db: Db, channelIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (channelIds.length === 0) return new Map()
  const rows = await db.execute(sql`
    select distinct on (c.id) c.id, p.id as person_id from channels c
    left join identities i on i.messenger = c.messenger and i.workspace = c.workspace and i.external_id = c.external_id
    join people p on p.id = i.person_id or (c.messenger = ${mailOf} and p.email = c.external_id)
    where c.id = any(${sql.param([...channelIds])}::int[]) and c.kind = 'direct' and p.active order by c.id, p.id`)
  return new Map(rows.map(row => [Number(row.id), Number(row.person_id)]))
}

/** The language and zone of a person's own conversations become the person's, as far as those are known. */
export async function followPerson(db: Db, personId: number): Promise<void> {
  await db.execute(sql`
    update channels c set locale = coalesce(p.locale, c.locale), time_zone = coalesce(p.time_zone, c.time_zone)
    from people p
    where p.id = ${personId} and c.kind = 'direct' and (
      exists (select 1 from identities i where i.person_id = p.id and i.messenger = c.messenger
        and i.workspace = c.workspace and i.external_id = c.external_id)
      or (c.messenger = ${mailOf} and c.external_id = p.email))`)
}

/** Whose own conversation it is; `null` for groups, and where nobody is known by its id. */
export async function findOwner(db: Db, channelId: number): Promise<number | null> {
  const [row] = await db.execute(sql`
    select p.id from channels c
    join people p on p.active and (
      exists (select 1 from identities i where i.person_id = p.id and i.messenger = c.messenger
        and i.workspace = c.workspace and i.external_id = c.external_id)
      or (c.messenger = ${mailOf} and c.external_id = p.email))
    where c.id = ${channelId} and c.kind = 'direct' order by p.id limit 1`)
  return row ? Number(row.id) : null
}

/** The direct conversation of each active person with an account in one of some messengers, made where none is stored yet. */
export async function accountChannels(
  db: Db,
  messengers: readonly string[],
  personIds: readonly number[],
): Promise<readonly (DirectChannel & { readonly messenger: string })[]> {
  if (personIds.length === 0 || messengers.length === 0) return []
  const ids = sql`${sql.param([...personIds])}::int[]`
  const where = sql`p.id = any(${ids}) and p.active and i.messenger = any(${sql.param([...messengers])}::text[])`
  await ensureDirect(db, where)
  const rows = await db.execute(sql`
    select c.id, p.id as person_id, c.messenger from identities i join people p on p.id = i.person_id
    join channels c on c.messenger = i.messenger and c.workspace = i.workspace and c.external_id = i.external_id
    where ${where} and c.kind = 'direct' and c.unreachable_since is null order by i.linked_at desc`)
  return rows.map(row => ({ id: Number(row.id), personId: Number(row.person_id), messenger: String(row.messenger) }))
}

/** Makes the conversations of some accounts that are not stored yet. */
async function ensureDirect(db: Db, where: ReturnType<typeof sql>): Promise<void> {
  await db.execute(sql`
    insert into channels (messenger, workspace, external_id, name, kind, scope, locale, time_zone, alerts, demo)
    select distinct on (i.messenger, i.workspace, i.external_id) i.messenger, i.workspace, i.external_id, p.name,
      'direct', p.scope, coalesce(p.locale, 'en'), coalesce(p.time_zone, 'UTC'), false, p.demo
    from identities i join people p on p.id = i.person_id
    where ${where}
    on conflict do nothing`)
}
