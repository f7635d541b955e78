import { showValue } from '#src/cards/figure-cells.ts'
import type { Card } from '#src/chat/card.ts'
import { fill, join, type Localized } from '#src/i18n/locale.ts'
import { findChannelById } from '#src/storage/channels.ts'
import { lockChangedRun, noteLook, type PostedRun } from '#src/storage/posted-runs.ts'
import { planDelivery } from './deliver.ts'
import { channelDigest, type Digest, type DigestParts, digestKind } from './digest.ts'

const texts = {
  corrected: {
    en: 'Corrected after data arrived: {changes}',
    ja: 'データ到着により訂正：{changes}',
    'zh-CN': '数据更新后更正：{changes}',
  },
  change: { en: '{kpi} {before} → {after}', ja: '{kpi} {before} → {after}', 'zh-CN': '{kpi} {before} → {after}' },
} satisfies Record<string, Localized>

/** As long as data is missing, a correction waits for the rest: there is only one (judgement: a day). */
const patienceMs = 86_400_000

/**
 * Looks at the next daily post whose day got other figures since: says once what changed, as an edit of the post or after
 * it. `null` when there is none.
 */
export async function correctNextDigest(parts: DigestParts): Promise<'corrected' | 'same' | null> {
  const { db, now } = parts
  return db.transaction(async tx => {
    const run = await lockChangedRun(tx, digestKind, now)
    if (!run) return null
    const channel = await findChannelById(tx, run.channelId)
    const digest = channel && (await channelDigest(parts, channel, run.dueAt))
    const changes = digest ? changesOf(digest, run) : []
    const waits = digest !== null && digest.missing.length > 0 && now.getTime() - run.dueAt.getTime() < patienceMs
    const corrected = digest !== null && changes.length > 0 && !waits
    if (digest && corrected) {
      const subject = `digest/${run.scheduleId}/${digest.about}`
      const card = sayCorrected(digest.card, changes)
      const message = { key: `${subject}/corrected`, subject, revision: 2, card, notBefore: now }
      await planDelivery(tx, { ...message, channelId: run.channelId })
    }
    await noteLook(tx, run, now, corrected)
    return corrected ? 'corrected' : 'same'
  })
}

/** KPIs that read otherwise than they were posted, or were not there. */
function changesOf({ figures, about }: Digest, { posted }: PostedRun): readonly Localized[] {
  if (about !== posted.day) return []
  return figures.flatMap(({ kpi, value, currency }) => {
    const before = showValue(posted.values[kpi.id] ?? null, kpi, currency)
    const after = showValue(value, kpi, currency)
    return before.en === after.en ? [] : [fill(texts.change, { kpi: kpi.label, before, after })]
  })
}

/** Right after the first line, which answers the question. */
function sayCorrected(card: Card, changes: readonly Localized[]): Card {
  const [first, ...rest] = card.blocks
  const text = fill(texts.corrected, { changes: join(changes) })
  return { ...card, blocks: [...(first ? [first] : []), { type: 'text', text }, ...rest] }
}
