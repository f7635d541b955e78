import type { FormAction } from '#src/chat/messenger.ts'

/** Shortcuts by their names in the manifest. */
export const shortcutIds = {
  target: 'kpi_target',
  note: 'kpi_note',
  record: 'kpi_record',
  noteOfMessage: 'kpi_note_message',
} as const

/** The line that each shortcut types; its answer carries the form. */
const lines: Readonly<Record<string, string>> = {
  [shortcutIds.target]: 'target set',
  [shortcutIds.note]: 'note add',
  [shortcutIds.record]: 'record',
  [shortcutIds.noteOfMessage]: 'note add',
}

/** The line of a shortcut; `null` for one that is none of ours. */
export function shortcutLine(id: string): string | null {
  return lines[id] ?? null
}

/** A form that begins with what somebody wrote in a message, and with the day they wrote it. */
export function prefilled(action: FormAction, said: { readonly text: string; readonly day: string }): FormAction {
  const fields = action.form.fields.map(field => {
    if (field.kind === 'text') return { ...field, initial: said.text }
    return field.kind === 'date' ? { ...field, initial: said.day } : field
  })
  return { ...action, form: { ...action.form, fields } }
}
