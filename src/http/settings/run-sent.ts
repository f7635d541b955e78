import { runForPerson } from '#src/features/conversation/index.ts'
import { type Channel, directChannels, findChannelById, listChannels } from '#src/features/people/index.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { claimDelivery } from '#src/platform/database/claims.ts'
import { channelsOf } from './channels-of.ts'
import { readLine, type SentLine } from './forms/read-line.ts'
import { texts } from './texts.ts'
import type { Outcome, SettingsParts, Unfinished } from './view.ts'

/** Carries out the line that a form sent, once however often it is sent; `null`: there was none. */
export async function runSent(
  parts: SettingsParts,
  { person, session }: OpenSession,
  body: URLSearchParams,
): Promise<Outcome | null> {
  const sent = readLine(body)
  if (!sent) return null
  if (sent.line === null) return unfinished(sent, texts.needed)
  const where = sent.where === null ? null : await conversation(parts, person, sent.where)
  if (sent.where !== null && !where) return null
  const once = body.get('once') ?? ''
  const isNew = once === '' || (await claimDelivery(parts.db, `page/${session.id}/${once.slice(0, 40)}`, parts.now()))
  if (!isNew) return { kind: 'again' }
  const { line } = sent
  const answer = await runForPerson(parts, { person, line, program: 'page', where })
  if (answer.ok) return { kind: 'done', line, where, answer }
  return { ...unfinished(sent, answer.refused ?? texts.failed), where, answer }
}

function unfinished({ template, where, values, empty }: SentLine, text: Unfinished['text']) {
  const form = { line: template, where, values, text, empty }
  return { kind: 'unfinished', form, where: null, answer: null } as const
}

/** A group that the person may set up, or their own conversation; `null`: none of theirs. */
async function conversation({ db }: SettingsParts, person: OpenSession['person'], id: number): Promise<Channel | null> {
  const [channels, stores] = await Promise.all([listChannels(db), listStores(db)])
  const group = channelsOf(person, channels, stores).find(one => one.id === id)
  if (group) return group
  const [own] = await directChannels(db, [person.id])
  return own?.id === id ? findChannelById(db, id) : null
}
