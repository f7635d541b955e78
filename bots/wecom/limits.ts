/** Bytes of one message's text: documents 90236 (app), 91770 (group webhook), 101463 (AI bot). UTF-8; a Chinese character is 3. */
export const textBytes = { app: 2_048, chat: 2_048, hook: 4_096, bot: 20_480 } as const

/** A text message of the group webhook, which is the only one that mentions (document 91770). */
export const mentionTextBytes = 2_048

/** A picture of the group webhook (document 91770), and of media/upload (document 90253). */
export const hookImageBytes = 2 * 1_024 * 1_024
export const uploadBytes = 10 * 1_024 * 1_024

/** How long an uploaded picture is used: it lives three days (document 90253); a little less, for clocks that differ. */
export const mediaLifeMs = 60 * 3_600_000
/** Pictures of articles are kept for good (document 90256); judgement: nobody shows one again after so long. */
export const articleLifeMs = 30 * 86_400_000

/** One chunk of an upload over the AI bot's connection, and how many at most (document 101463). */
export const chunkBytes = 512 * 1_024
export const maxChunks = 100

/** mpnews (document 90236): title and digest in bytes, content as HTML. */
export const article = { titleBytes: 128, digestBytes: 512, contentBytes: 666 * 1_024 } as const

/** What a template card shows before it elides, in full-width characters (documents 90236 and 101032). */
export interface CardLimits {
  readonly title: number
  readonly desc: number
  readonly source: number
  readonly subTitle: number
  readonly keyName: number
  readonly value: number
  readonly rows: number
  readonly buttons: number
  readonly buttonText: number
  readonly keyBytes: number
  /** The document names no limit of a quotation; what a phone shows without scrolling (judgement). */
  readonly quote: number
}

const shared = { rows: 6, buttons: 6, buttonText: 10, keyName: 5, keyBytes: 1_024, quote: 160 }
export const cardLimits: Readonly<Record<'app' | 'bot', CardLimits>> = {
  app: { ...shared, title: 36, desc: 44, source: 20, subTitle: 160, value: 30 },
  bot: { ...shared, title: 26, desc: 30, source: 13, subTitle: 112, value: 26 },
}

/** Lists on a card: three of ten options each, an id of 128 bytes, texts in full-width characters (the same documents). */
export const selectLimits = {
  lists: 3,
  options: 10,
  idBytes: 128,
  app: { optionText: 16 },
  bot: { optionText: 10 },
} as const

/** At most so many messages for one text (judgement): more is a flood; the rest is said to be left out. */
export const maxPieces = 8

/** A response code lives 72 hours and serves once (document 94888). A little less, for clocks that differ. */
export const codeLifeMs = 71 * 3_600_000

/** A message can be taken back for 24 hours (document 94867). A little less, for clocks that differ. */
export const recallLifeMs = 23.5 * 3_600_000

/** Callbacks must be answered within 5 s (document 90930); the command gets so much of it (judgement). */
export const clickBudgetMs = 1_500
/** The AI bot takes a card update for 5 s after the click (document 101463). */
export const botClickBudgetMs = 2_000

/** A callback older or newer than this is refused; its three attempts fit in easily (judgement). */
export const freshnessMs = 10 * 60_000

/** The largest body of a callback that is read (judgement: texts have 2 kB, forms little more). */
export const bodyBytes = 256 * 1_024

/** At most so many messages within any such time. */
export interface Window {
  readonly seconds: number
  readonly most: number
}

/**
 * Excess is dropped silently (document 90454: 30 a minute and 1,000 an hour for a member of the app; document 101463: the
 * same for a conversation of the AI bot; document 91770: 20 a minute for a webhook). A second is added for the way there,
 * and two places are kept for words about waiting.
 */
export const budgets: Readonly<Record<'member' | 'conversation' | 'hook' | 'chat', readonly Window[]>> = {
  member: [
    { seconds: 61, most: 28 },
    { seconds: 3_601, most: 990 },
  ],
  conversation: [
    { seconds: 61, most: 28 },
    { seconds: 3_601, most: 990 },
  ],
  hook: [{ seconds: 61, most: 19 }],
  chat: [{ seconds: 61, most: 120 }],
}

/** Words about waiting: one in so much time for each conversation, out of the places that are kept for them. */
export const waitNotice: Window = { seconds: 61, most: 1 }

/** The tile of key figures on the workbench: four of them (document 92535); widths are judgement, what a tile shows. */
export const workbench = { figures: 4, keyWidth: 8, dataWidth: 8 } as const
