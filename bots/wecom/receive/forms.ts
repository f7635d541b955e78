import type { Wecom } from '#bots/wecom/context.ts'
import type { Question } from '#bots/wecom/render/selection.ts'
import { texts } from '#bots/wecom/texts.ts'
import { type Action, type Card, type Field, fillLine } from '#src/chat/card.ts'
import { type Locale, type Localized, localized } from '#src/i18n/locale.ts'
import { choicesOf, questionsOf, valueBehind } from './questions.ts'

/** Whose form it is, and where it was asked for. */
export interface FormPlace {
  readonly user: string
  readonly channel: string
  readonly kind: 'direct' | 'group'
}

/** A form that is being filled in, kept with us, so that any process hears the answer. */
interface Open {
  readonly asked: FormPlace
  readonly action: Action
  readonly values: Readonly<Record<string, string>>
  readonly locale: Locale
  readonly until: number
}

/** What is asked next: as a card in the conversation, with the lists that can stand on it. */
export interface Prompt {
  readonly card: Card
  readonly questions: readonly Question[]
}

/** What an answer led to: something to say, or a line that is ready for the place where the form was asked for. */
export type Step =
  | { readonly kind: 'said'; readonly prompt: Prompt; readonly locale: Locale }
  | { readonly kind: 'line'; readonly line: string; readonly asked: FormPlace }

/** A question stays open for so long (judgement): later text is a command again. */
const openMs = 10 * 60_000
const maxChoices = 20

/**
 * WeCom has no dialogs: choices among few stand as lists on a card, other blanks of a form are asked for one after the
 * other in the conversation, and the next messages of the person fill them in.
 */
export async function beginForm(wecom: Wecom, asked: FormPlace, action: Action, locale: Locale): Promise<Prompt> {
  const { user, channel, kind } = asked
  const until = wecom.deps.now().getTime() + openMs
  const open: Open = { asked: { user, channel, kind }, action, values: {}, locale, until }
  await keep(wecom, user, open)
  return prompt(wecom, open)
}

/** Takes a text as the answer to an open question; `null` where none is open, or where it is a command. */
export async function continueForm(wecom: Wecom, user: string, text: string): Promise<Step | null> {
  const open = await find(wecom, user)
  const field = open && fieldsLeft(open)[0]
  if (!open || !field || isCommand(wecom, text)) return null
  if (/^(取消|キャンセル|中止|cancel)$/iu.test(text)) return cancelForm(wecom, user)
  const value = await read(wecom, user, field, text)
  if (typeof value !== 'string') return { kind: 'said', prompt: await prompt(wecom, open, value), locale: open.locale }
  return fill(wecom, open, { [field.name]: value })
}

/** Takes what was chosen on a card: the option of each list by its key. `null`: the form is closed. */
export async function chooseInForm(
  wecom: Wecom,
  user: string,
  chosen: Readonly<Record<string, string>>,
): Promise<Step | null> {
  const open = await find(wecom, user)
  if (!open) return null
  const asked = await questionsOf(wecom, user, fieldsLeft(open))
  if (Object.keys(chosen).some(key => !asked.some(question => question.key === key))) return null // an older card
  const values = asked.flatMap(({ key, selected, options }) => {
    const option = options.find(({ id }) => id === (chosen[key] ?? selected))
    const value = valueBehind(option?.id)
    return value === null ? [] : [[key, value] as const]
  })
  if (values.length < asked.length || asked.length === 0)
    return { kind: 'said', prompt: await prompt(wecom, open, texts.chooseAll), locale: open.locale }
  return fill(wecom, open, Object.fromEntries(values))
}

/** Closes the form of a person; `null`: none is open. */
export async function cancelForm(wecom: Wecom, user: string): Promise<Step | null> {
  const open = await find(wecom, user)
  if (!open) return null
  await keep(wecom, user, null)
  const card: Card = { title: texts.cancelled, tone: 'info', blocks: [] }
  return { kind: 'said', prompt: { card, questions: [] }, locale: open.locale }
}

