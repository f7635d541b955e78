/**
 * What a message about alerts is about: one alert or a group of them, and whether it is the message that is kept up to
 * date or a call for attention of its own. Stored as text, so that a later message of the same subject edits the one
 * that stands: `alert/42`, `alert-group/7`, `alert/42/call/3`, `alert/42/call/3/step/1`, `alert/42/call/3/still`.
 */
export interface AlertSubject {
  readonly kind: 'alert' | 'group'
  /** The number of the alert or group. */
  readonly id: number
  /** `null`: the message that is kept up to date. */
  readonly call: AlertCall | null
}

/** A message of its own, because an edit notifies nobody. */
export type AlertCall =
  /** Something got worse or began again, with that revision. */
  | { readonly kind: 'news'; readonly revision: number }
  /** A step of the escalation of that revision. */
  | { readonly kind: 'step'; readonly revision: number; readonly step: number }
  /** The question whether somebody still is on it; `occasion` tells it from others: a revision, or an instant and a person. */
  | { readonly kind: 'question'; readonly occasion: string }

const kinds = { alert: 'alert', group: 'alert-group' } as const

/** The subject of one alert's messages begins so; its number follows. */
export const alertPrefix = `${kinds.alert}/`

/** The subject of the messages about an alert, or of one call about it. */
export function alertSubject(id: number, call: AlertCall | null = null): string {
  return formatAlertSubject({ kind: 'alert', id, call })
}

/** The subject of the messages about a group of alerts, or of one call about it. */
export function groupSubject(id: number, call: AlertCall | null = null): string {
  return formatAlertSubject({ kind: 'group', id, call })
}

/** A subject as it is stored. */
export function formatAlertSubject({ kind, id, call }: AlertSubject): string {
  const about = `${kinds[kind]}/${id}`
  return call === null ? about : `${callsPrefix(about)}${formatCall(call)}`
}

/** The subjects of all calls about what a subject is about begin so. */
export function callsPrefix(subject: string): string {
  return `${subject}/call/`
}

/** Reads a stored subject; `null`: it is not about alerts. */
export function parseAlertSubject(subject: string): AlertSubject | null {
  const [, name, number, called] = /^(alert|alert-group)\/(\d+)(?:\/call\/(.+))?$/.exec(subject) ?? []
  const id = Number(number)
  if (name === undefined || !Number.isSafeInteger(id)) return null
  const kind = name === kinds.alert ? 'alert' : 'group'
  if (called === undefined) return { kind, id, call: null }
  const call = parseCall(called)
  return call && { kind, id, call }
}

function formatCall(call: AlertCall): string {
  switch (call.kind) {
    case 'news':
      return String(call.revision)
    case 'step':
      return `${call.revision}/step/${call.step}`
    case 'question':
      return `${call.occasion}/still`
  }
}

function parseCall(text: string): AlertCall | null {
  const occasion = /^(.+)\/still$/.exec(text)?.[1]
  if (occasion !== undefined) return { kind: 'question', occasion }
  const [, revision, step] = /^(\d+)(?:\/step\/(\d+))?$/.exec(text) ?? []
  if (revision === undefined) return null
  return step === undefined
    ? { kind: 'news', revision: Number(revision) }
    : { kind: 'step', revision: Number(revision), step: Number(step) }
}
