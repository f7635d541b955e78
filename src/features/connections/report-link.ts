import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PageParts } from './pages.ts'

/** Judgement: a page that is looked at again through a working day. */
const hours = 12

type LinkParts = Pick<PageParts, 'secretKey' | 'publicUrl' | 'now'>

/** A signed address of the report page of a person, which runs out. */
export function reportLink(parts: LinkParts, personId: number): string {
  const until = Math.floor(parts.now().getTime() / 1_000) + hours * 3_600
  return `${parts.publicUrl}/share/sync?page=${personId}.${until}.${signature(parts, `${personId}.${until}`)}`
}

/** Whose page an address shows; `null`: not of ours, or it has run out. */
export function readReportLink(parts: LinkParts, page: string): number | null {
  const [person = '', until = '', given = ''] = page.split('.')
  if (!/^\d{1,9}$/.test(person) || !/^\d{1,12}$/.test(until)) return null
  const [expected, sent] = [Buffer.from(signature(parts, `${person}.${until}`)), Buffer.from(given)]
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return null
  return Number(until) * 1_000 > parts.now().getTime() ? Number(person) : null
}

function signature({ secretKey }: LinkParts, text: string): string {
  return createHmac('sha256', secretKey).update(`report-page/${text}`).digest('base64url')
}
