import { isPictureRefused, platformError } from '#bots/slack/api/faults.ts'
import type { Slack } from '#bots/slack/context.ts'
import { limits } from '#bots/slack/limits.ts'
import { plainText, type SlackBlock } from '#bots/slack/render/blocks.ts'
import { cardBlocks } from '#bots/slack/render/render.ts'
import type { Card } from '#src/chat/card.ts'
import type { Reply } from '#src/chat/messenger.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { fill } from '#src/i18n/locale.ts'
import { ask } from './converse.ts'
import { filesOf } from './say.ts'
import type { Source } from './source.ts'

/** What stands in App Home, top to bottom: own scorecard, own alerts, own digests, language. */
const lines = ['', 'alerts mine', 'digest mine', 'lang'] as const

/**
 * Draws App Home for a person. `notice` is the answer to what they pressed there, shown on top.
 * https://docs.slack.dev/reference/methods/views.publish
 */
export async function publishHome(slack: Slack, source: Source, notice?: Reply): Promise<void> {
  const { client } = source.workspace
  const replies = await homeReplies(slack, source)
  const pictures = await picturesOf(slack, source, notice)
  const publish = (files: Files) =>
    client.views.publish({
      user_id: source.user,
      view: { type: 'home', blocks: [...homeBlocks(replies, notice, files)] },
    })
  try {
    await publish(pictures).catch(error => {
      if (!isPictureRefused(error)) throw error
      return publish([])
    })
  } catch (error) {
    slack.deps.log.warn({ reason: platformError(error) ?? 'no answer' }, 'App Home could not be drawn.')
  }
}

/** Slack's ids of the pictures of each card of a notice, in order. */
type Files = readonly (readonly (string | null)[])[]

/** What somebody asked for is shown with its pictures; of the rest the figures are enough. */
async function picturesOf(slack: Slack, { workspace }: Source, notice: Reply | undefined): Promise<Files> {
  const files: (readonly (string | null)[])[] = []
  for (const card of notice?.cards ?? []) if (notice) files.push(await filesOf(slack, workspace, card, notice))
  return files
}

function homeBlocks(replies: readonly Reply[], notice: Reply | undefined, files: Files): readonly SlackBlock[] {
  const numbering = { next: 0 }
  const asked = notice?.cards.map((card, at) => sectionOf(card, notice, numbering, files[at] ?? [])) ?? []
  const standing = inOrder(replies).flatMap(reply =>
    reply.cards.map(card => sectionOf(withoutPictures(card), reply, numbering, [])),
  )
  return joined([...asked, ...standing], replies[0]?.locale ?? 'en')
}

function withoutPictures(card: Card): Card {
  return { ...card, blocks: card.blocks.filter(block => block.type !== 'image') }
}

/** Somebody whom we do not know is told so once. */
async function homeReplies(slack: Slack, source: Source): Promise<readonly Reply[]> {
  const first = await ask(slack, source, { line: lines[0], via: 'button' })
  if (first.refused) return [first]
  const others = lines.slice(1).map(line => ask(slack, source, { line, via: 'button' }))
  return [first, ...(await Promise.all(others))]
}

/** The answer to an empty line ends with what else can be typed: that stands below everything else. */
function inOrder([first, ...others]: readonly Reply[]): readonly Reply[] {
  if (!first || first.cards.length < 2) return first ? [first, ...others] : others
  return [{ ...first, cards: first.cards.slice(0, -1) }, ...others, { ...first, cards: first.cards.slice(-1) }]
}

function sectionOf(
  card: Card,
  { locale, handles }: Reply,
  numbering: { next: number },
  pictures: Files[number],
): readonly SlackBlock[] {
  return cardBlocks(card, { locale, handles, pictures }, 'home', numbering)
}

/** With lines between cards, cut where Slack's limit is, and saying so. */
function joined(sections: readonly (readonly SlackBlock[])[], locale: Locale): readonly SlackBlock[] {
  const divided = sections.flatMap((blocks, at): readonly SlackBlock[] =>
    at === 0 ? blocks : [{ type: 'divider' }, ...blocks],
  )
  if (divided.length <= limits.blocksPerHome) return divided
  const shown = divided.slice(0, limits.blocksPerHome - 1)
  const text = fill(texts.more, { count: divided.length - shown.length })[locale]
  return [...shown, { type: 'context', elements: [plainText(text)] }]
}

const texts = {
  more: {
    en: '{count} further parts do not fit here. Type /kpi to see everything.',
    ja: 'ほか{count}件は表示しきれません。/kpi で全体を確認できます。',
    'zh-CN': '另有{count}部分无法在此显示，请输入 /kpi 查看全部。',
  },
} satisfies Record<string, Localized>
