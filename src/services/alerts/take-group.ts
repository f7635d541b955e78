import type { Alert } from '#src/domain/alert.ts'
import { take } from '#src/domain/alert-life.ts'
import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { listByGroup, lockAlert } from '#src/storage/alerts.ts'
import { findPerson } from '#src/storage/people.ts'
import { listStores } from '#src/storage/stores.ts'
import { type AlertRequest, ackWorkMinutes, isVisible, writeChange } from './change.ts'
import { postGroup } from './group.ts'
import type { AlertParts } from './view.ts'
import { workTimeOf } from './work-time.ts'

const unknown: Localized = {
  en: 'There is no open alert of group {id} for you.',
  ja: 'グループ{id}に対応が必要なアラートはありません。',
  'zh-CN': '分组{id}中没有需要您处理的告警。',
}

/**
 * Takes on all open alerts of a group that the person may see, in one transaction with one edit of its message. Answers
 * how many; those that somebody else has stay theirs.
 * @throws UserError when there is none.
 */
export async function takeGroup(
  parts: AlertParts,
  request: Omit<AlertRequest, 'alertId'> & { readonly groupId: number },
): Promise<number> {
  const { db, figures } = parts
  const { groupId, now, stores, via } = request
  const all = await listStores(db)
  const mine = (await listByGroup(db, groupId)).filter(alert => isVisible(alert, stores, all))
  const [first] = mine
  const kpi = first && (await figures.catalog()).findKpi(first.kpiId)
  const person = await findPerson(db, { id: request.personId })
  if (!first || !kpi || !person) throw new UserError(fill(unknown, { id: groupId }))
  const until = afterWorkMinutes(now, ackWorkMinutes, await workTimeOf(db, person.id, first))
  return db.transaction(async tx => {
    let taken = 0
    for (const { id } of [...mine].sort((a, b) => a.id - b.id)) {
      const alert: Alert | null = await lockAlert(tx, id)
      const open = alert?.state === 'open' ? alert : null
      const change = open && take(open, { person: { id: person.id, name: person.name }, now }, null, until)
      if (!change) continue
      await writeChange(tx, { ...change, detail: null }, { personId: person.id, via, now })
      taken++
    }
    if (taken === 0) throw new UserError(fill(unknown, { id: groupId }))
    await postGroup(tx, { groupId, kpi, now })
    return taken
  })
}
