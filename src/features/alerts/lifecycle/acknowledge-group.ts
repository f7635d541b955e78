import type { Alert } from '#src/domain/alerts/alert.ts'
import { take } from '#src/domain/alerts/alert-life.ts'
import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import { UserError } from '#src/errors.ts'
import { postGroup } from '#src/features/alerts/announce/announce-group.ts'
import type { AlertParts } from '#src/features/alerts/announce/view.ts'
import { workTimeOf } from '#src/features/alerts/escalate/working-time.ts'
import { listByGroup, lockAlert } from '#src/features/alerts/store/alerts.ts'
import { findPerson } from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { type AlertRequest, ackWorkMinutes, isVisible, writeChange } from './change-alert.ts'

const unknown: Localized = {
  en: 'There is no open alert of group {id} for you.',
  ja: 'グループ{id}に対応が必要なアラートはありません。',
  'zh-CN': '分组{id}中没有需要您处理的告警。',
}
const takenBy: Localized = {
  en: 'These alerts were taken on already by {people}.',
  ja: 'これらのアラートは{people}さんが確認済みです。',
  'zh-CN': '这些告警已由{people}确认。',
}

/** How many alerts somebody took on, and how many they said that they still are on. */
export interface TakenGroup {
  readonly taken: number
  readonly kept: number
}

/**
 * Takes on all open alerts of a group that the person may see, and keeps those that they were asked about, in one
 * transaction with one edit of its message. Those that somebody else has stay theirs.
 * @throws UserError when there is none.
 */
export async function takeGroup(
  parts: AlertParts,
  request: Omit<AlertRequest, 'alertId'> & { readonly groupId: number },
): Promise<TakenGroup> {
  const { db, figures } = parts
  const { groupId, now, stores, via } = request
  const all = await listStores(db)
  const mine = (await listByGroup(db, groupId)).filter(alert => isVisible(alert, stores, all))
  const [first] = mine
  const kpi = first && (await figures.catalog()).findKpi(first.kpiId)
  const person = await findPerson(db, { id: request.personId })
  if (!first || !kpi || !person) throw new UserError(fill(unknown, { id: groupId }))
  const who = { id: person.id, name: person.name }
  const until = afterWorkMinutes(now, ackWorkMinutes, await workTimeOf(db, person.id, first))
  return db.transaction(async tx => {
    let [taken, kept] = [0, 0]
    for (const { id } of [...mine].sort((a, b) => a.id - b.id)) {
      const alert = await lockAlert(tx, id)
      const change = alert && isMeant(alert, person.id) ? take(alert, { person: who, now }, null, until) : null
      if (!change) continue
      await writeChange(tx, { ...change, detail: null }, { personId: person.id, via, now })
      if (change.kind === 'confirmed') kept++
      else taken++
    }
    if (taken + kept === 0) throw nothingToTake(groupId, await listByGroup(tx, groupId))
    await postGroup(tx, { groupId, kpi, now, kind: 'acknowledged' })
    return { taken, kept }
  })
}

/** Open ones, and what the person has and was asked about. */
function isMeant({ state, acknowledgedBy, ackAskedAt }: Alert, personId: number): boolean {
  return state === 'open' || (state === 'acknowledged' && acknowledgedBy?.id === personId && ackAskedAt !== null)
}

/** Who was faster, where somebody was. */
function nothingToTake(id: number, alerts: readonly Alert[]): UserError {
  const names = new Set(
    alerts.flatMap(alert => (alert.state === 'acknowledged' ? (alert.acknowledgedBy?.name ?? []) : [])),
  )
  if (names.size === 0) return new UserError(fill(unknown, { id }))
  return new UserError(fill(takenBy, { people: join([...names].map(verbatim)) }))
}
