import { line } from '#src/cards/lines.ts'
import type { CommandContext, Words } from '#src/contracts/command.ts'
import { monthOf, type Period } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { placeKey } from '#src/domain/place.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { ownLines, type ScoreTemplate } from '#src/domain/templates/template.ts'
import { UserError } from '#src/errors.ts'
import { findPerson, requireOwnerSees } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import { ledBy, listTeams } from '#src/features/teams/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import { dayOf, subjectIn } from './asked-subject.ts'
import { templateNamed } from './templates.ts'

/** What somebody wants to apply to whom. */
export interface ApplyAsked {
  readonly template: ScoreTemplate
  readonly subject: Subject
  readonly name: Localized
  readonly places: readonly PlaceKey[]
  readonly month: Period
  /** Said to be carried out, not only shown. */
  readonly now: boolean
  /** Without KPIs that have no figures yet. */
  readonly onlyMeasured: boolean
  /** The line that carries it out as it is shown, and the one that does so without KPIs that have no figures. */
  readonly line: string
  readonly measuredLine: string
}

const nowWords = ['now', 'yes', 'confirm', 'はい', '実行', '確定', '确认', '确定', '是'].map(nameKey)
const measuredWords = ['measured', 'データあり', '有数据'].map(nameKey)
const fillers = ['to', 'for', 'from', 'on', 'に', 'へ', 'を', 'から', '给', '对', '从', '起'].map(nameKey)

