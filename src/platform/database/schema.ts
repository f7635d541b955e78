import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { jsonb } from './jsonb.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** Settings of the installation, such as `base_currency` or `demo_seed`. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

export const stores = pgTable('stores', {
  id: serial('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  platform: text('platform').notNull(),
  market: text('market').notNull(),
  currency: text('currency').notNull(),
  timeZone: text('time_zone').notNull(),
  aliases: text('aliases').array().notNull().default(sql`'{}'::text[]`),
  demo: boolean('demo').notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** Where figures come from. The highest rank wins where two sources know the same measure of the same store and day. */
export const sources = pgTable('sources', {
  id: serial('id').primaryKey(),
  /** `push/erp`, `file/orders`, `file/daily`, `record`, `demo`, later `amazon` and the like. */
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  rank: integer('rank').notNull().default(50),
  /** For so many days figures may still be restated: they are shown as provisional. */
  provisionalDays: integer('provisional_days').notNull().default(0),
  /** How many hours after the end of a local day its figures are expected. */
  dueHours: integer('due_hours').notNull().default(12),
  lastSeenAt: at('last_seen_at'),
})

/**
 * The facts: one row per store, source, SKU (`''`: the whole store) and local day. `m` holds measure → exact decimal
 * (money in minor units). `derived` names the measures of a store row that were added up from its SKUs. `corrected_at`
 * is set when a figure changes after the day was over and reported; `was` keeps the values replaced then.
 */
export const metricDay = pgTable(
  'metric_day',
  {
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    sku: text('sku').notNull().default(''),
    day: date('day', { mode: 'string' }).notNull(),
    m: jsonb('m').notNull(),
    derived: text('derived').array(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    correctedAt: at('corrected_at'),
    was: jsonb('was'),
  },
  table => [
    primaryKey({ columns: [table.storeId, table.sourceId, table.sku, table.day] }),
    index('metric_day_day').using('brin', table.day),
  ],
)

/** Which days of which store changed and wait for evaluation; written with the figures, cleared by the evaluator. */
export const dirtyDays = pgTable(
  'dirty_days',
  {
    storeId: integer('store_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    at: at('at').notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.storeId, table.day] })],
)

export const skus = pgTable(
  'skus',
  {
    storeId: integer('store_id').notNull(),
    sku: text('sku').notNull(),
    name: text('name').notNull(),
  },
  table => [primaryKey({ columns: [table.storeId, table.sku] })],
)

/** 1 `from_currency` is `rate` `to_currency` from `since` on. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    fromCurrency: text('from_currency').notNull(),
    toCurrency: text('to_currency').notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    rate: numeric('rate').notNull(),
    setBy: integer('set_by'),
    setAt: at('set_at').notNull().defaultNow(),
    demo: boolean('demo').notNull().default(false),
  },
  table => [primaryKey({ columns: [table.fromCurrency, table.toCurrency, table.since, table.demo] })],
)

/** Shopping events and closures that people add, beside the built-in holiday table. */
export const events = pgTable('events', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  place: text('place').notNull(),
  fromDay: date('from_day', { mode: 'string' }).notNull(),
  toDay: date('to_day', { mode: 'string' }).notNull(),
  kind: text('kind', { enum: ['sale', 'closed', 'force_majeure', 'other'] }).notNull(),
  /** Expected multiple of a normal day. */
  factor: numeric('factor', { mode: 'number' }).notNull().default(1),
  createdBy: integer('created_by'),
  demo: boolean('demo').notNull().default(false),
})

/** KPIs that the customer defined. A new definition with the same id counts from `valid_from` on. */
export const kpiDefinitions = pgTable(
  'kpi_definitions',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    definition: jsonb('definition').notNull(),
    createdBy: integer('created_by'),
    createdAt: at('created_at').notNull().defaultNow(),
    withdrawn: boolean('withdrawn').notNull().default(false),
  },
  table => [index('kpi_definitions_kpi').on(table.kpiId, table.validFrom)],
)

export const people = pgTable('people', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  role: text('role', { enum: ['viewer', 'operator', 'manager', 'administrator'] }).notNull(),
  /** Place keys; a store is visible when one of them holds it. */
  scope: text('scope').array().notNull(),
  /** `null` until chosen: the messenger's profile or the channel decides. */
  locale: text('locale', { enum: ['en', 'ja', 'zh-CN'] }),
  timeZone: text('time_zone'),
  /** Quiet hours as local wall-clock times `22:00` and `08:00`; `null`: none. */
  quietFrom: text('quiet_from'),
  quietTo: text('quiet_to'),
  /** Away until then; the deputy hears what is meant for them. */
  awayUntil: at('away_until'),
  deputyId: integer('deputy_id'),
  active: boolean('active').notNull().default(true),
  demo: boolean('demo').notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** A person in a messenger. */
export const identities = pgTable(
  'identities',
  {
    messenger: text('messenger').notNull(),
    workspace: text('workspace').notNull().default(''),
    externalId: text('external_id').notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    linkedAt: at('linked_at').notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.messenger, table.workspace, table.externalId] }),
    index('identities_person').on(table.personId),
  ],
)

/** A conversation. A channel is a reader: its scope bounds what is said in it. */
export const channels = pgTable(
  'channels',
  {
    id: serial('id').primaryKey(),
    messenger: text('messenger').notNull(),
    workspace: text('workspace').notNull().default(''),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['direct', 'group'] }).notNull(),
    scope: text('scope').array().notNull(),
    locale: text('locale', { enum: ['en', 'ja', 'zh-CN'] }).notNull(),
    timeZone: text('time_zone').notNull(),
    /** Alerts of its stores are posted there. */
    alerts: boolean('alerts').notNull().default(true),
    /** Set when the platform refused it for good; cleared when it is heard of again. */
    unreachableSince: at('unreachable_since'),
    demo: boolean('demo').notNull().default(false),
  },
  table => [unique('channels_external').on(table.messenger, table.workspace, table.externalId)],
)

