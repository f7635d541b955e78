import type { Block, Card } from '#src/chat/card.ts'
import { type Command, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { holds } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { helpCard, hintCard, mayUse, verbCard, verbTable } from '#src/features/conversation/index.ts'
import { explainKpi, kpiTable, ownPlace, ownStores, waysList } from '#src/features/figures/index.ts'
import { offersOf } from '#src/features/imports/index.ts'
import { foundCard, searchManual } from '#src/features/manual/index.ts'
import { roleNames } from '#src/features/people/index.ts'
import { listProcedures, type Procedure, procedureFor } from '#src/features/procedures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { errorsBetween } from '#src/language/nearest.ts'
import { nameKey } from '#src/language/text.ts'

/** How many KPIs one answer explains. */
const maxKpis = 3

/** What one may ask, how a verb is used, what a KPI means. */
export const help = defineCommand({
  name: 'help',
  aliases: {
    en: ['commands', 'explain'],
    ja: ['ヘルプ', '使い方', '説明'],
    'zh-CN': ['帮助', '使用说明', '指标说明', '怎么用'],
  },
  summary: { en: 'What I understand; what a KPI means', ja: '使い方と指標の説明', 'zh-CN': '使用说明和指标解释' },
  examples: {
    en: ['help', 'help target', 'help roas', 'help connect a shop'],
    ja: ['ヘルプ', 'ヘルプ 目標', 'ヘルプ ROAS', 'ヘルプ 店舗の接続'],
    'zh-CN': ['帮助', '帮助 目标', '帮助 ROAS', '帮助 连接店铺'],
  },
  role: 'viewer',
  readOnly: true,
  takes: { kpis: true, places: true, free: true },
  async run(words, context) {
    const verbs = context.commands.filter(command => mayUse(command, context.caller.role))
    const verb = words.unknown.length > 0 ? verbNamed(words, context.commands) : undefined
    const pages = words.unknown.length > (verb ? 1 : 0) ? inManual(words, context) : []
    if (verb) return { cards: [verbCard(verb, roleNames[verb.role]), ...pages], private: true }
    if (words.kpis.length > 0) {
      const cards = [...pages, ...(await explanations(words, context))]
      return { cards, private: true, tables: () => [kpiTable(words.kpis)] }
    }
    if (pages.length > 0) return { cards: [...pages, ...misspelt(words, verbs)], private: true }
    if (words.unknown.length > 0) throw unknownTopic(words, verbs)
    return { cards: [helpCard(verbs, context.caller.name)], private: true, tables: () => [verbTable(verbs)] }
  },
})

/** What the manual says about the words; nothing, where it does not. */
function inManual({ rest }: Words, { caller, installation }: CommandContext): readonly Card[] {
  const hits = searchManual(rest, caller.locale)
  return hits.length === 0 ? [] : [foundCard(rest, hits, installation?.publicUrl ?? null)]
}

/** Without a store in sight a KPI still has a meaning. */
async function explanations(words: Words, context: CommandContext): Promise<readonly Card[]> {
  const kpis = words.kpis.slice(0, maxKpis)
  if (context.caller.stores.length === 0) return kpis.map(kpi => hintCard(kpi.meaning, []))
  const place = words.places[0] ?? ownPlace(context.caller)
  const procedures = await listProcedures(context.db, context.caller.demo)
  const stores = ownStores(context.caller).filter(store => holds(place, store))
  return Promise.all(
    kpis.map(async kpi => {
      const card = withWays(await explainKpi(kpi, place, context), kpi, context)
      return withProcedure(card, procedureFor(procedures, kpi.id, stores))
    }),
  )
}

/** How the KPI comes about on each platform, before what one can do next. */
function withWays(card: Card, kpi: Kpi, { markets }: CommandContext): Card {
  const ways = waysList(kpi, offersOf(markets))
  const at = card.blocks.findIndex(block => block.type === 'actions')
  const end = at < 0 ? card.blocks.length : at
  return { ...card, blocks: [...card.blocks.slice(0, end), ...ways, ...card.blocks.slice(end)] }
}

/** How the KPI is worked on, where a manager keeps the address, before what one can do next. */
function withProcedure(card: Card, procedure: Procedure | null): Card {
  if (!procedure) return card
  const link: Block = { type: 'link', label: verbatim(procedure.title), url: procedure.url }
  return { ...card, blocks: [...card.blocks.slice(0, -1), link, ...card.blocks.slice(-1)] }
}

function verbNamed(words: Words, commands: readonly Command[]): Command | undefined {
  const typed = words.unknown.map(nameKey)
  return commands.find(command => namesOf(command).some(name => typed.includes(name)))
}

function namesOf(command: Command): readonly string[] {
  return [command.name, ...Object.values(command.aliases).flat()].map(nameKey)
}

function unknownTopic(words: Words, verbs: readonly Command[]): UserError {
  const [topic = ''] = words.unknown
  const suggestions = [...nearLines(words, verbs), 'help'].map(line => ({ label: verbatim(line), line }))
  return new UserError(fill(texts.unknown, { topic: verbatim(topic) }), suggestions)
}

/** Asks whether a verb was meant that is written nearly so; nothing where none is. */
function misspelt(words: Words, verbs: readonly Command[]): readonly Card[] {
  const lines = words.unknown.length === 1 ? nearLines(words, verbs) : []
  const suggestions = lines.map(line => ({ label: verbatim(line), line }))
  return lines.length === 0 ? [] : [hintCard(texts.meant, suggestions)]
}

function nearLines({ unknown: [topic = ''] }: Words, verbs: readonly Command[]): readonly string[] {
  const key = nameKey(topic)
  const near = verbs.filter(verb => namesOf(verb).some(name => errorsBetween(key, name) <= Math.max(1, key.length / 3)))
  return near.slice(0, 3).map(verb => `help ${verb.name}`)
}

const texts = {
  meant: { en: 'Or did you mean this verb?', ja: 'こちらのコマンドでしょうか。', 'zh-CN': '或者您是指这个指令？' },
  unknown: {
    en: '“{topic}” is neither a verb nor a KPI that I know.',
    ja: '「{topic}」というコマンドや指標はありません。',
    'zh-CN': '没有名为“{topic}”的指令或指标。',
  },
} satisfies Record<string, Localized>
