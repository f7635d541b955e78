import { distance } from 'fastest-levenshtein'

/** A variable that nothing reads. `near`: the one that is probably meant; `null`: none is like it. */
export interface Stranger {
  readonly name: string
  readonly near: string | null
}

/** Names that other programs use for the same thing. */
const usualElsewhere: Readonly<Record<string, string>> = {
  DB_URL: 'DATABASE_URL',
  PG_URL: 'DATABASE_URL',
  POSTGRES_URL: 'DATABASE_URL',
  POSTGRESQL_URL: 'DATABASE_URL',
  DATABASE_URI: 'DATABASE_URL',
  BASE_URL: 'PUBLIC_URL',
  APP_URL: 'PUBLIC_URL',
  SITE_URL: 'PUBLIC_URL',
  EXTERNAL_URL: 'PUBLIC_URL',
  MAILER_FROM: 'MAIL_FROM',
  SMTP_FROM: 'MAIL_FROM',
  SMTP_SERVER: 'SMTP_URL',
  SMTP_HOST: 'SMTP_URL',
}

/** First words by which other programs call a platform. */
const otherFamilies: Readonly<Record<string, string>> = {
  LARK: 'FEISHU',
  LARKSUITE: 'FEISHU',
  WEWORK: 'WECOM',
  WXWORK: 'WECOM',
  QYWX: 'WECOM',
  WORKWX: 'WECOM',
  WECHAT: 'WECOM',
}

/** Judgement: longer names have room for two slips of the keyboard, short ones for one. */
const slipsOf = (name: string) => (name.length >= 9 ? 2 : 1)

/**
 * Variables that nothing reads and that were probably meant for us: those of our `.env` file, of a family of ours such as
 * `SLACK_`, and those that differ from one of ours by a slip.
 */
export function findStrangers({
  known,
  set,
  fromFile,
}: {
  readonly known: readonly string[]
  readonly set: readonly string[]
  readonly fromFile: readonly string[]
}): readonly Stranger[] {
  const families = familiesOf(known)
  return [...new Set(set)]
    .filter(name => !known.includes(name))
    .flatMap(name => {
      const near = nearest(name, known)
      const family = families.has(firstWord(name)) || firstWord(name) in otherFamilies
      return near !== null || family || fromFile.includes(name) ? [{ name, near }] : []
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** First words that only we use, because several variables or a marketplace begin with them. */
function familiesOf(known: readonly string[]): ReadonlySet<string> {
  const general = new Set(['DATA', 'PUBLIC', 'LOG', 'TEAM', 'API', 'ADMIN', 'WEB', 'RAW', 'SECRET', 'IMPORT'])
  const first = known.filter(name => name.includes('_')).map(firstWord)
  return new Set(first.filter(word => !general.has(word)))
}

function firstWord(name: string): string {
  return name.split('_')[0] ?? name
}

function nearest(typed: string, known: readonly string[]): string | null {
  const name = inOurWords(typed.toUpperCase())
  const usual = usualElsewhere[name]
  if (known.includes(name)) return name
  if (usual !== undefined && known.includes(usual)) return usual
  const slip = known
    .map(one => ({ one, slips: Math.min(distance(name, one), distance(flat(name), flat(one))) }))
    .filter(({ one, slips }) => slips <= slipsOf(one))
    .sort((a, b) => a.slips - b.slips)[0]
  return slip?.one ?? sameFamily(name, known)
}

/** `SLACK_TOKEN` → `SLACK_BOT_TOKEN`: of the same family, with the most words in common. */
function sameFamily(name: string, known: readonly string[]): string | null {
  const words = wordsOf(name)
  const best = known
    .filter(one => firstWord(one) === firstWord(name))
    .map(one => ({
      one,
      common: wordsOf(one).filter(word => words.includes(word)).length,
      length: wordsOf(one).length,
    }))
    .filter(({ common }) => common > 0)
    .sort((a, b) => b.common - a.common || a.length - b.length)[0]
  return best?.one ?? null
}

function wordsOf(name: string): readonly string[] {
  return name.split('_').slice(1)
}

function inOurWords(name: string): string {
  const family = otherFamilies[firstWord(name)]
  return family === undefined ? name : [family, ...wordsOf(name)].join('_')
}

function flat(name: string): string {
  return name.replaceAll('_', '')
}
