import type { types } from '@slack/bolt'
import { limits } from '#bots/slack/limits.ts'
import type { Action } from '#src/chat/card.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { paragraph, plainText, run, type SlackBlock } from './blocks.ts'
import { packAction } from './pack.ts'
import { clean, cut, pieces } from './text.ts'

/** Buttons whose id starts like this carry a line. */
export const lineButton = 'line'

/** Numbers buttons of one message, so that no id stands twice. */
export interface Numbering {
  next: number
}

/**
 * Buttons in rows of 25. A label that is too long is said in full above them; a button that Slack cannot carry is said
 * as its label and line, to be typed.
 */
export function actionBlocks(actions: readonly Action[], locale: Locale, numbering: Numbering): readonly SlackBlock[] {
  const texts: SlackBlock[] = []
  const buttons: types.Button[] = []
  for (const action of actions) {
    const label = clean(action.label[locale]).trim()
    const value = packAction(action, locale)
    if (value === null) texts.push(...saidBlocks([label, action.line].filter(text => text !== '').join(': ')))
    else {
      if (label.length > limits.buttonLabel) texts.push(...saidBlocks(label))
      numbering.next += 1
      buttons.push(buttonOf(action, { label: label || action.line || '…', value, locale, number: numbering.next }))
    }
  }
  return [...texts, ...rowsOf(buttons)]
}

function saidBlocks(text: string): readonly SlackBlock[] {
  return pieces(clean(text), limits.text).map(piece => paragraph([run(piece)]))
}

interface ButtonParts {
  readonly label: string
  readonly value: string
  readonly locale: Locale
  readonly number: number
}

function buttonOf({ style, confirm }: Action, { label, value, locale, number }: ButtonParts): types.Button {
  return {
    type: 'button',
    action_id: `${lineButton}:${number}`,
    text: plainText(cut(label, limits.buttonLabel)),
    value,
    ...(style === 'primary' || style === 'danger' ? { style } : {}),
    ...(confirm && { confirm: confirmation(confirm[locale], label, locale) }),
  }
}

function confirmation(question: string, label: string, locale: Locale): types.ConfirmationDialog {
  return {
    title: plainText(cut(texts.sure[locale], limits.confirmTitle)),
    text: plainText(cut(clean(question).trim() || label, limits.confirmText)),
    confirm: plainText(cut(label, limits.confirmButton)),
    deny: plainText(texts.no[locale]),
  }
}

function rowsOf(buttons: readonly types.Button[]): readonly SlackBlock[] {
  const rows: SlackBlock[] = []
  for (let at = 0; at < buttons.length; at += limits.elementsPerActions) {
    rows.push({ type: 'actions', elements: buttons.slice(at, at + limits.elementsPerActions) })
  }
  return rows
}

const texts = {
  sure: { en: 'Are you sure?', ja: '実行しますか？', 'zh-CN': '确定吗？' },
  no: { en: 'Cancel', ja: 'キャンセル', 'zh-CN': '取消' },
} satisfies Record<string, Localized>