/** The template's name is the first word, or the first text in quotes, behind the sub-verb. @throws UserError */
export function templateIn(
  words: Words,
  templates: readonly ScoreTemplate[],
): { template: ScoreTemplate; token: string } {
  const rest = words.rest.trim()
  const quoted = /^["“「『]/.test(rest) ? words.quoted[0] : undefined
  const longest = quoted ?? longestName(rest, templates)
  const token = longest ?? rest.split(/\s+/)[0] ?? ''
  const template = token === '' ? null : templateNamed(templates, token)
  if (template) return { template, token }
  const suggestions = templates.slice(0, 8).map(one => ({ label: one.name, line: `template show ${one.code}` }))
  throw new UserError(token === '' ? texts.which : fill(texts.unknown, { word: token }), suggestions)
}

/** Names of several words, such as "customer service". */
function longestName(rest: string, templates: readonly ScoreTemplate[]): string | undefined {
  const tokens = rest.split(/\s+/)
  for (const count of [3, 2]) {
    const joined = tokens.slice(0, count).join(' ')
    if (tokens.length >= count && templateNamed(templates, joined)) return joined
  }
  return undefined
}

/** The line without the word that named the template, which may look like a market or a KPI as well. */
export function withoutTemplate(words: Words, token: string): Words {
  const key = nameKey(token)
  const parts = new Set([key, ...token.split(/\s+/).map(nameKey)])
  const [place, ...otherPlaces] = words.places
  const isPlace = place?.kind === 'market' && !words.unknown.some(word => nameKey(word) === key)
  const marketNames = /^(?:jp|us|usa|america|japan|日本|美国|米国|アメリカ)/iu
  const quotedName = words.quoted[0] !== undefined && nameKey(words.quoted[0]) === key
  const kpis = words.kpis.filter(
    kpi => ![kpi.id, ...Object.values(kpi.label), ...kpi.aliases].some(name => nameKey(name) === key),
  )
  return {
    ...words,
    kpis,
    places: isPlace && marketNames.test(token) && !quotedName ? otherPlaces : words.places,
    quoted: quotedName ? words.quoted.slice(1) : words.quoted,
    unknown: words.unknown.filter(word => !parts.has(nameKey(word))),
  }
}

/** Reads to whom a template is to be applied, and whether that is allowed. @throws UserError */
export async function applyAsked(
  typed: Words,
  context: CommandContext,
  templates: readonly ScoreTemplate[],
): Promise<ApplyAsked> {
  const { template, token } = templateIn(typed, templates)
  const words = withoutTemplate(typed, token)
  const now = words.unknown.some(word => nowWords.includes(nameKey(word)))
  const onlyMeasured = words.unknown.some(word => measuredWords.includes(nameKey(word)))
  const said = [...nowWords, ...measuredWords, ...fillers]
  const unknown = words.unknown.filter(word => !said.includes(nameKey(word)))
  if (words.people.length === 0 && words.places.length === 0 && words.quoted.length === 0 && unknown.length === 0)
    throw new UserError(texts.toWhom)
  const found = await subjectIn({ ...words, unknown }, context)
  const [odd] = found.unknown
  if (odd !== undefined) throw new UserError(fill(texts.odd, { word: odd }))
  const places = await placesOf(found.subject, words, context)
  await requireAllowed(found.subject, places, template, context)
  const month = monthIn(words, context)
  const where = found.subject.kind === 'place' ? [] : places.map(key => (key.startsWith('store:') ? key.slice(6) : key))
  const stem = line('template apply', template.code, found.asked, ...where, month.from.slice(0, 7))
  const measuredLine = line(stem, 'measured now')
  const asked = { template, subject: found.subject, name: found.name, places, month, now, onlyMeasured }
  return { ...asked, line: onlyMeasured ? measuredLine : line(stem, 'now'), measuredLine }
}

function monthIn(words: Words, context: CommandContext): Period {
  const today = dayOf(context)
  const [named, another] = words.periods
  if (another || (named && named.kind !== 'month')) throw new UserError(texts.month)
  return named ?? monthOf(today, today)
}

async function placesOf(subject: Subject, words: Words, context: CommandContext): Promise<readonly PlaceKey[]> {
  const { db, caller } = context
  if (subject.kind === 'place') return words.places.map(placeKey)
  if (words.places.length > 0) return [...new Set(words.places.map(placeKey))]
  if (subject.kind === 'team') {
    const team = (await listTeams(db, dayOf(context), caller.demo)).find(({ id }) => id === subject.id)
    return team?.places ?? []
  }
  const person = await findPerson(db, { id: subject.id })
  return person?.scope ?? []
}

async function requireAllowed(
  subject: Subject,
  places: readonly PlaceKey[],
  template: ScoreTemplate,
  context: CommandContext,
): Promise<void> {
  const { db, caller, catalog } = context
  const stores = catalog.stores.filter(store => store.demo === caller.demo && sees(places, store))
  if (stores.length === 0) throw new UserError(texts.noStores)
  const unseen = stores.some(store => !caller.stores.some(own => own.id === store.id))
  if (unseen) throw new UserError(texts.beyond)
  if (template.lines.some(({ kpiId }) => ownLines.some(id => id === kpiId)) && subject.kind === 'place')
    throw new UserError(fill(texts.personal, { name: template.name }))
  if (subject.kind !== 'person' || caller.role === 'administrator') return requireSight(subject, stores, context)
  const today = dayOf(context)
  const leads = caller.personId !== null && (await ledBy(db, caller.personId, subject.id, today, today))
  if (!leads) throw new UserError(texts.notYours)
  return requireSight(subject, stores, context)
}

/** Nobody is measured by stores that they may not see. */
async function requireSight(
  subject: Subject,
  stores: CommandContext['catalog']['stores'],
  { db }: CommandContext,
): Promise<void> {
  if (subject.kind !== 'person') return
  const person = await findPerson(db, { id: subject.id })
  if (!person) return
  const label = join(stores.map(store => verbatim(store.name)))
  await requireOwnerSees(db, { id: person.id, name: person.name }, { stores, label })
}

const texts = {
  which: {
    en: 'Which template? “template” lists them.',
    ja: 'どのテンプレートですか？「テンプレート」で一覧を表示します。',
    'zh-CN': '哪个模板？输入“模板”查看列表。',
  },
  unknown: {
    en: 'There is no template “{word}”. “template” lists them.',
    ja: '「{word}」というテンプレートはありません。「テンプレート」で一覧を表示します。',
    'zh-CN': '没有名为“{word}”的模板。输入“模板”查看列表。',
  },
  toWhom: {
    en: 'Apply it to whom? Mention a person, or name a team or a store: template apply operator @ken west',
    ja: '誰に適用しますか？人を@で、またはチーム・店舗を指定してください：テンプレート 適用 operator @ken west',
    'zh-CN': '要应用给谁？请@人员，或写明团队、店铺：模板 应用 operator @ken west',
  },
  odd: {
    en: 'I do not know “{word}”, so nothing was done.',
    ja: '「{word}」が分からないため、何も変更していません。',
    'zh-CN': '无法识别“{word}”，因此没有执行任何操作。',
  },
  month: {
    en: 'A template counts from a month on, such as 2026-12.',
    ja: 'テンプレートは月単位で適用します（例：2026-12）。',
    'zh-CN': '模板按月生效，例如2026-12。',
  },
  noStores: {
    en: 'There are no stores to measure. Name them: template apply operator @ken west',
    ja: '評価する店舗がありません。店舗を指定してください：テンプレート 適用 operator @ken west',
    'zh-CN': '没有可考核的店铺，请写明：模板 应用 operator @ken west',
  },
  beyond: {
    en: 'Some of these stores are outside of your scope.',
    ja: 'ご自身の閲覧範囲外の店舗が含まれています。',
    'zh-CN': '其中有店铺超出您的可见范围。',
  },
  personal: {
    en: '“{name}” measures tasks or a team, so it is for people and teams.',
    ja: '「{name}」はタスクやチームを評価するため、人またはチームに適用してください。',
    'zh-CN': '“{name}”包含任务或团队指标，只能用于人员或团队。',
  },
  notYours: {
    en: 'Only administrators and the leader of somebody say by what they are measured.',
    ja: '評価基準を決められるのは管理者と本人のリーダーだけです。',
    'zh-CN': '只有管理员和其负责人可以设定考核内容。',
  },
} satisfies Record<string, Localized>
