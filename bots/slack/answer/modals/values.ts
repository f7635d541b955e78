import { clean, cut } from '#bots/slack/render/text.ts'
import { fieldAtFault } from '#src/chat/field-at-fault.ts'
import type { Reply } from '#src/chat/messenger.ts'
import { blockIdOf, type OpenForm } from './view.ts'

/** State of a view as Slack sends it: by block, then by element. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What was entered, by the field's name. `emailOf` tells the e-mail of a person who was chosen. */
export async function valuesOf(
  form: OpenForm,
  state: ViewState,
  emailOf: (user: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  const entries = form.fields.map(async ({ name }) => {
    const [element] = Object.values(state[blockIdOf(name)] ?? {})
    const { value, user } = entered(element)
    return [name, user === null ? value : await emailOf(user)] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

function entered(element: unknown): { readonly value: string; readonly user: string | null } {
  const at = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  const user = at(element, 'selected_user')
  const found = at(element, 'value') ?? at(element, 'selected_date') ?? at(at(element, 'selected_option'), 'value')
  return { value: typeof found === 'string' ? found : '', user: typeof user === 'string' ? user : null }
}

/** What was refused as an error line, at the field that it speaks of. */
export function errorsOf(
  form: OpenForm,
  values: Readonly<Record<string, string>>,
  refused: NonNullable<Reply['refused']>,
  locale: Reply['locale'],
): Record<string, string> {
  const text = cut(clean(refused[locale]), 300)
  const field = fieldAtFault(form.fields, values, refused[locale], locale)
  return field === null ? {} : { [blockIdOf(field)]: text }
}