export const targets = pgTable(
  'targets',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    period: text('period', { enum: ['day', 'week', 'month', 'quarter'] }).notNull(),
    value: numeric('value', { mode: 'number' }),
    low: numeric('low', { mode: 'number' }),
    high: numeric('high', { mode: 'number' }),
    currency: text('currency'),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    weight: integer('weight').notNull().default(10),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    setBy: integer('set_by').references(() => people.id, { onDelete: 'set null' }),
    setAt: at('set_at').notNull().defaultNow(),
    withdrawn: boolean('withdrawn').notNull().default(false),
  },
  table => [index('targets_lookup').on(table.kpiId, table.place, table.period, table.validFrom)],
)

export const notes = pgTable(
  'notes',
  {
    id: serial('id').primaryKey(),
    text: text('text').notNull(),
    authorId: integer('author_id').references(() => people.id, { onDelete: 'set null' }),
    authorName: text('author_name').notNull(),
    place: text('place').notNull(),
    /** `null`: about the place as a whole. */
    kpiId: text('kpi_id'),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    alertId: integer('alert_id'),
    createdAt: at('created_at').notNull().defaultNow(),
    deletedAt: at('deleted_at'),
  },
  table => [index('notes_days').on(table.fromDay, table.toDay)],
)

/** A problem. One row for as long as it lasts; at most one unresolved row per rule and place. */
export const alerts = pgTable(
  'alerts',
  {
    id: serial('id').primaryKey(),
    /** `target/17` or `limit/amazon/order_defect_rate`: what was broken. */
    rule: text('rule').notNull(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    state: text('state', { enum: ['open', 'acknowledged', 'resolved'] }).notNull(),
    severity: text('severity', { enum: ['warning', 'bad', 'critical'] }).notNull(),
    /** The first and the latest day that broke the rule. */
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    value: numeric('value', { mode: 'number' }),
    limit: numeric('limit_value', { mode: 'number' }),
    currency: text('currency'),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    /** Counts what changed: part of the delivery key. */
    revision: integer('revision').notNull().default(1),
    openedAt: at('opened_at').notNull(),
    changedAt: at('changed_at').notNull(),
    acknowledgedBy: integer('acknowledged_by').references(() => people.id, { onDelete: 'set null' }),
    acknowledgedAt: at('acknowledged_at'),
    reason: text('reason'),
    resolvedAt: at('resolved_at'),
    /** `null` when the number became good by itself. */
    resolvedBy: integer('resolved_by').references(() => people.id, { onDelete: 'set null' }),
    /** Nobody is asked before; `null`: not snoozed. */
    snoozedUntil: at('snoozed_until'),
    /** Taken on until then, unless confirmed. */
    ackUntil: at('ack_until'),
    /** When whoever has it was asked whether they still are on it. */
    ackAskedAt: at('ack_asked_at'),
    /** The latest figure breaks the rule; an alert may last a while without. */
    bad: boolean('bad').notNull().default(true),
    /** The alert that explains this one: nothing is said about it while that one lasts. */
    heldBy: integer('held_by'),
    /** The grouped message in which it stands. */
    groupId: integer('group_id'),
    /** Steps of the escalation chain that were taken, and when the next is due. */
    escalation: integer('escalation').notNull().default(0),
    escalateAt: at('escalate_at'),
  },
  table => [
    uniqueIndex('alerts_unresolved').on(table.rule, table.place).where(sql`state <> 'resolved'`),
    index('alerts_changed').on(table.changedAt),
    index('alerts_group').on(table.groupId),
  ],
)

/** Many alerts of one KPI that began in the same look: one message instead of many. */
export const alertGroups = pgTable('alert_groups', {
  id: serial('id').primaryKey(),
  kpiId: text('kpi_id').notNull(),
  demo: boolean('demo').notNull().default(false),
  revision: integer('revision').notNull().default(1),
  openedAt: at('opened_at').notNull(),
})

/** Alerts that nobody wants to hear about for a while: of a KPI, a place, or a KPI at a place. */
export const mutes = pgTable('mutes', {
  id: serial('id').primaryKey(),
  /** `null`: every KPI. */
  kpiId: text('kpi_id'),
  place: text('place').notNull(),
  until: at('until').notNull(),
  reason: text('reason'),
  createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
  createdAt: at('created_at').notNull(),
  endedAt: at('ended_at'),
  endedBy: integer('ended_by').references(() => people.id, { onDelete: 'set null' }),
  demo: boolean('demo').notNull().default(false),
})

/** What people answered to an alert: a false alarm, or what the cause was. */
export const alertAnswers = pgTable(
  'alert_answers',
  {
    id: serial('id').primaryKey(),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['false_alarm', 'cause'] }).notNull(),
    text: text('text'),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    at: at('at').notNull(),
  },
  table => [index('alert_answers_alert').on(table.alertId)],
)

