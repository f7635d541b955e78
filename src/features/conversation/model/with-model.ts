import type { Block, Card } from '#src/chat/card.ts'
import { understand } from '#src/features/conversation/understand.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { LanguageModel } from '#src/platform/language-model/client.ts'
import { changesSomething, translated, type Untranslated } from './translate.ts'
import { worded } from './worded.ts'

/** What came of a line, as far as a language model has to know. */
export interface Answered {
  readonly cards: readonly Card[]
  readonly outcome: string
  readonly verb: string | null
  readonly ran?: string
  readonly withheld?: true
}

/** Verbs whose answers are figures that can be said in sentences. */
const figures: ReadonlySet<string> = new Set(['status', 'why', 'forecast', 'compare'])

interface Helped<T> {
  readonly model: LanguageModel
  readonly db: Db
  readonly asked: Untranslated
  /** Carries a line out with the asker's rights, as if it were typed. */
  readonly run: (line: string) => Promise<T>
}

/**
 * A result with a language model's help: a question that was not understood becomes a line that is shown and, where it
 * only reads, carried out; one that changes something is a button. Whatever fails leaves the result as it is.
 */
export async function withModel<T extends Answered>(result: T, help: Helped<T>): Promise<T> {
  const { model, asked } = help
  if (result.withheld) return result
  if (result.outcome === 'ok') return inWords(result, help)
  if (result.outcome !== 'misunderstood' || changesSomething(asked.line, asked.commands)) return result
  const line = await translated(model, asked)
  const read = line === null ? null : await reads(line, help)
  if (line === null || read === null) return result
  if (!read.readOnly) return withCard(result, [said(texts.press, line, model), pressed(line)], 'below')
  const again = await help.run(line)
  return again.outcome === 'ok' ? { ...withCard(again, [said(texts.read, line, model)], 'above'), ran: line } : result
}

/** Whether a line can be read, and whether its verb only reads; `null`: it cannot. */
async function reads(line: string, { db, asked }: Pick<Helped<unknown>, 'db' | 'asked'>) {
  const read = await understand(line, { ...asked, db }).catch(() => null)
  return read && read.assumed.length === 0 ? { readOnly: read.command.readOnly === true } : null
}

async function inWords<T extends Answered>(result: T, { model, asked }: Helped<T>): Promise<T> {
  const [first, ...others] = result.cards
  if (!first || result.verb === null || !figures.has(result.verb)) return result
  return { ...result, cards: [await worded(model, first, asked.caller.locale), ...others] }
}

function withCard<T extends Answered>(result: T, blocks: readonly Block[], where: 'above' | 'below'): T {
  const [first, ...others] = result.cards
  if (!first) return result
  const all = where === 'above' ? [...blocks, ...first.blocks] : [...first.blocks, ...blocks]
  return { ...result, cards: [{ ...first, blocks: all }, ...others] }
}

function said(text: Localized, line: string, model: LanguageModel): Block {
  return { type: 'text', style: 'muted', text: fill(text, { line: verbatim(line), model: verbatim(model.name) }) }
}

function pressed(line: string): Block {
  return { type: 'actions', actions: [{ label: verbatim(line), line }] }
}

const texts = {
  read: {
    en: '{model} read your question as: {line}',
    ja: '{model}が質問を次のコマンドとして解釈しました：{line}',
    'zh-CN': '{model}将您的问题理解为：{line}',
  },
  press: {
    en: '{model} read this as a line that changes something. Nothing was done; press it if it is what you mean: {line}',
    ja: '{model}は次の変更コマンドと解釈しました。まだ何も実行していません。意図どおりなら押してください：{line}',
    'zh-CN': '{model}理解为一条会产生更改的指令，尚未执行；如果正是您的意思，请点击：{line}',
  },
} satisfies Record<string, Localized>
