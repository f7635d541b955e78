import type { types } from '@slack/bolt'
import { limits } from '#bots/slack/limits.ts'
import type { Fact } from '#src/chat/card.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { paragraph, plainText, run, type SlackBlock } from './blocks.ts'
import { clean, escapeText, isPlain, pieces, signs } from './text.ts'

/** Labelled values side by side; one that is too long for a field becomes a paragraph. */
export function factBlocks(facts: readonly Fact[], locale: Locale): readonly SlackBlock[] {
  const blocks: SlackBlock[] = []
  let fields: types.TextObject[] = []
  const flush = () => {
    if (fields.length > 0) blocks.push({ type: 'section', fields })
    fields = []
  }
  for (const fact of facts) {
    const field = fieldOf(fact, locale)
    if (field === null) continue
    if (field.text.length > limits.field) {
      flush()
      blocks.push(...pieces(plain(fact, locale), limits.text).map(piece => paragraph([run(piece)])))
      continue
    }
    fields.push(field)
    if (fields.length === limits.fieldsPerSection) flush()
  }
  flush()
  return blocks
}

/** The label bold where nothing in it could be read as markup; `null` for a fact that says nothing. */
function fieldOf(fact: Fact, locale: Locale): types.TextObject | null {
  const text = plain(fact, locale)
  if (text.trim() === '') return null
  const label = clean(fact.label[locale]).trim()
  if (label === '' || !isPlain(text) || label.includes('\n')) return plainText(text)
  return { type: 'mrkdwn', verbatim: true, text: `*${escapeText(label)}*\n${escapeText(saidValue(fact, locale))}` }
}

function plain(fact: Fact, locale: Locale): string {
  return `${clean(fact.label[locale]).trim()}\n${saidValue(fact, locale)}`
}

function saidValue({ value, detail, tone }: Fact, locale: Locale): string {
  const sign = tone ? signs[tone] : ''
  const said = [clean(value[locale]).trim(), detail ? clean(detail[locale]).trim() : ''].filter(text => text !== '')
  return [...(sign === '' ? [] : [sign]), said.join(' · ')].join(' ')
}
