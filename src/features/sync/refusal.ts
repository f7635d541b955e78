import type { Connector, SourceFault } from '#src/contracts/connector.ts'
import { UserError } from '#src/errors.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** The marketplace did not take the keys; `subject` is its own word for what it minds, `null`: it said none. */
export class KeysRefused extends UserError {
  readonly subject: string | null

  constructor(text: Localized, subject: string | null) {
    super(text)
    this.subject = subject
  }
}

/** What somebody can do about it. */
export function refusalOf({ id, label }: Connector, fault: SourceFault, now: number): UserError {
  const { kind, text: why, until, subject } = fault
  if (kind === 'authorisation') return new KeysRefused(texts.refused(label, why, id), subject)
  if (kind === 'scope') return new UserError(texts.lacksPermission(label, why, id))
  if (kind === 'drift') return new UserError(texts.doesNotFit(label, why))
  const seconds = until ? Math.max(1, Math.ceil((until.getTime() - now) / 1_000)) : 60
  return new UserError(texts.noAnswer(label, why, seconds))
}
