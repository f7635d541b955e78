import { z } from 'zod'
import type { KeyText } from '#src/contracts/connector.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { optionTexts, usualKeyTexts } from './key-texts.ts'

/** A key as the form asks for it. */
export interface KeyField {
  readonly name: string
  readonly label: Localized
  readonly help: Localized | null
  readonly optional: boolean
  /** Never shown while it is typed, and never again. */
  readonly secret: boolean
  readonly kind: 'line' | 'lines' | 'day' | 'select'
  /** What to choose from, for `select`. */
  readonly options: readonly { readonly value: string; readonly label: Localized }[]
}

interface Shape {
  readonly properties?: Readonly<Record<string, Property>>
  readonly required?: readonly string[]
}

interface Property {
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Property[]
  readonly pattern?: string
}

/** The fields of a form for keys, in the order of the schema, the optional ones behind. */
export function keyFields(keys: z.ZodType, own: Readonly<Record<string, KeyText>> = {}): readonly KeyField[] {
  const shape = z.toJSONSchema(keys, { io: 'input', unrepresentable: 'any' }) as Shape // of an object, by the contract
  const required = new Set(shape.required)
  const fields = Object.entries(shape.properties ?? {}).map(([name, property]) => {
    const options = choicesOf(property).map(value => ({
      value: String(value),
      label: optionTexts[String(value)] ?? verbatim(String(value)),
    }))
    const said: KeyText = own[name] ?? usualKeyTexts[name] ?? { label: verbatim(name) }
    return {
      name,
      label: said.label,
      help: said.help ?? null,
      optional: !required.has(name),
      secret: isSecret(name),
      kind: said.lines ? ('lines' as const) : kindOf(name, property),
      options,
    }
  })
  return [...fields.filter(field => !field.optional), ...fields.filter(field => field.optional)]
}

/** By its name: what signs or opens something. Identifiers and public keys are none. */
export function isSecret(name: string): boolean {
  return (
    !/^(public_key|app_key)/.test(name) && /(secret|token|password|licen[cs]e_key|private_key|partner_key)$/.test(name)
  )
}

/** What alone may be given, also where one of several forms of a key is such a list. */
function choicesOf({ enum: choices, anyOf = [] }: Property): readonly unknown[] {
  return choices ?? anyOf.flatMap(one => one.enum ?? [])
}

function kindOf(name: string, property: Property): KeyField['kind'] {
  if (choicesOf(property).length > 0) return 'select'
  if (/_on$/.test(name) && property.pattern !== undefined) return 'day'
  return /^(public|private)_key$/.test(name) ? 'lines' : 'line'
}

/** What a form sent, as keys: empty fields are left out, so that optional keys stay absent. */
export function keysOf(fields: readonly KeyField[], sent: Readonly<Record<string, unknown>>): Record<string, string> {
  const keys: Record<string, string> = {}
  for (const { name, kind } of fields) {
    const value = sent[name]
    if (typeof value !== 'string') continue
    const text = kind === 'lines' ? value.replace(/\r\n?/g, '\n').trim() : value.trim()
    if (text !== '') keys[name] = text
  }
  return keys
}
