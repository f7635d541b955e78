import { z } from 'zod'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { faultTexts, thingNames, vendorNames } from './fault-texts/index.ts'
import { mask } from './mask.ts'

/** A text of `fault-texts`. */
export type FaultCode = keyof typeof faultTexts

/** What stands in a gap: a vendor's words, a number, or another text. */
export type SaidValue = string | number | Said

/** What happened, by its code, and what stands in the gaps of its text: a vendor's own words are masked. */
export interface Said {
  readonly code: FaultCode
  readonly values: Readonly<Record<string, SaidValue>>
  /** The vendor's own name of what is missing or changed, where the text does not hold it. */
  readonly subject?: string
}

/** Names a text and fills its gaps; `vendor` is the marketplace, `quote` its own words. */
export function says(code: FaultCode, values: Readonly<Record<string, SaidValue>> = {}): Said {
  const cut = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value])
  return { code, values: Object.fromEntries(cut) }
}

/** In all languages. */
export function textOfSaid({ code, values, subject }: Said): Localized {
  const named = Object.entries(values).map(([name, value]) => [name, nameOf(name, value)] as const)
  const text = fill(faultTexts[code], Object.fromEntries(named))
  if (subject === undefined || text.en.includes(subject)) return text
  return fill(
    { en: '{text} ({subject})', ja: '{text}（{subject}）', 'zh-CN': '{text}（{subject}）' },
    { text, subject },
  )
}

function nameOf(name: string, value: SaidValue): Localized | string | number {
  if (typeof value === 'object') return textOfSaid(value)
  if (name === 'vendor') return vendorNames[value] ?? value
  return name === 'what' ? (thingNames[value] ?? value) : value
}

const Code = z.custom<FaultCode>(code => typeof code === 'string' && code in faultTexts)
const Kept: z.ZodType<Said> = z.object({
  code: Code,
  get values() {
    return z.record(z.string(), z.union([z.string(), z.number(), Kept]))
  },
  subject: z.string().exactOptional(),
})

declare const kept: unique symbol

/** What a column of text keeps: nothing else may be written there, so that every reader gets it in their language. */
export type KeptSaid = string & { readonly [kept]: true }

/** As a column of text keeps it. */
export function keepSaid(said: Said): KeptSaid {
  return JSON.stringify(said) as KeptSaid // the one place where such a text is made
}

/** What a column of text holds; what an earlier version wrote there, or a code that is gone, stands as it is. */
export function readSaid(text: string): Localized {
  const said = parseSaid(text)
  return said === null ? verbatim(text) : textOfSaid(said)
}

/** What `keepSaid` wrote; `null`: something else, or a code that is gone. */
export function parseSaid(text: string): Said | null {
  if (!text.startsWith('{')) return null
  try {
    return Kept.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