/** What a person was not told during their quiet hours: said in one summary afterwards. */
export const heldNotices = pgTable(
  'held_notices',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    /** The end of the quiet hours. */
    dueAt: at('due_at').notNull(),
  },
  table => [primaryKey({ columns: [table.personId, table.alertId] })],
)

/** Who did what to an alert, from where. */
export const alertEvents = pgTable(
  'alert_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
    kind: text('kind').notNull(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    via: text('via'),
    detail: jsonb('detail'),
  },
  table => [index('alert_events_alert').on(table.alertId, table.at)],
)

/** What watches figures besides targets and platform lines. Stopped rules stay for their alerts and their history. */
export const alertRules = pgTable(
  'alert_rules',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    /** Every store of the place by itself; false: the place as a whole. */
    eachStore: boolean('each_store').notNull().default(false),
    /** As the first word of `parameters` says: `threshold`, `streak`, `surge`, … */
    kind: text('kind').notNull(),
    parameters: jsonb('parameters').notNull(),
    severity: text('severity', { enum: ['warning', 'bad', 'critical'] }),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    /** `{from, to}` in hours of the store's day; `null`: always. */
    activeHours: jsonb('active_hours'),
    hysteresis: numeric('hysteresis', { mode: 'number' }).notNull(),
    forDays: integer('for_days').notNull().default(1),
    /** Name of the default that it came from; `null` where a person made it. */
    origin: text('origin'),
    createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
    stoppedBy: integer('stopped_by').references(() => people.id, { onDelete: 'set null' }),
    stoppedAt: at('stopped_at'),
    demo: boolean('demo').notNull().default(false),
  },
  table => [unique('alert_rules_origin').on(table.origin, table.demo)],
)

