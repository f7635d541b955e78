import { showValue } from '#src/cards/figure-cells.ts'
import type { Block, Card } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { ResolvedPlace, Store } from '#src/domain/place.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { firstFew } from './first-few.ts'

/** A figure that reads otherwise than it was posted. */
export interface RestatedFigure {
  readonly figure: Figure
  /** What was posted; `null`: nothing was known. */
  readonly before: number | null
}

/** What a correction says. */
export interface Correction {
  /** The post as it reads today; its first block says whether the plan is kept. */
  readonly post: Card
  readonly place: ResolvedPlace
  /** Empty: the figures are again as they were posted. */
  readonly changes: readonly RestatedFigure[]
  /** Stores that still lack data. */
  readonly missing: readonly Store[]
}

const texts = {
  title: { en: 'Corrected: {title}', ja: '訂正：{title}', 'zh-CN': '更正：{title}' },
  changed: { en: 'Figures that changed', ja: '変わった数値', 'zh-CN': '有变化的数据' },
  change: { en: '{kpi}: {before} → {after}', ja: '{kpi}：{before} → {after}', 'zh-CN': '{kpi}：{before} → {after}' },
  elsewhere: { en: '{place} · {text}', ja: '{place}・{text}', 'zh-CN': '{place} · {text}' },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}项' },
  again: {
    en: 'The figures are again as they were posted.',
    ja: '数値は配信時のものに戻りました。',
    'zh-CN': '数据已恢复为发布时的数值。',
  },
  missing: { en: 'Still without data: {stores}', ja: '未着のデータ：{stores}', 'zh-CN': '仍缺数据：{stores}' },
} satisfies Record<string, Localized>

/** Changes listed before the rest is counted (judgement: what a phone shows at a glance). */
const maxChanges = 6

/** A correction in the thread of its post: whether the plan is kept now, and what changed. */
export function correctionCard(correction: Correction): Card {
  const { post } = correction
  const [first] = post.blocks
  return {
    title: fill(texts.title, { title: post.title }),
    tone: post.tone,
    blocks: [...(first ? [first] : []), ...changesBlocks(correction)],
  }
}

/** The post as it reads today, saying right after its first line what changed. */
export function correctedPost(correction: Correction): Card {
  const { post } = correction
  const [first, ...rest] = post.blocks
  const title = fill(texts.title, { title: post.title })
  return { ...post, title, blocks: [...(first ? [first] : []), ...changesBlocks(correction), ...rest] }
}

function changesBlocks({ changes, place, missing }: Correction): readonly Block[] {
  const items = changes.map(change => changeText(change, place))
  const rest = items.length - maxChanges
  const shown = rest > 1 ? [...items.slice(0, maxChanges), fill(texts.more, { count: rest })] : items
  const stores = firstFew(missing.map(store => verbatim(store.name)))
  return [
    items.length > 0 ? { type: 'list', heading: texts.changed, items: shown } : { type: 'text', text: texts.again },
    ...(missing.length > 0 ? [{ type: 'text', text: fill(texts.missing, { stores }) } as const] : []),
  ]
}

/** Amounts alone: that they were posted otherwise is arithmetic, why is not known here. */
function changeText({ figure, before }: RestatedFigure, whole: ResolvedPlace): Localized {
  const { kpi, place, value, currency } = figure
  const shown = { before: showValue(before, kpi, currency), after: showValue(value, kpi, currency) }
  const text = fill(texts.change, { kpi: kpi.label, ...shown })
  return place.key === whole.key ? text : fill(texts.elsewhere, { place: place.label, text })
}
