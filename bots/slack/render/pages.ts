import { limits, messagesPerCard } from '#bots/slack/limits.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { fill } from '#src/i18n/locale.ts'
import { plainText, type SlackBlock } from './blocks.ts'

/** Blocks in messages that Slack takes, at least one; a card that is longer than a thread should be is cut, and says so. */
export function pagesOf(blocks: readonly SlackBlock[], locale: Locale): readonly (readonly SlackBlock[])[] {
  const pages: SlackBlock[][] = [[]]
  let size = 0
  for (const block of blocks) {
    const length = JSON.stringify(block).length + 1
    const page = pages.at(-1) ?? []
    // One block is kept free for what says that the rest is missing.
    const full = page.length >= limits.blocksPerMessage - 1 || size + length > limits.messageCharacters
    if (full && page.length > 0) {
      pages.push([block])
      size = length
    } else {
      page.push(block)
      size += length
    }
  }
  return pages.length <= messagesPerCard ? pages : cutTo(pages, locale)
}

function cutTo(pages: readonly SlackBlock[][], locale: Locale): readonly (readonly SlackBlock[])[] {
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
