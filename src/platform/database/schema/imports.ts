import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  serial,
  text,
} from 'drizzle-orm/pg-core'
import { at, bytes } from './columns.ts'
import { jsonb } from './jsonb.ts'

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
    state: text('state', { enum: ['reading', 'preview', 'applied', 'undone', 'discarded'] }).notNull(),
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

/**
 * A large file whose beginning was shown and which is read as a whole meanwhile, by a job that survives a restart. Kept
 * until the import is applied or discarded.
 */
export const importReadings = pgTable('import_readings', {
  importId: integer('import_id')
    .primaryKey()
    .references(() => imports.id, { onDelete: 'cascade' }),
  /** How it is to be read, as it was said. */
  options: jsonb('options').notNull(),
  /** What its beginning came to, to be held against the whole. */
  look: jsonb('look').notNull(),
  phase: text('phase', { enum: ['waiting', 'looking', 'staging', 'adding', 'read', 'applying', 'failed'] }).notNull(),
  /** Rows that were gone through in this phase. */
  rows: integer('rows').notNull().default(0),
  /** How much of all the work is done, 0–1. */
  share: doublePrecision('share').notNull().default(0),
  /** In what the whole differs from its beginning, and whether somebody was told. */
  differences: jsonb('differences').notNull().default([]),
  told: boolean('told').notNull().default(false),
  /** Why it cannot be read. */
  fault: jsonb('fault'),
  /** The person who wants it applied when it is read. */
  wantedBy: integer('wanted_by'),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

/** The bytes of such a file, in pieces, packed. */
export const importFiles = pgTable(
  'import_files',
  {
    importId: integer('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    piece: integer('piece').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.piece] })],
)

/** Files of the watched folder and of mails that were taken, each content once for each way in. */
export const takenFiles = pgTable(
  'taken_files',
  {
    /** SHA-256 of the bytes, hexadecimal. */
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    /** `folder` or `mail`. */
    way: text('way', { enum: ['folder', 'mail'] }).notNull(),
    importId: integer('import_id'),
    refused: boolean('refused').notNull().default(false),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.way, table.sha256] })],
)

/** Downloads that somebody brings again and again: who forgets one is reminded. */
export const expectedFiles = pgTable(
  'expected_files',
  {
    storeId: integer('store_id').notNull(),
    /** Id of the known export. */
    format: text('format').notNull(),
    everyDays: integer('every_days').notNull(),
    /** Said by somebody; otherwise learned from what came before. */
    said: boolean('said').notNull().default(false),
    /** The day on which somebody said so; `null`: learned, or said before this was kept. */
    saidOn: date('said_on', { mode: 'string' }),
    /** Nobody is to be reminded. */
    off: boolean('off').notNull().default(false),
    /** The last day of figures whose successor was reminded of; each gap once. */
    remindedAfter: date('reminded_after', { mode: 'string' }),
  },
  table => [primaryKey({ columns: [table.storeId, table.format] })],
)
