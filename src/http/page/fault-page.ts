import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { frame } from './frame.ts'
import { html } from './html.ts'

/** A fault of ours, for a browser. The number leads to the cause in the log. */
export function faultPage(locale: Locale, reference: string): string {
  const text = fill(texts.apology, { reference })[locale]
  return frame({ locale, again: null, title: texts.failed[locale] }, html`<section><p>${text}</p></section>`)
}

const texts = {
  failed: { en: 'Sorry, that went wrong', ja: '処理に失敗しました', 'zh-CN': '抱歉，出错了' },
  apology: {
    en: 'The fault is on our side and has been recorded. Please try again; if it stays, write “help me {reference}” to the bot.',
    ja: 'システム側の問題です（記録済み）。もう一度お試しください。解決しない場合は、ボットに「助けて {reference}」と送ってください。',
    'zh-CN': '这是系统的问题，已记录。请重试；如仍不行，请向机器人发送“求助 {reference}”。',
  },
} satisfies Record<string, Localized>
