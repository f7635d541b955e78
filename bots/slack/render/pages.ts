import { limits, messagesPerCard } from '#bots/slack/limits.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { fill } from '#src/i18n/locale.ts'
import { plainText, type SlackBlock } from './blocks.ts'

/**
 * Blocks in messages that Slack takes, at least one; a card that is longer than a thread should be is cut, and says so.
 * The buttons at the end stay with the first message: what goes on in its thread is read by few.
 */
export function pagesOf(blocks: readonly SlackBlock[], locale: Locale): readonly (readonly SlackBlock[])[] {
  const whole = paged(blocks, 0, 0)
  if (whole.length === 1) return whole
  const buttons = endingButtons(blocks)
  const size = sizeOf(buttons)
  if (size + sizeOf(blocks.slice(0, 1)) > limits.messageCharacters) return cut(whole, locale)
  const [first = [], ...rest] = paged(blocks.slice(0, blocks.length - buttons.length), buttons.length, size)
  return cut([[...first, ...buttons], ...rest], locale)
}

/** Pages in order; the first leaves room for what is put at its end. */
function paged(blocks: readonly SlackBlock[], reserved: number, reservedSize: number): readonly SlackBlock[][] {
  const pages: SlackBlock[][] = [[]]
  let size = reservedSize
  for (const block of blocks) {
    const length = sizeOf([block])
    const page = pages.at(-1) ?? []
    // One block is kept free for what says that the rest is missing.
    const count = page.length + (pages.length === 1 ? reserved : 0)
    const full = count >= limits.blocksPerMessage - 1 || size + length > limits.messageCharacters
    if (full && page.length > 0) {
      pages.push([block])
      size = length
    } else {
      page.push(block)
      size += length
    }
  }
  return pages
}

function endingButtons(blocks: readonly SlackBlock[]): readonly SlackBlock[] {
  const last = blocks.findLastIndex(block => block.type !== 'actions')
  return blocks.slice(last + 1)
}

function sizeOf(blocks: readonly SlackBlock[]): number {
  return blocks.reduce((sum, block) => sum + JSON.stringify(block).length + 1, 0)
}

function cut(pages: readonly (readonly SlackBlock[])[], locale: Locale): readonly (readonly SlackBlock[])[] {
  return pages.length <= messagesPerCard ? pages : cutTo(pages, locale)
}

function cutTo(pages: readonly (readonly SlackBlock[])[], locale: Locale): readonly (readonly SlackBlock[])[] {
  const shown = pages.slice(0, messagesPerCard)
  const missing = pages.slice(messagesPerCard).flat().length
  const note: SlackBlock = { type: 'context', elements: [plainText(fill(texts.cut, { count: missing })[locale])] }
  return shown.map((page, at) => (at === shown.length - 1 ? [...page, note] : page))
}

const texts = {
  cut: {
    en: 'This was too long for Slack: {count} further parts are not shown. Ask for fewer stores, KPIs or days to see them.',
    ja: 'Slackの上限を超えたため、残り{count}件は省略しました。店舗・KPI・期間を絞ってもう一度お試しください。',
    'zh-CN': '内容超出 Slack 上限，其余{count}部分未显示。请缩小店铺、指标或时间范围后再查。',
  },
} satisfies Record<string, Localized>
