import type { types } from '@slack/bolt'
import { z } from 'zod'
import { limits } from '#bots/slack/limits.ts'
import { plainText } from '#bots/slack/render/blocks.ts'
import type { Pressed } from '#bots/slack/render/pack.ts'
import { clean, cut } from '#bots/slack/render/text.ts'
import type { Field } from '#src/chat/card.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

/** The name of our modals. */
export const formCallback = 'form'

/** Ids of selects whose options we answer: `choose:kpis:<field>`. */
export const choicePrefix = 'choose'

/** What a modal remembers until it is sent. */
export interface FormOrigin {
  readonly channel: string
  readonly channelName?: string | undefined
  readonly thread?: string | undefined
  readonly under?: string | undefined
  readonly message?: string | undefined
  readonly isEphemeral?: boolean | undefined
  readonly responseUrl?: string | undefined
}

const kinds = ['text', 'number', 'date', 'select', 'person'] as const
const Metadata = z.object({
  line: z.string(),
  fields: z.array(z.tuple([z.string(), z.enum(kinds), z.union([z.literal(0), z.literal(1)])])),
  origin: z.object({
    channel: z.string(),
    channelName: z.string().optional(),
    thread: z.string().optional(),
    under: z.string().optional(),
    message: z.string().optional(),
    isEphemeral: z.boolean().optional(),
    responseUrl: z.string().optional(),
  }),
})

/** A form that waits for its values. */
export interface OpenForm {
  readonly line: string
  readonly fields: readonly Pick<Field, 'name' | 'kind' | 'optional'>[]
  readonly origin: FormOrigin
}

/** A form as a modal: https://docs.slack.dev/surfaces/modals */
export function modalOf(pressed: Required<Pressed>, origin: FormOrigin, locale: Locale): types.ModalView {
  const { form, line } = pressed
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plainText(cut(clean(form.title[locale]).trim() || 'KPI', limits.modalTitle)),
    submit: plainText(cut(clean(form.submit[locale]).trim() || 'OK', limits.modalTitle)),
    close: plainText(texts.close[locale]),
    private_metadata: packed({ line, fields: form.fields, origin }),
    blocks: [...longTitle(form.title[locale]), ...form.fields.map(field => inputOf(field, locale))],
  }
}

/** Without the address to answer at where it does not fit: there are other ways. */
function packed({ line, fields, origin }: OpenForm): string {
  const { responseUrl, ...rest } = origin
  const names = fields.map(({ name, kind, optional }) => [name, kind, optional ? 1 : 0])
  const full = JSON.stringify({ line, fields: names, origin })
  return full.length <= limits.privateMetadata ? full : JSON.stringify({ line, fields: names, origin: rest })
}

/** What a modal remembered; `null` when it is none of ours. */
export function unpackForm(metadata: string): OpenForm | null {
  let value: unknown
  try {
    value = JSON.parse(metadata)
  } catch {
    return null
  }
  const parsed = Metadata.safeParse(value)
  if (!parsed.success) return null
  const { line, origin } = parsed.data
  const fields = parsed.data.fields.map(([name, kind, optional]) => ({
    name,
    kind,
    ...(optional && { optional: true }),
  }))
  return { line, origin, fields }
}

/** A title of more than 24 characters stands in full above the fields. */
function longTitle(title: string): types.KnownBlock[] {
  const shown = clean(title).trim()
  if (shown.length <= limits.modalTitle) return []
  return [{ type: 'section', text: plainText(cut(shown, limits.text)) }]
}

/** Block id of a field: faults are shown there. */
export function blockIdOf(name: string): string {
  return `field:${name}`
}

function inputOf(field: Field, locale: Locale): types.InputBlock {
  return {
    type: 'input',
    block_id: blockIdOf(field.name),
    label: plainText(cut(clean(field.label[locale]).trim() || field.name, limits.label)),
    optional: field.optional ?? false,
    element: elementOf(field, locale),
  }
}

function elementOf(field: Field, locale: Locale): types.InputBlock['element'] {
  const { kind, name, initial, options, source } = field
  const hint = clean(field.placeholder?.[locale] ?? '').trim()
  const placeholder = hint === '' ? {} : { placeholder: plainText(cut(hint, limits.placeholder)) }
  switch (kind) {
    case 'date': {
      const day = initial !== undefined && /^\d{4}-\d\d-\d\d$/.test(initial) ? { initial_date: initial } : {}
      return { type: 'datepicker', action_id: name, ...day, ...placeholder }
    }
    case 'person':
      return { type: 'users_select', action_id: name, ...placeholder }
    case 'select':
      if (source)
        return {
          type: 'external_select',
          action_id: `${choicePrefix}:${source}:${name}`,
          min_query_length: 0,
          // how it is named is not known here: its own word stands until another one is chosen
          ...(initial && initial.length <= limits.optionValue && { initial_option: optionOf(initial, initial) }),
          ...placeholder,
        }
      if (options && options.length > 0) return staticSelect(field, options, locale)
      return { type: 'plain_text_input', action_id: name, max_length: limits.input, ...filled(initial), ...placeholder }
    case 'text':
    case 'number':
      // A number is text here: people may write 5万, 1.2M or 8%.
      return {
        type: 'plain_text_input',
        action_id: name,
        multiline: kind === 'text',
        max_length: limits.input,
        ...filled(initial),
        ...placeholder,
      }
    default:
      return kind satisfies never
  }
}

function filled(initial: string | undefined) {
  const text = cut(clean(initial ?? '').trim(), limits.input)
  return text === '' ? {} : { initial_value: text }
}

function staticSelect(
  { name, initial }: Field,
  options: NonNullable<Field['options']>,
  locale: Locale,
): types.StaticSelect {
  const shown = options.slice(0, limits.options).map(({ label, value }) => optionOf(label[locale], value))
  const chosen = shown.find(option => option.value === initial)
  return { type: 'static_select', action_id: name, options: shown, ...(chosen && { initial_option: chosen }) }
}

/** An option of a select; a label that says nothing is its value. */
export function optionOf(label: string, value: string): types.PlainTextOption {
  return {
    text: plainText(cut(clean(label).trim() || value, limits.optionText)),
    value: value.slice(0, limits.optionValue),
  }
}

const texts = {
  close: { en: 'Cancel', ja: 'キャンセル', 'zh-CN': '取消' },
} satisfies Record<string, Localized>
