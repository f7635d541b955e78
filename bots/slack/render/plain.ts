import { fallbackCharacters } from '#bots/slack/limits.ts'
import { blockText } from './block-text.ts'
import type { SlackMessage } from './blocks.ts'
import { pieces } from './text.ts'

/** The same pages as text alone, for where Slack refuses the blocks; a mention stays one. */
export function plainMessages(pages: readonly SlackMessage[]): readonly SlackMessage[] {
  return pages.flatMap(({ text, blocks }) =>
    pieces(blockText(blocks) || text, fallbackCharacters).map(piece => ({ text: piece, blocks: [] })),
  )
}
