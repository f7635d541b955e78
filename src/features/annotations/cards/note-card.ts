import { line, placeWord, statusAction, trendAction } from '#src/cards/lines.ts'
import { noteText, type ShownNote } from '#src/cards/notes-list.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { buttons, words } from '#src/cards/words.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { dayPeriod, type Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A note with what it is about. */
export interface PlacedNote extends ShownNote {
  readonly id: number
  readonly kpi: Kpi | null
  readonly place: ResolvedPlace
}

const texts = {
  saved: { en: 'Note saved', ja: 'メモを保存しました', 'zh-CN': '备注已保存' },
  where: {
    en: 'It stands beside the figures and in the charts of {place}, {days}.',
    ja: '{place}（{days}）の数値とグラフに表示されます。',
    'zh-CN': '将显示在{place}{days}的数据和图表中。',
  },
  removed: { en: 'Note removed', ja: 'メモを削除しました', 'zh-CN': '备注已删除' },
  none: {
    en: 'No notes for these days.',
    ja: 'この期間のメモはありません。',
    'zh-CN': '该时段没有备注。',
  },
  item: { en: '#{id} {about} · {note}', ja: '#{id} {about}・{note}', 'zh-CN': '#{id} {about} · {note}' },
  sure: {
    en: 'Remove this note? It disappears from the charts.',
    ja: 'このメモを削除しますか？グラフからも消えます。',
    'zh-CN': '删除这条备注？图表中也会消失。',
  },
  removeOne: { en: 'Remove #{id}', ja: '#{id}を削除', 'zh-CN': '删除#{id}' },
}

/** Confirms a note, as it will be read by others. */
export function noteSavedCard(note: PlacedNote, days: Period, main: Kpi): Card {
  const blocks: readonly Block[] = [
    { type: 'text', style: 'strong', text: verbatim(note.text) },
    { type: 'text', style: 'muted', text: whereText(note) },
    {
      type: 'actions',
      actions: [
        trendAction(note.kpi ?? main, note.place.place, dayPeriod(days.to)),
        statusAction(note.place.place, days, note.kpi ?? undefined),
        removeAction(note.id, buttons.remove),
      ],
    },
  ]
  return { title: titled(dotted([texts.saved, about(note)]), [note.place]), tone: 'good', blocks }
}

/** The notes of some days; the newest three can be removed at once by those who may. */
export function noteListCard(
  notes: readonly PlacedNote[],
  where: ResolvedPlace,
  days: Period,
  removable: readonly number[],
): Card {
  const title = titled(dotted([words.notes, where.label, days.label]), [where])
  if (notes.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.none }] }
  const items = notes.map(note => fill(texts.item, { id: note.id, about: about(note), note: noteText(note) }))
  const actions = removable.slice(-3).map(id => removeAction(id, fill(texts.removeOne, { id })))
  return {
    title,
    tone: 'info',
    blocks: [{ type: 'list', items }, ...(actions.length > 0 ? [{ type: 'actions', actions } as const] : [])],
  }
}

/** Confirms that a note is gone; what it said stays readable here. */
export function noteRemovedCard(note: PlacedNote): Card {
  const actions: readonly Action[] = [{ label: words.notes, line: line('note list', placeWord(note.place.place)) }]
  return {
    title: titled(dotted([texts.removed, about(note)]), [note.place]),
    tone: 'info',
    blocks: [
      { type: 'text', text: noteText(note) },
      { type: 'actions', actions },
    ],
  }
}

function about(note: PlacedNote): Localized {
  return note.kpi ? dotted([note.place.label, note.kpi.label]) : note.place.label
}

function whereText(note: PlacedNote): Localized {
  return fill(texts.where, { place: note.place.label, days: formatDays(note.fromDay, note.toDay, { year: true }) })
}

function removeAction(id: number, label: Localized): Action {
  return { label, line: `note remove #${id}`, style: 'danger', confirm: texts.sure }
}