/** Alerts that an event held back: what a rule would have said about a day of a place. */
export const heldLooks = pgTable(
  'held_looks',
  {
    rule: text('rule').notNull(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    eventId: integer('event_id')
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    value: numeric('value', { mode: 'number' }).notNull(),
    expected: numeric('expected', { mode: 'number' }),
    currency: text('currency'),
  },
  table => [primaryKey({ columns: [table.rule, table.place, table.day] }), index('held_looks_day').on(table.day)],
)

/** Why a rule was broken, with the numbers to say it: the latest of an alert. */
export const alertFindings = pgTable('alert_findings', {
  alertId: integer('alert_id')
    .primaryKey()
    .references(() => alerts.id, { onDelete: 'cascade' }),
  finding: jsonb('finding').notNull(),
})

/** What is due by the clock: a local wall-clock time in a named zone. */
export const schedules = pgTable(
  'schedules',
  {
    id: serial('id').primaryKey(),
    kind: text('kind').notNull(),
    channelId: integer('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** Five-field cron, read as local wall-clock time in `time_zone`. */
    cron: text('cron').notNull(),
    timeZone: text('time_zone').notNull(),
    /** How many minutes it may wait for late data. */
    waitMinutes: integer('wait_minutes').notNull().default(120),
    params: jsonb('params').notNull().default({}),
    nextRunAt: at('next_run_at').notNull(),
    lastRunAt: at('last_run_at'),
    paused: boolean('paused').notNull().default(false),
    createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  table => [index('schedules_due').on(table.nextRunAt)],
)

/** A slot of a schedule that came due: made once, waits for its data, then is posted. */
export const scheduleRuns = pgTable(
  'schedule_runs',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    scheduleId: integer('schedule_id')
      .notNull()
      .references(() => schedules.id, { onDelete: 'cascade' }),
    dueAt: at('due_at').notNull(),
    /** Looked at again then: data may have arrived. */
    tryAt: at('try_at').notNull(),
    deadline: at('deadline').notNull(),
    state: text('state', { enum: ['waiting', 'planned', 'skipped'] }).notNull(),
    leaseUntil: at('lease_until'),
    /** What was missing when it was posted. */
    missing: jsonb('missing'),
    /** What the post said, and of which stores and days; `null` where nothing can be corrected. */
    posted: jsonb('posted'),
    /** When figures of these stores and days changed for the first and for the last time since they were looked at. */
    changedSince: at('changed_since'),
    changedAt: at('changed_at'),
    corrections: integer('corrections').notNull().default(0),
  },
  table => [
    unique('schedule_runs_slot').on(table.scheduleId, table.dueAt),
    index('schedule_runs_try').on(table.tryAt),
    index('schedule_runs_changed').on(table.changedAt).where(sql`changed_at is not null`),
  ],
)

/** The outbox. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** Names the meaning: `digest/12/2026-11-20`, `alert/42/rev/3/channel/5`. */
    key: text('key').notNull().unique(),
    channelId: integer('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** `alert/42`: what the message is about. A later delivery of the same subject edits the message that stands. */
    subject: text('subject').notNull(),
    revision: integer('revision').notNull().default(1),
    card: jsonb('card').notNull(),
    /** Said instead of the card in the thread of another message of the channel: its subject and a card. */
    reply: jsonb('reply'),
    /** 0 first. */
    urgency: integer('urgency').notNull().default(5),
    notBefore: at('not_before').notNull(),
    state: text('state', { enum: ['waiting', 'sent', 'superseded', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: at('lease_until'),
    /** The last attempt ended without an answer. */
    doubtful: boolean('doubtful').notNull().default(false),
    fault: text('fault'),
    error: text('error'),
    createdAt: at('created_at').notNull().defaultNow(),
    sentAt: at('sent_at'),
  },
  table => [
    index('deliveries_ready').on(table.channelId, table.notBefore).where(sql`state = 'waiting'`),
    index('deliveries_waiting').on(table.channelId, table.urgency, table.id).where(sql`state = 'waiting'`),
    index('deliveries_subject').on(table.channelId, table.subject),
  ],
)

/** A message that stands in a channel. */
export const messages = pgTable(
  'messages',
  {
    channelId: integer('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    subject: text('subject').notNull(),
    revision: integer('revision').notNull(),
    ref: text('ref').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  table => [primaryKey({ columns: [table.channelId, table.subject] })],
)

/** When a channel may be written to next. */
export const channelGates = pgTable('channel_gates', {
  channelId: integer('channel_id')
    .primaryKey()
    .references(() => channels.id, { onDelete: 'cascade' }),
  nextAt: at('next_at').notNull(),
})

/** Drawn pictures by content, so that every replica can show them. */
export const pictures = pgTable('pictures', {
  id: text('id').primaryKey(),
  png: bytes('png').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  usedAt: at('used_at').notNull().defaultNow(),
})

/** Messages of conversations that only we keep (the web console). */
export const ownMessages = pgTable(
  'own_messages',
  {
    messenger: text('messenger').notNull(),
    id: text('id').notNull(),
    channel: text('channel').notNull(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
    body: jsonb('body').notNull(),
  },
  table => [
    primaryKey({ columns: [table.messenger, table.id] }),
    index('own_messages_channel').on(table.messenger, table.channel, table.seq),
  ],
)

/** What platforms and clients delivered already: a key stands for as long as a redelivery may come. */
export const claims = pgTable(
  'claims',
  {
    key: text('key').primaryKey(),
    at: at('at').notNull(),
    /** The answer to give again, for idempotent requests. */
    answer: jsonb('answer'),
  },
  table => [index('claims_at').on(table.at)],
)

/** What platforms delivered and we said that we have: kept until it was worked on, so that a crash loses nothing. */
export const inbox = pgTable(
  'inbox',
  {
    messenger: text('messenger').notNull(),
    key: text('key').notNull(),
    /** What is needed to work on it; `null` once that is done. */
    payload: jsonb('payload'),
    at: at('at').notNull(),
    /** Until when its worker is taken to be alive, by the clock of the database; `null` once it is done. */
    leaseUntil: at('lease_until'),
    attempts: integer('attempts').notNull().default(1),
  },
  table => [
    primaryKey({ columns: [table.messenger, table.key] }),
    index('inbox_open').on(table.messenger, table.leaseUntil).where(sql`lease_until is not null`),
    index('inbox_at').on(table.at),
  ],
)

/** What was uploaded to platforms, by content: every replica uses the same handle. */
export const uploads = pgTable(
  'uploads',
  {
    messenger: text('messenger').notNull(),
    name: text('name').notNull(),
    /** The platform's name of it; `null` while it is being uploaded. */
    handle: text('handle'),
    uploadedAt: at('uploaded_at'),
    /** Until when whoever uploads it is waited for, by the clock of the database. */
    leaseUntil: at('lease_until'),
  },
  table => [primaryKey({ columns: [table.messenger, table.name] })],
)

/** Allowances that all replicas share, such as calls by telephone in a month. */
export const counters = pgTable(
  'counters',
  {
    key: text('key').primaryKey(),
    used: integer('used').notNull(),
    /** When nobody asks for it any more. */
    until: at('until').notNull(),
  },
  table => [index('counters_until').on(table.until)],
)

/** Credentials that messengers get while they run. `sealed`: AES-256-GCM, nonce and tag first. */
export const vault = pgTable(
  'vault',
  {
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    sealed: bytes('sealed').notNull(),
    changedAt: at('changed_at').notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.owner, table.name] })],
)

/** One row per thing a person did. Lines, never message bodies. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: at('at').notNull(),
    personId: integer('person_id'),
    messenger: text('messenger').notNull(),
    channel: text('channel').notNull(),
    via: text('via').notNull(),
    verb: text('verb'),
    line: text('line').notNull(),
    /** `ok`, `refused`, `misunderstood`, `failed`. */
    outcome: text('outcome').notNull(),
    reference: text('reference'),
    tookMs: integer('took_ms'),
  },
  table => [index('audit_at').on(table.at)],
)

/** A file that was read. */
export const imports = pgTable(
  'imports',
  {
    id: serial('id').primaryKey(),
    fileName: text('file_name').notNull(),
    /** SHA-256 of the bytes and of the mapping. */
    contentHash: text('content_hash').notNull(),
    kind: text('kind', { enum: ['orders', 'daily'] }).notNull(),
    mapping: jsonb('mapping').notNull(),
    state: text('state', { enum: ['preview', 'applied', 'undone', 'discarded'] }).notNull(),
    rowsRead: integer('rows_read').notNull().default(0),
    rowsSkipped: integer('rows_skipped').notNull().default(0),
    /** Row numbers and reasons, the first few of each kind. */
    skipped: jsonb('skipped').notNull().default([]),
    summary: jsonb('summary'),
    createdBy: integer('created_by'),
    createdAt: at('created_at').notNull().defaultNow(),
    appliedAt: at('applied_at'),
    undoneAt: at('undone_at'),
  },
  table => [index('imports_hash').on(table.contentHash)],
)

/** What an import replaced, so that it can be undone as a whole. `before` is `null` where there was nothing. */
export const importChanges = pgTable(
  'import_changes',
  {
    importId: integer('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    sku: text('sku').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  table => [primaryKey({ columns: [table.importId, table.storeId, table.sourceId, table.sku, table.day] })],
)

/** Rows of order files on their way in; unlogged, emptied after each import. */
export const importLines = pgTable(
  'import_lines',
  {
    importId: integer('import_id').notNull(),
    row: bigint('row', { mode: 'number' }).notNull(),
    store: text('store').notNull(),
    orderId: text('order_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    shipDay: date('ship_day', { mode: 'string' }),
    sku: text('sku').notNull(),
    skuName: text('sku_name'),
    /** Minor units and counts: measure → exact decimal. */
    m: jsonb('m').notNull(),
    /** Number of the line within its order; in daily files a fingerprint of the row. */
    line: text('line').notNull().default(''),
    /** What became of an order line, and the word that says so. */
    state: text('state'),
    status: text('status').notNull().default(''),
    /** Figures of the whole, where other rows of the day hold its parts. */
    whole: boolean('whole').notNull().default(false),
  },
  table => [index('import_lines_import').on(table.importId)],
)

/**
 * Order lines of imports that are in effect, so that a file which overlaps another adds what is new instead of replacing
 * whole days. The newest of an order and line counts; undoing an import takes its lines away.
 */
export const orderLines = pgTable(
  'order_lines',
  {
    importId: integer('import_id').notNull(),
    storeId: integer('store_id').notNull(),
    orderId: text('order_id').notNull(),
    line: text('line').notNull(),
    /** Fingerprint of the file's columns: lines of different exports cannot be told apart one by one. */
    shape: text('shape').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    shipDay: date('ship_day', { mode: 'string' }),
    sku: text('sku').notNull(),
    state: text('state'),
    m: jsonb('m').notNull(),
    writtenAt: at('written_at').notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.importId, table.storeId, table.orderId, table.line] }),
    index('order_lines_order').on(table.storeId, table.orderId),
    index('order_lines_day').on(table.storeId, table.day),
  ],
)

/** What people said the columns of a kind of file mean; kept by the names of its columns. */
export const importMappings = pgTable('import_mappings', {
  id: serial('id').primaryKey(),
  /** Fingerprint of the names of the columns. */
  signature: text('signature').notNull().unique(),
  fileName: text('file_name').notNull(),
  /** Names of the columns, with a few cells of each. */
  columns: jsonb('columns').notNull(),
  kind: text('kind', { enum: ['orders', 'daily'] }),
  /** Column → meaning, `null` leaves it out; `null` as a whole: asked, and not answered yet. */
  mapping: jsonb('mapping'),
  by: integer('by'),
  askedAt: at('asked_at').notNull().defaultNow(),
  answeredAt: at('answered_at'),
})

/** What a file comes to, per store name, SKU and day, as it will be stored; unlogged, kept until applied or discarded. */
export const importRows = pgTable(
  'import_rows',
  {
    importId: integer('import_id').notNull(),
    /** Slug of the store, which may not exist yet. */
    store: text('store').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    sku: text('sku').notNull(),
    skuName: text('sku_name'),
    m: jsonb('m').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.store, table.day, table.sku] })],
)

