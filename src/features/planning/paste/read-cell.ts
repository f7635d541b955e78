import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { goalOf } from '#src/features/targets/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { amountAt } from '#src/language/amounts.ts'
import { lower, normalisePlain } from '#src/language/text.ts'

/**
 * A cell as a target, read as chat reads a value: `500万`, `1.2億`, `¥5,000,000`, `8%`, `1.2M`. `null`: empty, or a dash. What chat would
 * refuse is refused here, with the same words.
 */
export function readCell(
  cell: string,
  kpi: Kpi,
  store: Store,
): { readonly value: number } | { readonly why: Localized } | null {
  const text = lower(normalisePlain(cell))
    .replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/gu, '')
    .trim()
  if (text === '' || /^[-–—―ー－]+$/.test(text)) return null
  const found = amountAt(text, 0)
  if (!found || found.end !== text.length) return { why: fill(texts.number, { text: verbatim(cell.trim()) }) }
  const currency = kpi.unit === 'money' ? store.currency : null
  try {
    const request = {
      kpi,
      amounts: [found.amount],
      place: verbatim(store.name),
      currency,
      example: '',
      again: (value: string) => value,
    }
    const { value } = goalOf(request)
    return value === null ? { why: fill(texts.number, { text: verbatim(cell.trim()) }) } : { value }
  } catch (error) {
    if (error instanceof UserError) return { why: error.text }
    throw error
  }
}

const texts = {
  number: { en: '“{text}” is no number.', ja: '「{text}」は数値として読み取れません。', 'zh-CN': '“{text}”不是数字。' },
} satisfies Record<string, Localized>
