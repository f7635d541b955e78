import { goalText } from '#src/cards/figure-cells.ts'
import { demoTitled } from '#src/cards/titles.ts'
import { words as cardWords } from '#src/cards/words.ts'
import type { Card } from '#src/chat/card.ts'
import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { holds, parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { namedAt } from '#src/features/figures/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import { formatDateTime, formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { eventText } from './cards/proposal-card.ts'
import { isSeen } from './decide.ts'
import { listEvents, listProposals } from './store/proposals.ts'
import { type HistoryEntry, historyTable } from './tables/history-table.ts'

/** Lines of a history; judgement: what is read in one go. */
const maxLines = 30

interface Line extends HistoryEntry {
  readonly text: Localized
}

/** Who set, proposed and decided which targets, when and why: of the stores that the caller sees, the newest first. */
export async function targetHistory(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { kpis: any, places: any }, texts.howTo)
  const lines = [...(await setLines(words, context)), ...(await proposalLines(words, context))]
  lines.sort((a, b) => b.at.getTime() - a.at.getTime())
  const more = lines.length - maxLines
  const items = lines.slice(0, maxLines).map(({ text }) => text)
  const card: Card = {
    title: demoTitled(texts.title, context.caller.demo),
    tone: 'info',
    blocks: [
      items.length > 0 ? { type: 'list', items } : { type: 'text', text: texts.empty },
      ...(more > 0 ? [{ type: 'text', style: 'muted', text: fill(texts.more, { count: more }) } as const] : []),
    ],
  }
  return { cards: [card], tables: () => [historyTable(lines, context.caller.stores)] }
}

function kpiFilter({ kpis }: Words) {
  return kpis.length > 0 ? { kpiIds: kpis.map(kpi => kpi.id) } : {}
}

/** Whether the caller sees all stores of a place, and it is within what was asked for. */
function isMeant(key: string, words: Words, { caller, catalog }: CommandContext): boolean {
  const where = parsePlaceKey(key)
  if (!where) return false
  const stores = catalog.stores.filter(store => holds(where, store) && store.demo === caller.demo)
  const seen = stores.length > 0 && stores.every(store => caller.stores.some(own => own.id === store.id))
  const asked = words.places
  return seen && (asked.length === 0 || stores.some(store => asked.some(place => holds(place, store))))
}

async function setLines(words: Words, context: CommandContext): Promise<readonly Line[]> {
  const { db, caller, now, teamTimeZone } = context
  const targets = await listTargets(db, { ...kpiFilter(words), demo: caller.demo })
  return (await meant(targets, words, context)).map(({ one: target, kpi }) => {
    const text = fill(target.withdrawn ? texts.removed : texts.set, {
      time: formatDateTime(target.setAt, teamTimeZone, { readOn: now }),
      name: verbatim(target.setBy?.name ?? '–'),
      what: join([kpi.label, placeLabel(target.place, caller.stores)], verbatim(' · ')),
      goal: goalText(target, kpi, target.currency) ?? cardWords.none,
      day: formatDay(target.validFrom, { year: true }),
    })
    const { setAt: at, setBy, value, low, high, currency, place, validFrom } = target
    const what = target.withdrawn ? 'removed' : 'set'
    const entry = { at, what, person: setBy?.name ?? null, place, validFrom, value, low, high, currency }
    return { ...entry, kpi, text, proposal: null, reason: null }
  })
}

async function proposalLines(words: Words, context: CommandContext): Promise<readonly Line[]> {
  const { db, caller, now, teamTimeZone } = context
  const lines: Line[] = []
  const proposals = await listProposals(db, { ...kpiFilter(words), demo: caller.demo })
  for (const { one: proposal, kpi } of await meant(proposals, words, context)) {
    if (!(await isSeen(db, proposal, caller))) continue
    const about = join([kpi.label, placeLabel(proposal.place, caller.stores)], verbatim(' · '))
    for (const event of await listEvents(db, [proposal.id])) {
      const said = eventText(event, { zone: teamTimeZone, now })
      const { place, validFrom, value, low, high, currency } = proposal
      const entry = { at: event.at, what: event.kind, person: event.person?.name ?? null, reason: event.detail }
      const text = fill(texts.proposal, { id: proposal.id, about, said })
      lines.push({ ...entry, kpi, place, validFrom, value, low, high, currency, text, proposal: proposal.id })
    }
  }
  return lines
}

/** Those of KPIs that there are at places that are meant, with the KPI as it is counted there. */
async function meant<T extends { readonly kpiId: string; readonly place: string }>(
  all: readonly T[],
  words: Words,
  context: CommandContext,
): Promise<readonly { readonly one: T; readonly kpi: Kpi }[]> {
  const { db, caller, catalog } = context
  const found = all.flatMap(one => {
    const kpi = catalog.findKpi(one.kpiId)
    return kpi && isMeant(one.place, words, context) ? [{ one, kpi }] : []
  })
  return namedAt(db, { stores: caller.stores, placesOf: ({ one }) => [one.place] }, found)
}

const texts = {
  title: { en: 'History of targets', ja: '目標の履歴', 'zh-CN': '目标历史' },
  empty: { en: 'No target was set yet.', ja: '目標はまだありません。', 'zh-CN': '尚未设定目标。' },
  more: {
    en: '{count} older lines; name a KPI or a store.',
    ja: 'ほか{count}件（指標や店舗を指定できます）',
    'zh-CN': '另有{count}条，可指定指标或店铺。',
  },
  set: {
    en: '{time}: {name} set {what} to {goal} from {day} on',
    ja: '{time}：{name}さんが{what}を{goal}に設定（{day}から）',
    'zh-CN': '{time}：{name}将{what}设为{goal}（自{day}起）',
  },
  removed: {
    en: '{time}: {name} removed {what} from {day} on',
    ja: '{time}：{name}さんが{what}を取り消し（{day}から）',
    'zh-CN': '{time}：{name}撤销{what}（自{day}起）',
  },
  proposal: { en: 'No. {id}, {about}: {said}', ja: '申請{id} {about}：{said}', 'zh-CN': '申请{id} {about}：{said}' },
  howTo: {
    en: 'For example: target history sales west',
    ja: '例：目標 履歴 売上 west',
    'zh-CN': '例如：目标 历史 销售额 west',
  },
} satisfies Record<string, Localized>
