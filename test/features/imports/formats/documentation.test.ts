import { expect, it } from 'vitest'
import { findMeasure } from '#src/domain/measures/index.ts'
import { measuresOf } from '#src/features/imports/formats/gives.ts'
import { knownFormats } from '#src/features/imports/formats/index.ts'
import type { KnownFormat } from '#src/features/imports/formats/known-format.ts'

const platforms: Readonly<Record<string, string>> = {
  amazon: 'Amazon, and tools beside it',
  rakuten: 'Rakuten Ichiba',
  yahoo: 'Yahoo! Shopping (Japan)',
  shopify: 'Shopify',
  ebay: 'eBay',
  walmart: 'Walmart',
  tiktok: 'TikTok Shop',
  shopee: 'Shopee',
  lazada: 'Lazada',
  etsy: 'Etsy',
  taobao: 'Taobao, Tmall',
  other: 'ERPs',
}

/** Layouts of one export are one line of the page. */
function exportsOf(formats: readonly KnownFormat[]): KnownFormat[] {
  const byLabel = new Map<string, KnownFormat>()
  for (const format of formats) {
    const known = byLabel.get(format.label.en)
    byLabel.set(format.label.en, known ? { ...known, columns: [...known.columns, ...format.columns] } : format)
  }
  return [...byLabel.values()]
}

function givesOf(format: KnownFormat): string {
  const ids = measuresOf(format)
  return ids.map(id => `${findMeasure(id)?.label.en ?? id}`).join(', ')
}

function dayOf(format: KnownFormat): string {
  const columns = format.columns.some(({ role }) => role === 'day' || role === 'order_day')
  const sources = (format.day ?? []).flatMap(source => {
    if (typeof source === 'string') return []
    return 'preamble' in source ? ['a line above the header'] : ['the name of the file']
  })
  if (columns && sources.length === 0) return 'a column'
  return [...(columns ? ['a column'] : []), ...sources, 'or `--day`'].join(', ').replace(/, or/, ' or')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function tableOf(formats: readonly KnownFormat[]): string[] {
  const read = exportsOf(formats.filter(format => !format.refuse))
  return [
    '| export | where | gives | day | to know |',
    '|---|---|---|---|---|',
    ...read.map(
      format =>
        `| ${[format.label.en, format.path, givesOf(format), dayOf(format), format.note?.en ?? ''].map(cell).join(' | ')} |`,
    ),
  ]
}

function refusalsOf(formats: readonly KnownFormat[]): string[] {
  const refused = formats.filter(format => format.refuse)
  if (refused.length === 0) return []
  return [
    '',
    'Recognised, but without figures of days:',
    '',
    ...refused.map(format => `- ${format.label.en}: ${format.refuse?.en}`),
  ]
}

function page(): string {
  const groups = [...new Set(knownFormats.map(format => format.platform))]
  const sections = groups.flatMap(platform => {
    const formats = knownFormats.filter(format => format.platform === platform)
    return ['', `## ${platforms[platform] ?? platform}`, '', ...tableOf(formats), ...refusalsOf(formats)]
  })
  return `${[
    '# Files that are recognised',
    '',
    'Written by `test/features/imports/formats/documentation.test.ts` from `src/features/imports/formats/`; run that test with',
    '`-u` after a change there.',
    '',
    'An export is known by the names of its columns, in whatever order they stand, with others between them, in any of the',
    'languages and spellings that the platform uses. Its columns then mean what is written here, and nothing is guessed. Other',
    'files are read by what their columns are called; `--map "column=meaning"` says what was not understood, for all files',
    'with the same columns. The preview names the export, what was left out and why.',
    '',
    'Amounts of an order that stand on each of its lines count once. Cancelled, unpaid and refunded lines are no sales; the',
    'preview says how many and how much. Costs count as costs whether an export writes them as negatives or not.',
    ...sections,
  ].join('\n')}\n`
}

it('is what the page about files says', async () => {
  await expect(page()).toMatchFileSnapshot('../../../../docs/files.md')
})