/** One line with which somebody changed something, so that it can be taken back. Written by triggers (migrations). */
export const undoSteps = pgTable(
  'undo_steps',
  {
    id: serial('id').primaryKey(),
    /** Unique per line that was carried out. */
    key: text('key').notNull().unique(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    personName: text('person_name').notNull(),
    verb: text('verb').notNull(),
    line: text('line').notNull(),
    at: at('at').notNull(),
    /** The step that this one took back; `null`: it took nothing back. */
    reverts: integer('reverts'),
    undoneAt: at('undone_at'),
  },
  table => [index('undo_steps_person').on(table.personId, table.id), index('undo_steps_at').on(table.at)],
)

/** A row as it was before and after a step; `null`: it did not exist. */
export const rowChanges = pgTable(
  'row_changes',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    stepId: integer('step_id')
      .notNull()
      .references(() => undoSteps.id, { onDelete: 'cascade' }),
    tableName: text('table_name').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  table => [index('row_changes_step').on(table.stepId)],
)

/** A grant of a marketplace. Its keys stand sealed in the vault under `connector/<connector>`. */
export const connections = pgTable('connections', {
  id: serial('id').primaryKey(),
  connector: text('connector').notNull(),
  /** A keyed hash of the keys, so that connecting with the same keys again finds the same grant. */
  fingerprint: text('fingerprint').notNull().unique(),
  state: text('state', { enum: ['draft', 'active', 'needs_consent', 'paused'] }).notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** A store that a grant opens. */
export const connectionStores = pgTable(
  'connection_stores',
  {
    id: serial('id').primaryKey(),
    connector: text('connector').notNull(),
    externalId: text('external_id').notNull(),
    connectionId: integer('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    storeId: integer('store_id').notNull(),
    /** As the marketplace describes it. */
    found: jsonb('found').notNull(),
  },
  table => [unique('connection_stores_external').on(table.connector, table.externalId)],
)

/** How fresh a feed of a store is. */
export const feedStates = pgTable(
  'feed_states',
  {
    connectionStoreId: integer('connection_store_id')
      .notNull()
      .references(() => connectionStores.id, { onDelete: 'cascade' }),
    feed: text('feed').notNull(),
    cursor: jsonb('cursor'),
    lastOkAt: at('last_ok_at'),
    errorKind: text('error_kind'),
    error: text('error'),
    pausedUntil: at('paused_until'),
  },
  table => [primaryKey({ columns: [table.connectionStoreId, table.feed] })],
)

/** The work list: days of a feed to be asked for, step by step. */
export const pulls = pgTable(
  'pulls',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    connectionStoreId: integer('connection_store_id')
      .notNull()
      .references(() => connectionStores.id, { onDelete: 'cascade' }),
    feed: text('feed').notNull(),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    kind: text('kind', { enum: ['tip', 'restate', 'backfill', 'replay'] }).notNull(),
    /** 0 first. */
    priority: integer('priority').notNull(),
    state: text('state', { enum: ['waiting', 'done', 'nothing', 'failed'] }).notNull(),
    /** What the step before handed on. */
    step: jsonb('step'),
    notBefore: at('not_before'),
    leaseUntil: at('lease_until'),
    /** Counts claims: whoever holds the latest may write. */
    claims: integer('claims').notNull().default(0),
    failures: integer('failures').notNull().default(0),
    error: text('error'),
    createdAt: at('created_at').notNull().defaultNow(),
    endedAt: at('ended_at'),
  },
  table => [
    uniqueIndex('pulls_open')
      .on(table.connectionStoreId, table.feed, table.fromDay, table.toDay, table.kind)
      .where(sql`state = 'waiting'`),
    index('pulls_waiting').on(table.priority, table.id).where(sql`state = 'waiting'`),
    index('pulls_feed').on(table.connectionStoreId, table.feed, table.kind),
  ],
)

/** Order lines of connected stores, without persons; the newest version of each. */
export const orderLedger = pgTable(
  'order_ledger',
  {
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    orderId: text('order_id').notNull(),
    lineId: text('line_id').notNull(),
    changedAt: at('changed_at').notNull(),
    /** Local days that the line has a figure on. */
    days: date('days', { mode: 'string' }).array().notNull(),
    line: jsonb('line').notNull(),
  },
  table => [
    primaryKey({ columns: [table.storeId, table.sourceId, table.orderId, table.lineId] }),
    index('order_ledger_days').using('gin', table.days),
  ],
)

/** What a source says of a day: checked and whole, or not yet. */
export const dayCoverage = pgTable(
  'day_coverage',
  {
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    state: text('state', { enum: ['partial', 'complete', 'final'] }).notNull(),
    checkedAt: at('checked_at').notNull(),
  },
  table => [primaryKey({ columns: [table.storeId, table.sourceId, table.day] })],
)

/** Allowances of calls that all replicas share: a bucket that fills again. */
export const callBudgets = pgTable('call_budgets', {
  key: text('key').primaryKey(),
  tokens: numeric('tokens', { mode: 'number' }).notNull(),
  refilledAt: at('refilled_at').notNull(),
  /** The local day that `used` counts, where the marketplace counts days. */
  day: date('day', { mode: 'string' }),
  used: integer('used').notNull().default(0),
})

/** Answers of marketplaces without fields that may hold persons, for a few days. */
export const rawAnswers = pgTable(
  'raw_answers',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    pullId: bigint('pull_id', { mode: 'number' }).notNull(),
    /** Without its query. */
    url: text('url').notNull(),
    status: integer('status').notNull(),
    /** Gzip. */
    body: bytes('body').notNull(),
    at: at('at').notNull().defaultNow(),
  },
  table => [index('raw_answers_at').on(table.at)],
)
