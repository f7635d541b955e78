import type { Wecom } from '#bots/wecom/outlets/target.ts'
import { texts } from '#bots/wecom/texts.ts'
import { type Action, type Card, type Field, fillLine } from '#src/chat/card.ts'
import type { Choice } from '#src/chat/messenger.ts'
import { type Locale, type Localized, localized, verbatim } from '#src/i18n/locale.ts'

/** Whose form it is. */
export interface Asked {
  readonly user: string
  readonly channel: string
}

/** A form that is being filled in, kept with us, so that any process hears the answer. */
interface Open {
  readonly action: Action
  readonly values: Readonly<Record<string, string>>
  readonly locale: Locale
  readonly until: number
}

/** What an answer led to: something to say, or a line that is ready. */
export type Step =
  | { readonly kind: 'said'; readonly card: Card; readonly locale: Locale }
  | { readonly kind: 'line'; readonly line: string }

/** A question stays open for so long (judgement): later text is a command again. */
const openMs = 10 * 60_000
const mostChoices = 20

/**
 * WeCom has no dialogs: the blanks of a form are asked for one after the other in the conversation, and the next
 * messages of the person fill them in.
 */
export async function beginForm(wecom: Wecom, asked: Asked, action: Action, locale: Locale): Promise<Card> {
  const open: Open = { action, values: {}, locale, until: wecom.deps.now().getTime() + openMs }
  await keep(wecom, asked, open)
  return prompt(wecom, asked, open)
}

/** Takes a text as the answer to an open question; `null` where none is open, or where it is a command. */
export async function continueForm(wecom: Wecom, asked: Asked, text: string): Promise<Step | null> {
  const open = await find(wecom, asked)
  const field = open && nextField(open)
  if (!open || !field || isCommand(wecom, text)) return null
  const said = (card: Card): Step => ({ kind: 'said', card, locale: open.locale })
  if (/^(取消|キャンセル|中止|cancel)$/iu.test(text)) {
    await keep(wecom, asked, null)
    return said({ title: texts.cancelled, tone: 'info', blocks: [] })
  }
  const value = await read(wecom, asked, field, text)
  if (typeof value !== 'string') return said(await prompt(wecom, asked, open, value))
  const filled = { ...open, values: { ...open.values, [field.name]: value } }
  if (nextField(filled)) {
    await keep(wecom, asked, filled)
    return said(await prompt(wecom, asked, filled))
  }
  await keep(wecom, asked, null)
  return { kind: 'line', line: fillLine(open.action, filled.values) }
}

/** A slash or a verb alone or before a blank: somebody has turned to something else. The question stays open. */
function isCommand({ deps }: Wecom, text: string): boolean {
  if (/^[/／]/.test(text)) return true
  const [first = '', ...more] = text.toLowerCase().split(/\s+/)
  const verbs = (deps.directory.verbs?.() ?? []).flatMap(({ name, aliases }) => [
    name,
    ...Object.values(aliases).flat(),
  ])
  return verbs.includes(first) && (more.length === 0 || /^[#\d]/.test(more[0] ?? ''))
}

function nextField({ action, values }: Open): Field | undefined {
  return action.form?.fields.find(field => values[field.name] === undefined)
}

async function prompt(wecom: Wecom, asked: Asked, open: Open, wrong?: Localized): Promise<Card> {
  const { form } = open.action
  const field = nextField(open)
  if (!form || !field) return { title: open.action.label, tone: 'info', blocks: [] }
  const choices = await choicesOf(wecom, asked, field, '')
  const items = choices.slice(0, mostChoices).map(({ label }, at) => localized(locale => `${at + 1}) ${label[locale]}`))
  const hint = field.placeholder ? [{ type: 'text', style: 'muted', text: field.placeholder } as const] : []
  return {
    title: form.title,
    tone: wrong ? 'warning' : 'info',
    blocks: [
      ...(wrong ? [{ type: 'text', style: 'strong', text: wrong } as const] : []),
      { type: 'text', text: field.label },
      ...hint,
      ...(items.length > 0 ? [{ type: 'list', heading: texts.choose, items } as const] : []),
      ...(field.initial ? [{ type: 'text', text: verbatim(field.initial) } as const] : []),
      { type: 'text', style: 'muted', text: texts.answerNow },
      ...(field.optional ? [{ type: 'text', style: 'muted', text: texts.skip } as const] : []),
    ],
  }
}

/** The value of an answer, or what is wrong with it. */
async function read(wecom: Wecom, asked: Asked, field: Field, text: string): Promise<string | Localized> {
  if (field.optional && /^[-－—无なし]$/u.test(text)) return ''
  if (field.kind === 'select' || field.kind === 'person') return choose(wecom, asked, field, text)
  if (field.kind === 'number' && !/\d/.test(text.normalize('NFKC'))) return texts.notNumber
  if (field.kind === 'date' && !/^\d{4}-\d{1,2}-\d{1,2}$/.test(text.normalize('NFKC'))) return texts.notDate
  return field.kind === 'text' ? text : text.normalize('NFKC')
}

async function choose(wecom: Wecom, asked: Asked, field: Field, text: string): Promise<string | Localized> {
  const all = await choicesOf(wecom, asked, field, '')
  const number = /^\d{1,2}$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC')) : 0
  const numbered = number <= mostChoices ? all[number - 1] : undefined
  const named = all.find(({ label, value }) => [value, ...Object.values(label)].includes(text))
  const [best] = numbered || named || all.length === 0 ? [] : await choicesOf(wecom, asked, field, text)
  const chosen = numbered ?? named ?? (field.options ? undefined : best)
  return chosen?.value ?? texts.notOffered
}

async function choicesOf({ deps }: Wecom, { user }: Asked, field: Field, query: string): Promise<readonly Choice[]> {
  if (field.options) return field.options
  const source = field.kind === 'person' ? 'people' : field.source
  return source ? deps.choices(source, query, { messenger: 'wecom', workspace: '', person: user }) : []
}

function idOf({ user, channel }: Asked): string {
  return `form/${channel}/${user}`
}

async function keep({ deps }: Wecom, asked: Asked, open: Open | null): Promise<void> {
  await deps.messages.put({ id: idOf(asked), channel: 'forms', at: deps.now(), body: { open } })
}

async function find({ deps }: Wecom, asked: Asked): Promise<Open | null> {
  const kept = await deps.messages.find(idOf(asked))
  const open = kept ? (kept.body as { open: Open | null }).open : null // written above
  return open && open.until > deps.now().getTime() ? open : null
}
