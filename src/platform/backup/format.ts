import { z } from 'zod'

/** First line of every backup. */
export const magic = 'LINKSTAR-KPI-BACKUP 1'

/** The line that ends the rows of a table, as COPY writes it: no row looks like it. */
export const endOfRows = '\\.'

/** What a backup says of itself before its rows. */
export const Header = z.object({
  createdAt: z.string(),
  /** Of this program. */
  version: z.string(),
  /** Of PostgreSQL. */
  server: z.string(),
  /** `when` of every migration that the database had, in order. */
  migrations: z.array(z.number()).min(1),
  /** Tells whether SECRET_KEY is the one that sealed the credentials; the key does not stand in it. */
  keyProof: z.string(),
})
export type Header = z.infer<typeof Header>

/** What stands before the rows of a table. */
export const TableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1) })
export type TableLine = z.infer<typeof TableLine>

/** What stands at the end: a backup without it is cut off. */
export const Footer = z.object({
  end: z.literal(true),
  /** Rows by table. */
  rows: z.record(z.string(), z.number()),
  /** Next values of sequences. */
  sequences: z.record(z.string(), z.number()),
})
export type Footer = z.infer<typeof Footer>
