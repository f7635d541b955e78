import { exceptWords, line as joined } from '#src/cards/lines.ts'
import type { Action, Block } from '#src/chat/card.ts'
import type { Command, CommandAnswer, Words } from '#src/contracts/command.ts'
import { holds, type Place, parsePlaceKey, type Store } from '#src/domain/place.ts'

/** What the lines of buttons are read against. */
export interface ButtonWords {
  readonly commands: readonly Command[]
  /** The stores of whoever asked, those that the line leaves out among them. */
  readonly stores: readonly Store[]
}

/**
 * The answer to a line that leaves something out, with buttons that leave out the same: cards know the stores that are
 * left, not the line. A button whose verb cannot leave out what its place holds would be about more than the answer, such
 * as a target of all stores, and is not offered.
 */
export function withKeptButtons(answer: CommandAnswer, words: Words, around: ButtonWords): CommandAnswer {
  const { except = [], exceptDays = [] } = words
  if (except.length + exceptDays.length === 0) return answer
  const keep = (action: Action) => kept(action, words, around)
  const cards = answer.cards.map(card => ({ ...card, blocks: card.blocks.flatMap(block => withActions(block, keep)) }))
  return { ...answer, cards }
}

function withActions(block: Block, keep: (action: Action) => readonly Action[]): readonly Block[] {
  if (block.type !== 'actions') return [block]
  const actions = block.actions.flatMap(keep)
  return actions.length === 0 ? [] : [{ ...block, actions }]
}

/** A button's line is made of canonical words, apart by blanks: the verb first, places as `placeWord` writes them. */
function kept(action: Action, words: Words, { commands, stores }: ButtonWords): readonly Action[] {
  const [verb, ...others] = action.line.split(' ')
  const { takes } = commands.find(({ name }) => name === verb) ?? {}
  const isWhole = others.includes('except') || (words.rest !== '' && action.line.endsWith(words.rest))
  if (!takes?.places || isWhole) return [action]
  const places = others.flatMap(word => placeOf(word, stores))
  const asked: readonly Place[] = places.length > 0 ? places : [{ kind: 'all' }]
  const touched = (words.except ?? []).filter(out => asked.some(place => overlaps(place, out, stores)))
  if (takes.except) return [{ ...action, line: joined(action.line, exceptWords(touched, words.exceptDays)) }]
  return places.length > 0 && touched.length > 0 ? [] : [action]
}

function placeOf(word: string, stores: readonly Store[]): readonly Place[] {
  const place = parsePlaceKey(word)
  if (place) return [place]
  return stores.some(({ slug }) => slug === word) ? [{ kind: 'store', slug: word }] : []
}

/** Whether something of a place is left out. */
function overlaps(place: Place, out: Place, stores: readonly Store[]): boolean {
  const [ours, theirs] = [place, out].map(one => (one.kind === 'store' ? one.sku : undefined))
  if (ours !== undefined && theirs !== undefined && ours !== theirs) return false
  return stores.some(store => holds(place, store) && holds(out, store))
}
