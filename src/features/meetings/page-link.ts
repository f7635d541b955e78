import { z } from 'zod'
import type { CommandContext } from '#src/contracts/command.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import type { Period } from '#src/domain/period/index.ts'
import { meetingPeriod } from './meeting-period.ts'
import type { Subject } from './pack.ts'

/** Where the pack of a meeting is shown. */
export const meetingPath = '/share/meeting'

/** How long an address of a pack works, in days (judgement: until the next weekly meeting). */
const pageDays = 8

/** What an address stands for: whose eyes, which stores at most, and which subject and period. */
const About = z.object({
  person: z.number(),
  /** Stores that may be spoken of where the address was given. */
  stores: z.array(z.number()),
  subject: z.string(),
  kind: z.enum(['week', 'month', 'quarter']),
  from: z.string(),
})
export type MeetingPage = z.infer<typeof About>

/** The address of a pack; `null` where no pages are served, or nobody of ours asks. */
export function meetingUrl({ key, stores, period }: Subject, { pages, caller, now }: CommandContext): string | null {
  if (!pages || caller.personId === null) return null
  const about = {
    person: caller.personId,
    stores: stores.map(store => store.id),
    subject: key,
    kind: period.kind,
    from: period.from,
  }
  return pages.url(meetingPath, JSON.stringify(about), new Date(now.getTime() + pageDays * 86_400_000))
}

/** What an address stands for; `null`: not ours, or its time is over. */
export function readMeetingPage(pages: PageLinks, token: string, now: Date): MeetingPage | null {
  const about = pages.read(meetingPath, token, now)
  const read = about === null ? null : About.safeParse(JSON.parse(about))
  return read?.success ? read.data : null
}

/** The period of a page. */
export function periodOfPage(page: Pick<MeetingPage, 'kind' | 'from'>): Period {
  return meetingPeriod(page)
}
