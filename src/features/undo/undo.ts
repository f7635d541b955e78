import { UserError } from '#src/errors.ts'
import { type RecordedBefore, recordedFigures, takeBackRecorded } from '#src/features/ingest/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { forgetShared } from '#src/platform/database/shared-reads.ts'
import { identityOf, insertRow, removeRow, restoreColumns } from './store/rows.ts'
import { changesOf, findLaterStep, lockStep, markUndone, type RowChange, type UndoStep } from './store/steps.ts'

/**
 * Takes a step back, as a whole or not at all. Taking back what took something back does it again.
 * @throws UserError when it was taken back already, or somebody changed the same thing since.
 */
export async function takeBack(tx: Db, id: number, now: Date): Promise<UndoStep> {
  const step = await lockStep(tx, id)
  if (!step) throw new UserError(fill(texts.unknown, { id }))
  if (step.undoneAt !== null) throw new UserError(fill(texts.already, { id, line: verbatim(step.line) }))
  const changes = await changesOf(tx, id)
  for (const change of changes) {
    await refuseLater(tx, step, change)
    await revert(tx, step, change, now)
  }
  forgetShared()
  await markUndone(tx, [id], now)
  if (step.reverts !== null) await markUndone(tx, [step.reverts], null)
  return step
}

async function refuseLater(tx: Db, step: UndoStep, { table, before, after }: RowChange): Promise<void> {
  const row = after ?? before
  const identity = row === null ? null : (identityOf(table, row) ?? figureOf(row))
  const later = identity === null ? null : await findLaterStep(tx, step.id, table, identity)
  if (!later) return
  const values = { id: later.id, name: verbatim(later.personName), line: verbatim(later.line) }
  const suggestion = { label: fill(texts.undoThat, { id: later.id }), line: `undo ${later.id}` }
  throw new UserError(fill(texts.changedSince, values), [suggestion])
}

function figureOf({ storeId, sku, day }: NonNullable<RowChange['after']>) {
  return { storeId, sku, day }
}

async function revert(tx: Db, step: UndoStep, change: RowChange, now: Date): Promise<void> {
  const { table, before, after } = change
  if (table === recordedFigures) return takeBackRecorded(tx, before as unknown as RecordedBefore, now) // written by `record`
  const done =
    before === null
      ? after === null || (await removeRow(tx, table, after))
      : after === null
        ? await insertRow(tx, table, before)
        : await restoreColumns(tx, table, before, after)
  if (!done) throw new UserError(fill(texts.gone, { id: step.id, line: verbatim(step.line) }))
}

const texts = {
  unknown: {
    en: 'There is no change number {id}. `undo list` shows yours.',
    ja: '変更{id}はありません。「取り消し 一覧」で確認できます。',
    'zh-CN': '没有编号为{id}的修改。可用“撤销 列表”查看。',
  },
  already: {
    en: 'Change {id} ({line}) was taken back already.',
    ja: '変更{id}（{line}）はすでに取り消されています。',
    'zh-CN': '修改{id}（{line}）已经撤销过。',
  },
  changedSince: {
    en: 'The same thing was changed since, by {name}: {line} (number {id}). Take that back first.',
    ja: '同じものがその後{name}さんにより変更されています：{line}（番号{id}）。先にそちらを取り消してください。',
    'zh-CN': '之后{name}又修改过同一内容：{line}（编号{id}）。请先撤销那一次。',
  },
  undoThat: { en: 'Undo {id}', ja: '{id}を取り消す', 'zh-CN': '撤销{id}' },
  gone: {
    en: 'What change {id} ({line}) did no longer stands, so it cannot be taken back.',
    ja: '変更{id}（{line}）の対象はすでに存在しないため、取り消せません。',
    'zh-CN': '修改{id}（{line}）的内容已不存在，无法撤销。',
  },
} satisfies Record<string, Localized>
