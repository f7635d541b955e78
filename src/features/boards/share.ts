import { randomBytes, randomInt, scryptSync, timingSafeEqual } from 'node:crypto'
import type { CommandContext, Words } from '#src/contracts/command.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { daysBetween, localDay, shiftDays } from '#src/domain/days.ts'
import { type PlaceKey, placeKey, type Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { ownStores } from '#src/features/figures/index.ts'
import { findLanguage, findPerson } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import { fill, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import { hashOf } from '#src/platform/bot-services/hash-of.ts'
import type { Board, PanelKind } from './board.ts'
import { panelsIn } from './panel-names.ts'
import { findShare, listShares, putShare, type ShareLink } from './store/shares.ts'

/** Days that a link works where nothing is said, and at most (judgement: a campaign; half a year). */
const usualDays = 30
const maxDays = 180
/** Longest name, and links that work at once (judgement). */
const longest = 60
const maxOpen = 100
/** What a link shows where no panels are named: nothing that the company wrote for itself. */
const usualPanels: readonly PanelKind[] = ['tiles', 'trend', 'stores']

/** A link that was just made: the only time that its address and its passphrase are known. */
export interface MadeShare {
  readonly link: Pick<ShareLink, 'id' | 'name' | 'expiresAt'>
  readonly url: string
  readonly passphrase: string | null
  readonly stores: readonly Store[]
}

/** Makes a link from a line: for whom in quotes, KPIs, places, panels, a language, an end, whether a passphrase is asked. @throws UserError */
export async function makeShare(typed: Words, pages: PageLinks, context: CommandContext): Promise<MadeShare> {
  const words = withoutJapanese(typed)
  const { db, caller, now } = context
  if (caller.personId === null) throw new UserError(texts.whose)
  const name = words.quoted[0]?.trim() ?? ''
  if (name === '' || name.length > longest) throw new UserError(texts.howTo)
  if (words.kpis.length === 0 || words.places.length === 0) throw new UserError(texts.scope)
  const said = optionsIn(words.unknown)
  const stores = ownStores(caller).filter(store => sees(words.places.map(placeKey), store))
  if (stores.length === 0) throw new UserError(texts.scope)
  const open = (await listShares(db, { maker: null, demo: caller.demo })).filter(one => isOpen(one.link, now))
  if (open.length >= maxOpen) throw new UserError(fill(texts.many, { most: maxOpen }))
  const secret = randomBytes(24).toString('base64url')
  const passphrase = said.locked ? Array.from({ length: 3 }, () => String(randomInt(1000, 10_000))).join('-') : null
  const link = {
    ...{ hash: hashOf(secret), name, kpis: words.kpis.map(({ id }) => id), createdBy: caller.personId, createdAt: now },
    places: stores.map(({ slug }) => placeKey({ kind: 'store', slug })),
    panels: [...(said.panels.length > 0 ? said.panels : usualPanels)],
    locale: said.locale ?? caller.locale,
    passphrase: passphrase === null ? null : sealed(passphrase, randomBytes(16)),
    expiresAt: endOf(words, context),
    demo: caller.demo,
  }
  const id = await putShare(db, link)
  return { link: { ...link, id }, url: urlOf(pages, secret, link.expiresAt), passphrase, stores }
}

/** 日本語 reads as the market 日本 and something behind it: the language must not let all of Japan in. */
function withoutJapanese(words: Words): Words {
  if (!/日本[語语]/.test(words.rest)) return words
  const places = words.places.filter(place => place.kind !== 'market' || place.id !== 'jp')
  return { ...words, places, unknown: [...words.unknown.filter(word => !/^[語语]$/.test(word)), 'ja'] }
}

function optionsIn(words: readonly string[]) {
  const { panels, rest } = panelsIn(words)
  let [locked, locale]: [boolean, Locale | null] = [false, null]
  const left: string[] = []
  for (const word of rest) {
    const language = findLanguage(word)
    if (lockedWords.has(nameKey(word))) locked = true
    else if (language) locale = language
    else left.push(word)
  }
  if (left.length > 0 || panels.includes('notes'))
    throw new UserError(fill(texts.unknown, { words: verbatim(left.join(' ') || 'notes') }))
  return { panels, locked, locale }
}

const lockedWords = new Set(['locked', 'passphrase', 'password', '合言葉', 'パスフレーズ', '口令', '密码'].map(nameKey))

/** A period that lies ahead is until its end; any other says for how many days. */
function endOf({ periods: [period] }: Words, { now, caller }: CommandContext): Date {
  const today = localDay(now, caller.timeZone)
  const ahead = period && period.end > today ? daysBetween(today, period.end) + 1 : null
  const days = ahead ?? (period ? daysBetween(period.from, period.to) + 1 : usualDays)
  if (days > maxDays) throw new UserError(fill(texts.long, { most: maxDays, day: shiftDays(today, maxDays) }))
  return new Date(now.getTime() + days * 86_400_000)
}

/** The link that an address stands for, and the board that it leads to; `null`: it opens nothing, or nothing any more. */
export interface OpenedShare {
  readonly link: ShareLink
  /** Whose eyes it borrows: what they no longer see is no longer shown. */
  readonly personId: number
}

/** Reads an address. Whoever made it must still be here. */
export async function openShare(
  { db, pages, now }: { readonly db: CommandContext['db']; readonly pages: PageLinks; readonly now: Date },
  token: string,
): Promise<OpenedShare | null> {
  const secret = pages.read(sharePath, token, now)
  const link = secret === null ? null : await findShare(db, hashOf(secret))
  if (!link || !isOpen(link, now)) return null
  const person = await findPerson(db, { id: link.createdBy })
  return person?.active ? { link, personId: person.id } : null
}

/** Whether a link works. */
export function isOpen({ revokedAt, expiresAt }: ShareLink, now: Date): boolean {
  return revokedAt === null && expiresAt > now
}

/** What a link shows, with the eyes of whoever made it; `null`: they see none of its stores any more. */
export function boardOfShare(link: ShareLink, { caller, catalog }: CommandContext): Board | null {
  const places: readonly PlaceKey[] = link.places
  const stores = ownStores(caller).filter(store => sees(places, store))
  const [only] = stores
  if (!only) return null
  return {
    key: { kind: 'all', id: 'stores' },
    label: verbatim(link.name),
    about: null,
    reader: { stores, demo: caller.demo },
    place: stores.length === 1 ? { kind: 'store', slug: only.slug } : { kind: 'all' },
    kpis: link.kpis.flatMap(id => catalog.findKpi(id) ?? []),
    panels: panelsIn(link.panels).panels,
    subject: null,
    mayChange: false,
    outside: true,
  }
}

/** Signs addresses; the address itself is `/share/<signed>`. */
const sharePath = '/share/board'

function urlOf(pages: PageLinks, secret: string, until: Date): string {
  return pages.url(sharePath, secret, until).replace('/share/board?page=', '/share/')
}

function sealed(phrase: string, salt: Buffer): string {
  return `${salt.toString('base64url')}.${scryptSync(phrase, salt, 32).toString('base64url')}`
}

/** Whether a passphrase opens a link. */
export function opensWith({ passphrase }: ShareLink, given: string): boolean {
  const [salt = '', wanted = ''] = (passphrase ?? '').split('.')
  const [a, b] = [
    Buffer.from(sealed(groupsOf(given), Buffer.from(salt, 'base64url'))),
    Buffer.from(`${salt}.${wanted}`),
  ]
  return wanted !== '' && a.length === b.length && timingSafeEqual(a, b)
}

/** The digits of a passphrase as it was told, however they were typed. */
function groupsOf(given: string): string {
  const digits = given.normalize('NFKC').replace(/\D/g, '')
  return digits.replace(/\d{4}(?=\d)/g, '$&-')
}

const texts = {
  whose: {
    en: 'Links are made by a person: ask in chat or in a browser.',
    ja: '共有リンクはチャットまたはブラウザーから作成してください。',
    'zh-CN': '请在聊天或浏览器中创建共享链接。',
  },
  howTo: {
    en: 'Say for whom, which KPIs and which stores: share "BrightAds" sales acos shopify 30d',
    ja: '相手・指標・店舗を指定してください：共有 「BrightAds」 売上 ACoS shopify 30日',
    'zh-CN': '请写明对象、指标和店铺：分享 “BrightAds” 销售额 ACoS shopify 30天',
  },
  scope: {
    en: 'A link shows only what is named: at least one KPI and one store, such as: share "BrightAds" sales shopify',
    ja: 'リンクには指定したものだけが表示されます。指標と店舗を1つ以上指定してください：共有 「BrightAds」 売上 shopify',
    'zh-CN': '链接只显示指定内容，请至少写一个指标和一家店铺：分享 “BrightAds” 销售额 shopify',
  },
  unknown: {
    en: 'What is “{words}”? A link takes panels (tiles, trend, stores, heat, scorecard), a language, and locked. Notes stay inside.',
    ja: '「{words}」は指定できません。パネル（タイル・推移・店舗・ヒートマップ・スコアカード）、言語、合言葉を指定できます。メモは共有されません。',
    'zh-CN': '无法使用“{words}”。可指定面板（卡片、趋势、店铺、热力图、计分卡）、语言、口令。备注不对外共享。',
  },
  long: {
    en: 'A link works for at most {most} days, until {day}.',
    ja: 'リンクの有効期間は最長{most}日（{day}まで）です。',
    'zh-CN': '链接最长有效{most}天（至{day}）。',
  },
  many: {
    en: '{most} links work already. Revoke some first.',
    ja: '有効なリンクが{most}件あります。先に取り消してください。',
    'zh-CN': '已有{most}个有效链接，请先撤销一些。',
  },
} satisfies Record<string, Localized>
