import type { Wecom } from '#bots/wecom/context.ts'
import { selectLimits } from '#bots/wecom/limits.ts'
import type { Question } from '#bots/wecom/render/selection.ts'
import type { Field } from '#src/chat/card.ts'
import type { Choice } from '#src/chat/messenger.ts'
import { localized } from '#src/i18n/locale.ts'

/** What a field offers to a person: its own options, or the list of its source. */
export async function choicesOf(
  { deps }: Wecom,
  user: string,
  field: Field,
  query: string,
): Promise<readonly Choice[]> {
  if (field.options) return field.options
  const source = field.kind === 'person' ? 'people' : field.source
  return source ? deps.choices(source, query, { messenger: 'wecom', workspace: '', person: user }) : []
}

/** The option of an optional field that stays empty. */
export const noneId = 'none'

/**
 * The next fields as lists on a card, as long as each is a choice among few: at most three lists. Empty: the next one is
 * asked for in the conversation. What an option stands for is told by `valueBehind`.
 */
export async function questionsOf(wecom: Wecom, user: string, fields: readonly Field[]): Promise<readonly Question[]> {
  const questions: Question[] = []
  for (const field of fields.slice(0, selectLimits.lists)) {
    if (field.kind !== 'select' && field.kind !== 'person') break
    const choices = await choicesOf(wecom, user, field, '')
    const question = questionOf(field, choices)
    if (!question) break
    questions.push(question)
  }
  return questions
}

function questionOf(field: Field, choices: readonly Choice[]): Question | null {
  const none = field.optional ? [{ id: noneId, label: localized(() => '—') }] : []
  const options = [...none, ...choices.map(({ label, value }) => ({ id: idOf(value), label }))]
  const fits = options.every(({ id }) => Buffer.byteLength(id) <= selectLimits.idBytes)
  if (choices.length === 0 || options.length > selectLimits.options || !fits) return null
  const initial = choices.find(({ value }) => value === field.initial)
  return {
    key: field.name,
    title: field.label,
    options,
    ...(initial && { selected: idOf(initial.value) }),
  }
}

function idOf(value: string): string {
  return `=${value}`
}

/** The value behind an option; `null`: none of ours. */
export function valueBehind(optionId: string | undefined): string | null {
  if (optionId === noneId) return ''
  return optionId?.startsWith('=') ? optionId.slice(1) : null
}
