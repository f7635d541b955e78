import { createHash, randomInt } from 'node:crypto'
import type { Command } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { putLinkCode, takeLinkCode } from '#src/features/people/store/link-codes.ts'
import { findPerson, link, type Person } from '#src/features/people/store/people.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { stripRoot } from '#src/language/strip-command.ts'
import { normalisePlain } from '#src/language/text.ts'
import { claim } from '#src/platform/database/claims.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How long a code serves (judgement: long enough to change to another device). */
export const codeMinutes = 15

/** Eight letters and digits without look-alikes: 40 bits, with a few tries only. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const length = 8

/** Wrong codes of one id within the life of a code before it is refused unseen (judgement). */
const maxTries = 5

/** Somebody as a messenger knows them. */
export interface Claimant {
  readonly messenger: string
  readonly workspace: string
  readonly externalId: string
}

/**
 * Makes a code with which its holder becomes a person in another messenger; with `only`, that account alone. Only its
 * hash is kept.
 */
export async function issueCode(db: Db, personId: number, now: Date, only: Claimant | null = null): Promise<string> {
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
  await putLinkCode(db, keyOf(code), { personId, only: only && accountOf(only) }, now)
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Whether a word looks like a code; a blank or hyphen in its middle does not matter. */
export function readCode(text: string): string | null {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return code.length === length && [...code].every(letter => letters.includes(letter)) ? code : null
}

/** The code of a line that begins with the verb of linking, in any language; `null` for any other line. */
export function codeIn(line: string, commands: readonly Command[]): string | null {
  const rest = afterVerb(line, commands)
  return rest === null ? null : readCode(rest)
}

/** The address of a line that asks for a code by mail: the verb of linking and nothing else; `null` for any other line. */
export function emailIn(line: string, commands: readonly Command[]): string | null {
  const email = afterVerb(line, commands)?.trim().replace(/^@/, '') ?? ''
  return /^[^\s@"<>]{1,64}@[^\s@"<>]+\.[^\s@"<>]+$/.test(email) && email.length <= 254 ? email : null
}

function afterVerb(line: string, commands: readonly Command[]): string | null {
  const verb = commands.find(command => command.name === 'link')
  const names = verb ? [verb.name, ...Object.values(verb.aliases).flat()] : []
  const bare = stripRoot(normalisePlain(line)).toLowerCase()
  const name = names.find(one => bare.startsWith(one.toLowerCase()))
  return name === undefined ? null : bare.slice(name.length)
}

/**
 * Ties an id to the person of a code, which then serves no more.
 * @throws UserError for a wrong or old code, and after too many of them.
 */
export async function redeemCode(db: Db, code: string, claimant: Claimant, now: Date): Promise<Person> {
  if (!(await mayTry(db, claimant, now))) throw new UserError(linkTexts.tooMany)
  const since = new Date(now.getTime() - codeMinutes * 60_000)
  const personId = await takeLinkCode(db, keyOf(code), accountOf(claimant), since)
  const person = personId === null ? null : await findPerson(db, { id: personId })
  if (!person?.active) throw new UserError(linkTexts.wrong)
  await link(db, { ...claimant, personId: person.id })
  return person
}

async function mayTry(db: Db, { messenger, workspace, externalId }: Claimant, now: Date): Promise<boolean> {
  const window = Math.floor(now.getTime() / (codeMinutes * 60_000))
  for (let attempt = 0; attempt < maxTries; attempt += 1) {
    if (await claim(db, `link-try/${messenger}/${workspace}/${externalId}/${window}/${attempt}`, now)) return true
  }
  return false
}

function accountOf({ messenger, workspace, externalId }: Claimant): string {
  return JSON.stringify([messenger, workspace, externalId])
}

function keyOf(code: string): string {
  return `link-code/${createHash('sha256').update(code).digest('hex')}`
}

const linkTexts = {
  wrong: {
    en: 'This code is wrong or too old. Codes serve once, for 15 minutes.',
    ja: 'コードが正しくないか、期限切れです。コードは15分以内に1回だけ使えます。',
    'zh-CN': '绑定码错误或已过期。绑定码 15 分钟内有效，且只能使用一次。',
  },
  tooMany: {
    en: 'Too many wrong codes. Try again in 15 minutes.',
    ja: '誤ったコードが続きました。15分後にもう一度お試しください。',
    'zh-CN': '错误次数过多，请 15 分钟后再试。',
  },
} satisfies Record<string, Localized>
