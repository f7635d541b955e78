import { z } from 'zod'
import { limits } from '#bots/slack/limits.ts'
import { type Action, choiceSources, type Field, type Form } from '#src/chat/card.ts'
import { type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What a button carries: the line alone, or a line with gaps and the form that fills them. */
export interface Pressed {
  readonly line: string
  readonly form?: Form
}

const Text = z.union([z.string(), z.tuple([z.string(), z.string(), z.string()])])
const PackedField = z.object({
  n: z.string(),
  l: Text,
  k: z.enum(['text', 'number', 'date', 'select', 'person']),
  q: z.literal(1).optional(),
  i: z.string().optional(),
  p: Text.optional(),
  o: z.array(z.tuple([Text, z.string()])).optional(),
  s: z.enum(choiceSources).optional(),
})
const Packed = z.object({
  line: z.string(),
  form: z.object({ t: Text, s: Text, f: z.array(PackedField) }).optional(),
})

type PackedText = z.infer<typeof Text>

/**
 * An action as the value of a button: with its form in all languages where 2,000 characters suffice, in one language
 * otherwise, without hints if need be; `null` where even that is too long.
 */
export function packAction({ line, form }: Action, locale: Locale): string | null {
  const all = (text: Localized): PackedText =>
    text.en === text.ja && text.en === text['zh-CN'] ? text.en : [text.en, text.ja, text['zh-CN']]
  const one = (text: Localized): PackedText => text[locale]
  const tries = form
    ? [packed(line, form, all, true), packed(line, form, one, true), packed(line, form, one, false)]
    : [{ line }]
  return tries.map(value => JSON.stringify(value)).find(value => value.length <= limits.value) ?? null
}

function packed(line: string, form: Form, text: (text: Localized) => PackedText, hints: boolean) {
  const field = (it: Field): z.infer<typeof PackedField> => ({
    n: it.name,
    l: text(it.label),
    k: it.kind,
    ...(it.optional && { q: 1 as const }),
    ...(it.initial !== undefined && { i: it.initial }),
    ...(hints && it.placeholder && { p: text(it.placeholder) }),
    ...(it.options && { o: it.options.map(({ label, value }): [PackedText, string] => [text(label), value]) }),
    ...(it.source && { s: it.source }),
  })
  return { line, form: { t: text(form.title), s: text(form.submit), f: form.fields.map(field) } }
}

/** What a pressed button carries; `null` when it is none of ours. */
export function unpackAction(value: string | undefined): Pressed | null {
  const parsed = Packed.safeParse(parse(value))
  if (!parsed.success) return null
  const { line, form } = parsed.data
  if (!form) return { line }
  return { line, form: { title: localised(form.t), submit: localised(form.s), fields: form.f.map(fieldOf) } }
}

function parse(value: string | undefined): unknown {
  try {
    return JSON.parse(value ?? '')
  } catch {
    return null
  }
}

function localised(text: PackedText): Localized {
  return typeof text === 'string' ? verbatim(text) : { en: text[0], ja: text[1], 'zh-CN': text[2] }
}

function fieldOf({ n, l, k, q, i, p, o, s }: z.infer<typeof PackedField>): Field {
  return {
    name: n,
    label: localised(l),
    kind: k,
    ...(q && { optional: true }),
    ...(i !== undefined && { initial: i }),
    ...(p !== undefined && { placeholder: localised(p) }),
    ...(o && { options: o.map(([label, value]) => ({ label: localised(label), value })) }),
    ...(s && { source: s }),
  }
}
