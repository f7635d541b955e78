import type { Action } from '#src/chat/card.ts'
import type { RenderOptions } from '#src/chat/messenger.ts'

/** Where a message is shown: the app in person, a group made by the app, a group's webhook, the AI bot. */
export type Surface = 'app' | 'chat' | 'hook' | 'bot'

/** One message of WeCom, without what only sending knows (uploaded media). */
export type Part =
  | { readonly kind: 'markdown'; readonly content: string }
  /** Text without any format, in place of what the platform refuses. */
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'image'; readonly picture: string }
  /** A file that was uploaded. */
  | { readonly kind: 'file'; readonly name: string; readonly media: string }
  | { readonly kind: 'mention'; readonly content: string; readonly users: readonly string[] }
  | { readonly kind: 'card'; readonly card: TemplateCard; readonly asks: readonly Ask[] }
  | { readonly kind: 'selection'; readonly card: SelectionCard }
  | ArticlePart

/** A card on which something is chosen and sent off. */
export interface SelectionCard extends Pick<TemplateCard, 'source' | 'main_title' | 'task_id'> {
  readonly card_type: 'button_interaction' | 'multiple_interaction'
  readonly button_selection?: SelectList
  readonly button_list?: readonly Button[]
  readonly select_list?: readonly SelectList[]
  readonly submit_button?: { readonly text: string; readonly key: string }
}

export interface SelectList {
  readonly question_key: string
  readonly title: string
  readonly option_list: readonly { readonly id: string; readonly text: string }[]
  readonly selected_id?: string
}

/** Text and pictures in one message, opened as a page. `content` names pictures as `picture:<id>`. */
export interface ArticlePart {
  readonly kind: 'article'
  readonly title: string
  readonly digest: string
  readonly content: string
  readonly pictures: readonly string[]
}

/** A button that asks before its line is sent: kept under the card's task, because a click names only the button. */
export interface Ask {
  readonly key: string
  readonly action: Action
}

/** A card with buttons. https://developer.work.weixin.qq.com/document/path/90236 and …/101032 */
export interface TemplateCard {
  readonly card_type: 'button_interaction'
  readonly source: { readonly desc: string; readonly desc_color: 0 | 1 | 2 | 3 }
  readonly main_title: { readonly title: string; readonly desc?: string }
  readonly sub_title_text?: string
  readonly quote_area?: { readonly type: 0; readonly quote_text: string }
  readonly horizontal_content_list?: readonly Row[]
  readonly jump_list?: readonly { readonly type: 1; readonly title: string; readonly url: string }[]
  /** Tapping the card opens it. */
  readonly card_action?: { readonly type: 1; readonly url: string }
  readonly task_id: string
  readonly button_list: readonly Button[]
}

export interface Row {
  readonly keyname: string
  readonly value: string
  readonly type?: 3
  readonly userid?: string
}

export interface Button {
  readonly text: string
  readonly style: 1 | 2 | 3 | 4
  readonly key: string
}

/** What is needed to draw for one surface. */
export interface DrawOptions extends RenderOptions {
  readonly surface: Surface
  /** Names the card towards WeCom, unique for each message. */
  readonly taskId: string
  /** The service's own page, which a card opens; absent or `null`: there is none that people can reach. */
  readonly page?: string | null
}
