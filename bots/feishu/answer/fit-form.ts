import type { Feishu } from '#bots/feishu/context.ts'
import { limits } from '#bots/feishu/limits.ts'
import { formElement } from '#bots/feishu/render/buttons.ts'
import { bytesIn, tagsIn } from '#bots/feishu/render/elements.ts'
import { inLanguage } from '#bots/feishu/render/packed-action.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Action, Field, Form } from '#src/chat/card.ts'
import type { ChoiceSource } from '#src/chat/messenger.ts'
import { empty, fill, type Locale, verbatim } from '#src/i18n/locale.ts'

/** A field whose list was looked up for a person. */
interface Filled {
  readonly field: Field
  readonly source: ChoiceSource | null
  /** There are more than a list takes. */
  readonly isCut: boolean
}

/** Room in the card for its header and the address of the form. */
const margin = { tags: 4, bytes: 2_000 } as const

/**
 * A form for one person: in their language alone, with the lists that they may see. It always fits one card, because the
 * platform takes a form only whole: the longest lists become the platform's own picker of people, or a name that is typed
 * and looked up when the form is sent.
 */
export async function formFor(feishu: Feishu, person: string, action: Action, locale: Locale): Promise<Action> {
  const spoken = inLanguage(action, locale)
  if (!spoken.form) return spoken
  const filled = await Promise.all(spoken.form.fields.map(field => fieldFor(feishu, person, field)))
  let fields = filled.map(one => (one.isCut ? { ...one, field: typed(one.field) } : one))
  const ids = await idsOf(feishu)
  while (!fits({ ...spoken, form: withFields(spoken.form, fields) }, locale)) {
    const longest = longestOf(fields)
    if (longest === null) break
    fields = fields.map(one => (one === longest ? { ...one, field: shorter(one, ids) } : one))
  }
  return inLanguage({ ...spoken, form: withFields(spoken.form, fields) }, locale)
}

function withFields(form: Form, fields: readonly Filled[]): Form {
  return { ...form, fields: fields.map(({ field }) => field) }
}

function fits(action: Action, locale: Locale): boolean {
  const form = formElement(action, { locale, direct: true, dialog: true }, 'form')
  return tagsIn(form) <= limits.cardTags - margin.tags && bytesIn(form) <= limits.cardBytes - margin.bytes
}

function longestOf(fields: readonly Filled[]): Filled | null {
  const lists = fields.filter(({ field }) => field.kind === 'select' && (field.options?.length ?? 0) > 0)
  const [longest] = [...lists].sort((a, b) => (b.field.options?.length ?? 0) - (a.field.options?.length ?? 0))
  return longest ?? null
}

/** The platform's picker where it knows everybody of the list, a typed name otherwise. */
function shorter({ field, source }: Filled, ids: ReadonlyMap<string, string>): Field {
  const people = (field.options ?? []).filter(({ value }) => value.trim() !== '')
  const known = people.flatMap(({ value, label }) => {
    const id = ids.get(value.replace(/^@/, '').toLowerCase())
    return id === undefined ? [] : [{ label, value: id }]
  })
  if (source !== 'people' || known.length < people.length) return typed(field)
  return { ...field, kind: 'person', options: known }
}

/** A name that is looked up when the form is sent; the first names of the list show how it is meant. */
function typed(field: Field): Field {
  const { options: all = [], initial: _initial, ...rest } = field
  const names = all
    .filter(({ value }) => value.trim() !== '')
    .slice(0, 2)
    .map(({ label }) => label.en)
  const placeholder = fill(texts.typeName, { names: verbatim(names.join(' / ')) })
  return { ...rest, kind: 'number', placeholder }
}

/** Lists that only the person may see are filled in for them. */
async function fieldFor({ deps, config }: Feishu, person: string, field: Field): Promise<Filled> {
  const source: ChoiceSource | undefined = field.kind === 'person' ? 'people' : field.source
  if (source === undefined || (field.kind !== 'person' && field.kind !== 'select')) {
    return { field, source: null, isCut: false }
  }
  const options = await deps.choices(source, '', { messenger: 'feishu', workspace: config.appId, person })
  const none = field.optional ? [{ label: { ...empty, en: '–', ja: '–', 'zh-CN': '–' }, value: ' ' }] : []
  const { source: _source, ...plain } = field
  const list: Field = { ...plain, kind: 'select', options: [...none, ...options] }
  return { field: list, source, isCut: options.length >= limits.choices }
}

/** Open ids by e-mail; none while the platform does not tell. */
async function idsOf({ people }: Feishu): Promise<ReadonlyMap<string, string>> {
  const byId = await people.known()
  return new Map([...byId].map(([id, email]) => [email.toLowerCase(), id]))
}