async function fill(wecom: Wecom, open: Open, values: Readonly<Record<string, string>>): Promise<Step> {
  const filled = { ...open, values: { ...open.values, ...values } }
  const done = fieldsLeft(filled).length === 0
  await keep(wecom, open.asked.user, done ? null : filled)
  if (done) return { kind: 'line', line: fillLine(open.action, filled.values), asked: open.asked }
  return { kind: 'said', prompt: await prompt(wecom, filled), locale: open.locale }
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

function fieldsLeft({ action, values }: Open): readonly Field[] {
  return action.form?.fields.filter(field => values[field.name] === undefined) ?? []
}

async function prompt(wecom: Wecom, open: Open, wrong?: Localized): Promise<Prompt> {
  const { form } = open.action
  const left = fieldsLeft(open)
  const [field] = left
  if (!form || !field) return { card: { title: open.action.label, tone: 'info', blocks: [] }, questions: [] }
  const choices = await choicesOf(wecom, open.asked.user, field, '')
  const items = choices.slice(0, maxChoices).map(({ label }, at) => localized(locale => `${at + 1}) ${label[locale]}`))
  const hint = field.placeholder ? [{ type: 'text', style: 'muted', text: field.placeholder } as const] : []
  const card: Card = {
    title: form.title,
    tone: wrong ? 'warning' : 'info',
    blocks: [
      ...(wrong ? [{ type: 'text', style: 'strong', text: wrong } as const] : []),
      { type: 'text', text: field.label },
      ...hint,
      ...(items.length > 0 ? [{ type: 'list', heading: texts.choose, items } as const] : []),
      ...(field.initial ? [{ type: 'text', text: kept(field.initial) } as const] : []),
      { type: 'text', style: 'muted', text: texts.answerNow },
      ...(field.optional ? [{ type: 'text', style: 'muted', text: texts.skip } as const] : []),
    ],
  }
  return { card, questions: await questionsOf(wecom, open.asked.user, left) }
}

function kept(value: string): Localized {
  return localized(locale => texts.keep[locale].replace('{value}', () => value))
}

/** Takes what stands in the field already. */
const keeps = /^(?:ok|okay|yes|好的?|可以|はい|それで)[。.!！]?$/iu

/** The value of an answer, or what is wrong with it. */
async function read(wecom: Wecom, user: string, field: Field, text: string): Promise<string | Localized> {
  if (field.optional && /^[-－—无なし]$/u.test(text)) return ''
  if (field.initial && keeps.test(text)) return field.initial
  if (field.kind === 'select' || field.kind === 'person') return choose(wecom, user, field, text)
  if (field.kind === 'number' && !/\d/.test(text.normalize('NFKC'))) return texts.notNumber
  if (field.kind === 'date' && !/^\d{4}-\d{1,2}-\d{1,2}$/.test(text.normalize('NFKC'))) return texts.notDate
  return field.kind === 'text' ? text : text.normalize('NFKC')
}

async function choose(wecom: Wecom, user: string, field: Field, text: string): Promise<string | Localized> {
  const all = await choicesOf(wecom, user, field, '')
  const number = /^\d{1,2}$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC')) : 0
  const numbered = number <= maxChoices ? all[number - 1] : undefined
  const named = all.find(({ label, value }) => [value, ...Object.values(label)].includes(text))
  const [best] = numbered || named || all.length === 0 ? [] : await choicesOf(wecom, user, field, text)
  const chosen = numbered ?? named ?? (field.options ? undefined : best)
  return chosen?.value ?? texts.notOffered
}

function idOf(user: string): string {
  return `form/${user}`
}

async function keep({ deps }: Wecom, user: string, open: Open | null): Promise<void> {
  await deps.messages.put({ id: idOf(user), channel: 'forms', at: deps.now(), body: { open } })
}

async function find({ deps }: Wecom, user: string): Promise<Open | null> {
  const kept = await deps.messages.find(idOf(user))
  const open = kept ? (kept.body as { open: Open | null }).open : null // written above
  return open?.asked && open.until > deps.now().getTime() ? open : null
}
