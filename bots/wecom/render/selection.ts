import { cardLimits, selectLimits } from '#bots/wecom/limits.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Card } from '#src/chat/card.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { cutWidth } from './bytes.ts'
import { plainLine, safe } from './markup.ts'
import type { SelectionCard } from './types.ts'

/** Something to choose on a card; what is chosen comes back as `key` and the option's `id`. */
export interface Question {
  readonly key: string
  readonly title: Localized
  readonly options: readonly { readonly id: string; readonly label: Localized }[]
  /** The option that is chosen before anybody does. */
  readonly selected?: string
}

/** Keys of the buttons under what is to be chosen. */
export const formKeys = { submit: 'form|ok', cancel: 'form|no' } as const

/**
 * Up to three lists of at most ten options: one with two buttons under it (`button_interaction`), or several with one
 * (`multiple_interaction`). https://developer.work.weixin.qq.com/document/path/90236 and …/101032
 */
export function drawSelection(
  card: Card,
  questions: readonly Question[],
  { surface, locale, taskId }: { readonly surface: 'app' | 'bot'; readonly locale: Locale; readonly taskId: string },
): SelectionCard {
  const limits = cardLimits[surface]
  const wrong = card.blocks.find(block => block.type === 'text' && block.style === 'strong')
  const head = {
    source: { desc: texts.source[locale], desc_color: wrong ? 2 : 0 },
    main_title: {
      title: cutWidth(safe(card.title[locale]), limits.title),
      desc: cutWidth(plainLine((wrong?.type === 'text' ? wrong.text : texts.chooseHere)[locale]), limits.desc),
    },
    task_id: taskId,
  } as const
  const lists = questions.map(question => listOf(question, surface, locale))
  const [only, ...more] = lists
  const submit = cutWidth(texts.submit[locale], limits.buttonText)
  if (!only || more.length > 0) {
    const submit_button = { text: submit, key: formKeys.submit }
    return { ...head, card_type: 'multiple_interaction', select_list: lists, submit_button }
  }
  const button_list = [
    { text: submit, style: 1, key: formKeys.submit },
    { text: texts.confirmNo[locale], style: 4, key: formKeys.cancel },
  ] as const
  return { ...head, card_type: 'button_interaction', button_selection: only, button_list }
}

function listOf({ key, title, options, selected }: Question, surface: 'app' | 'bot', locale: Locale) {
  const { optionText } = selectLimits[surface]
  return {
    question_key: key,
    title: plainLine(title[locale]),
    option_list: options.map(({ id, label }) => ({ id, text: cutWidth(plainLine(label[locale]), optionText) })),
    ...(selected !== undefined && { selected_id: selected }),
  }
}
