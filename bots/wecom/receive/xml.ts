import { XMLParser } from 'fast-xml-parser'

/** Nothing is guessed: numbers stay text, entities stay as written, single and repeated lists have one shape. */
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  isArray: name => name === 'SelectedItem' || name === 'OptionId',
})

/** The children of `<xml>` that are plain text; anything else, and a name that stands twice, is left out. */
export type XmlFields = Readonly<Record<string, string>>

/** Reads a small document of WeCom; `null` when it is not one, or declares anything of its own. */
export function readXml(text: string): XmlFields | null {
  if (/<!(?!\[CDATA\[)|<\?(?!xml\s)/i.test(withoutData(text))) return null
  try {
    const root: unknown = parser.parse(text)
    const body = isRecord(root) ? root.xml : null
    if (!isRecord(body)) return null
    const fields = Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return Object.fromEntries(fields.filter(([name]) => name !== '#text'))
  } catch {
    return null
  }
}

/** What was chosen on a card: the first option of each list by its key. Empty where nothing was. */
export function readChosen(text: string): Readonly<Record<string, string>> {
  try {
    const root: unknown = parser.parse(text)
    const body = isRecord(root) && isRecord(root.xml) ? root.xml.SelectedItems : null
    const items: readonly unknown[] = isRecord(body) && Array.isArray(body.SelectedItem) ? body.SelectedItem : []
    return Object.fromEntries(items.flatMap(chosenIn))
  } catch {
    return {}
  }
}

/** The number of a request whose state changed in 审批; empty where it is about none. Document 91815. */
export function readRequestNumber(text: string): string {
  try {
    const root: unknown = parser.parse(text)
    const info = isRecord(root) && isRecord(root.xml) ? root.xml.ApprovalInfo : null
    const number = isRecord(info) ? (info.SpNoStr ?? info.SpNo) : null
    return typeof number === 'string' && /^\s*\d{6,40}\s*$/.test(number) ? number.trim() : ''
  } catch {
    return ''
  }
}

function chosenIn(item: unknown): readonly (readonly [string, string])[] {
  if (!isRecord(item) || typeof item.QuestionKey !== 'string' || !isRecord(item.OptionIds)) return []
  const [first] = Array.isArray(item.OptionIds.OptionId) ? item.OptionIds.OptionId : []
  return typeof first === 'string' ? [[item.QuestionKey.trim(), first]] : []
}

/** Declarations are looked for outside of what people wrote. */
function withoutData(text: string): string {
  return text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
}

/** Text as CDATA: its own end is split, control characters (which broke delivery) are dropped. */
export function cdata(text: string): string {
  const clean = text.replace(/[\p{Cc}\ufffe\uffff]/gu, sign => (sign === '\n' || sign === '\t' ? sign : ''))
  return `<![CDATA[${clean.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
