import type { Locale } from '#src/i18n/locale.ts'
import type { Field } from './card.ts'

/** What is asked about a field, by its name, as refusals speak of it in each language. */
const spokenOf: Readonly<Record<string, Readonly<Record<Locale, RegExp>>>> = {
  value: {
    en: /\b(value|amount|number|figure|threshold|percent)/i,
    ja: /値|数値|金額|しきい値|数字/,
    'zh-CN': /数值|数字|金额|阈值|目标值|多少/,
  },
  count: { en: /\b(count|sample|how many)/i, ja: /件数/, 'zh-CN': /件数|数量/ },
  kpi: { en: /\bkpis?\b|\bmetric/i, ja: /KPI|指標/i, 'zh-CN': /指标|KPI/i },
  store: { en: /\b(stores?|shops?|place|market|platform)\b/i, ja: /店舗|市場/, 'zh-CN': /店铺|市场|平台/ },
  period: { en: /\b(period|month|week|quarter)/i, ja: /期間|月/, 'zh-CN': /期间|周期|月份|时间范围/ },
  day: { en: /\b(day|date|future)/i, ja: /日付|日にち|未来/, 'zh-CN': /日期|哪天|哪一天|未来/ },
  owner: { en: /\b(owner|person|people|who|nobody)\b/i, ja: /担当|誰|メンバー/, 'zh-CN': /负责人|成员|谁/ },
  text: { en: /\b(text|note|words?)\b/i, ja: /メモ|本文/, 'zh-CN': /备注|内容/ },
  reason: { en: /\b(reason|cause|why)\b/i, ja: /理由|原因/, 'zh-CN': /原因|理由/ },
  until: { en: /\b(until|long|when)\b/i, ja: /いつまで|期限/, 'zh-CN': /多久|截止|到什么时候/ },
  name: { en: /\bname\b/i, ja: /名前|氏名/, 'zh-CN': /姓名|名字/ },
  email: { en: /\be-?mail|address/i, ja: /メール|アドレス/, 'zh-CN': /邮箱|地址/ },
  role: { en: /\brole\b/i, ja: /役割|権限/, 'zh-CN': /角色/ },
}

/** Names of fields that ask for the same under another name. */
const sameAs: Readonly<Record<string, string>> = {
  place: 'store',
  scope: 'store',
  from: 'day',
  to: 'day',
  alert: 'reason',
  person: 'owner',
}

/**
 * The field that a refusal of a filled form speaks of: the one whose entry it quotes, a number without a digit, the one
 * it asks for by its name; the first where nothing tells. `null` for a form without fields.
 */
export function fieldAtFault(
  fields: readonly Pick<Field, 'name' | 'kind' | 'optional'>[],
  values: Readonly<Record<string, string>>,
  refused: string,
  locale: Locale,
): string | null {
  const said = withoutExample(refused)
  const entered = (name: string) => (values[name] ?? '').trim()
  const quoted = fields.filter(({ name }) => entered(name).length > 1 && mentions(said, entered(name)))
  const longest = [...quoted].sort((a, b) => entered(b.name).length - entered(a.name).length)[0]
  const wordless = fields.find(
    ({ name, kind }) => kind === 'number' && entered(name) !== '' && !/\p{N}/u.test(entered(name)),
  )
  const asked = firstSpokenOf(fields, said, locale)
  const empty = fields.find(({ name, optional }) => !optional && entered(name) === '')
  return (wordless ?? longest ?? asked ?? empty ?? fields[0])?.name ?? null
}

/** What stands after "for example" repeats right entries. */
function withoutExample(text: string): string {
  return text.split(/for example|e\.g\.|例えば|たとえば|例如|例[:：]/i)[0] ?? text
}

/** Whole words only: an entry "5" is not what a year speaks of. */
function mentions(text: string, entry: string): boolean {
  const at = text.toLowerCase().indexOf(entry.toLowerCase())
  if (at < 0) return false
  const around = `${text[at - 1] ?? ' '}${text[at + entry.length] ?? ' '}`
  return !/[a-z0-9]/i.test(around) || !/^[\x20-\x7e]+$/.test(entry)
}

/** Of several fields that a text speaks of the one that comes first in it. */
function firstSpokenOf<F extends Pick<Field, 'name'>>(
  fields: readonly F[],
  text: string,
  locale: Locale,
): F | undefined {
  const places = fields.map(field => {
    const words = spokenOf[sameAs[field.name] ?? field.name]?.[locale]
    return { field, at: words ? text.search(words) : -1 }
  })
  return places.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0]?.field
}
