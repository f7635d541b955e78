import type { Block, Card } from '#src/chat/card.ts'
import type { Caller, Command, CommandAnswer, Words } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Place } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { withoutDeliveries } from '#src/features/delivery/index.ts'
import { withOnlyStores } from '#src/features/stores/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Where people practise: a store of made figures of their own, which is in no list of stores. */
export interface Practice {
  /** The practice of somebody who is in a drill; `null`: they are in none. */
  readonly of: (personId: number, now: Date) => Promise<PracticeWorld | null>
}

/** What somebody practises with. */
export interface PracticeWorld {
  readonly store: Catalog['stores'][number]
  /** They are at it: a line that names no place is about the practice store. */
  readonly atIt: boolean
  /** Whether a number in a line of a verb is that of something in the practice store. */
  readonly owns: (verb: string, number: number) => boolean
  /** Looks at what was done by a line; cards that say how far the drill is. */
  readonly after: (done: PracticeLine) => Promise<readonly Card[]>
}

/** A line that was carried out. */
export interface PracticeLine {
  readonly verb: string
  readonly subverb: string | null
  readonly words: Words
  /** It was about the practice store. */
  readonly inside: boolean
}

/** A line and where it counts. */
interface Asked {
  readonly caller: Caller
  readonly catalog: Catalog
  readonly practice?: PracticeWorld | null
}

/** Where a line counts. */
export interface Standing extends Asked {
  readonly words: Words
  readonly inside: boolean
  readonly remarks: readonly Localized[]
}

/** What may be done with a practice store, and with which sub-verbs (`null`: all). Nothing of it reaches anybody else. */
const practised: Readonly<Record<string, readonly string[] | null>> = {
  ...{ status: null, trend: null, compare: null, top: null, why: null, forecast: null, advise: null, note: null },
  ...{ rule: null, ack: [], snooze: null, resolve: null, wake: null },
  alerts: ['list', 'mine'],
  target: ['set', 'list', 'remove', 'suggest', 'tree', 'history'],
}

/** Verbs that take no place and work on whatever the person sees. */
const everywhere = ['undo']
/** Verbs besides those that are practised whose buttons may stand on a card of practice. */
const beside = [...everywhere, 'guide', 'help', 'training']

/** The caller who sees the practice store besides their own, so that its name is understood. */
export function withPractice<T extends Asked>(run: T): T {
  const { practice, caller, catalog } = run
  if (!practice) return run
  const stores = [...caller.stores, practice.store]
  return { ...run, caller: { ...caller, stores }, catalog: { ...catalog, stores: [...catalog.stores, practice.store] } }
}

/**
 * In which world a line counts: in that of the practice store alone or in the real one alone, never in both.
 * @throws UserError for lines that name both, do what nobody practises, or make somebody else responsible there.
 */
export function standingOf(run: Asked, command: Command, subverb: string | null, words: Words): Standing {
  const { practice, caller, catalog } = run
  const real = { caller, catalog, words, inside: false, remarks: [] }
  if (!practice) return real
  const { store } = practice
  refuseTyped(practice, command, words)
  const isOurs = (place: Place) => place.kind === 'store' && place.slug === store.slug
  const named = words.places.filter(isOurs).length
  if (named > 0 && named < words.places.length) throw new UserError(texts.both)
  if (named === 0 && everywhere.includes(command.name)) return { ...real, ...withPractice(run) }
  if (named === 0 && !isMeant(practice, command, subverb, words)) return real
  if (!isPractised(command, subverb)) throw new UserError(texts.notHere)
  if (words.people.some(person => person.id !== caller.personId)) throw new UserError(texts.alone)
  const place: Place = { kind: 'store', slug: store.slug }
  return {
    caller: { ...caller, stores: [store], demo: true },
    catalog: { ...catalog, stores: [store] },
    words:
      command.takes.places === true && named === 0 && numberIn(words) === null ? { ...words, places: [place] } : words,
    inside: true,
    remarks: [fill(texts.remark, { store: verbatim(store.name) })],
  }
}

/** A figure without a store, typed by somebody who is at it, would be written into their real store. @throws UserError */
function refuseTyped({ store, atIt }: PracticeWorld, command: Command, { places, rest }: Words): void {
  if (command.name !== 'record' || rest === '') return
  const isOurs = places.some(place => place.kind === 'store' && place.slug === store.slug)
  if (isOurs || (places.length === 0 && atIt)) throw new UserError(texts.notTyped)
}

/** Buttons of a drill that is over stay where they are, and lead nowhere. @throws UserError */
export function refuseOver({ line, practice, catalog }: Asked & { readonly line: string }): void {
  const [slug] = /(?<=\s|:)practice-\d+(?=\s|\/|$)/.exec(line) ?? []
  if (slug === undefined || slug === practice?.store.slug || catalog.stores.some(store => store.slug === slug)) return
  throw new UserError(texts.over, [{ label: texts.drills, line: 'guide drills' }])
}

/** A line without a place is about the practice store while somebody is at it, and by a number that belongs there. */
function isMeant(practice: PracticeWorld, command: Command, subverb: string | null, words: Words): boolean {
  if (words.places.length > 0 || !(command.name in practised)) return false
  const number = numberIn(words)
  if (number !== null && practice.owns(command.name, number)) return true
  if (number !== null && numbered.includes(command.name)) return false
  return practice.atIt && isPractised(command, subverb)
}

/** Verbs whose numbers name something that stands. */
const numbered = ['ack', 'snooze', 'resolve', 'wake', 'why', 'alerts']

function isPractised({ name }: Command, subverb: string | null): boolean {
  if (!(name in practised)) return false
  const allowed = practised[name] ?? null
  return subverb === null || allowed === null || allowed.includes(subverb)
}

/** The number of a thing in a line; a number behind `rule stop` or `note remove` is one, too. */
function numberIn({ ids, amounts, verb, subverb, rest }: Words): number | null {
  if (ids[0] !== undefined) return ids[0]
  if (numbered.includes(verb) || subverb === 'stop' || subverb === 'tune' || subverb === 'change')
    return amounts[0]?.kind === 'plain' ? amounts[0].value : null
  const found = subverb === 'remove' ? /(?:^|\s)#?(\d{1,9})(?=\s|$)/.exec(rest) : null
  return found ? Number(found[1]) : null
}

/** Carries a line out; one about the practice store tells nobody else, wakes no job, and leads nowhere else. */
export async function carriedOut(
  { inside, practice, commands }: Pick<Standing, 'inside' | 'practice'> & { readonly commands: readonly Command[] },
  line: Omit<PracticeLine, 'inside'>,
  work: () => Promise<CommandAnswer>,
): Promise<CommandAnswer> {
  const answer = inside && practice ? await alone(practice, work, commands) : await work()
  const more = practice ? await practice.after({ ...line, inside }) : []
  const { standing: _elsewhere, ...own } = answer
  return { ...(inside ? { ...own, private: true } : answer), cards: [...answer.cards, ...more] }
}

/** Nobody is told of anything, and there is no other store. */
async function alone({ store }: PracticeWorld, work: () => Promise<CommandAnswer>, commands: readonly Command[]) {
  const answer = await withoutDeliveries(() => withOnlyStores([store], work))
  return { ...answer, cards: answer.cards.map(card => withOwnButtons(card, store.slug, commands)) }
}

/** A card without buttons that would be refused here or lead to the real company, such as to a file or to a market. */
function withOwnButtons(card: Card, slug: string, commands: readonly Command[]): Card {
  const blocks = card.blocks.flatMap((block): readonly Block[] => {
    if (block.type !== 'actions') return [block]
    const actions = block.actions.filter(({ line }) => isOwn(line, slug, commands))
    return actions.length > 0 ? [{ ...block, actions }] : []
  })
  return { ...card, blocks }
}

/** The lines of buttons say verbs and sub-verbs by their own names, and places by what kind they are. */
function isOwn(line: string, slug: string, commands: readonly Command[]): boolean {
  const [verb = '', second = ''] = line.split(' ')
  if (beside.includes(verb)) return true
  const command = commands.find(({ name }) => name === verb)
  if (!command || !isPractised(command, second in (command.subverbs ?? {}) ? second : null)) return false
  const places = line.match(/(?<=\s)(?:market|platform|store|team):\S+/g) ?? []
  return places.every(place => place === `store:${slug}` || place.startsWith(`store:${slug}/`))
}

const texts = {
  notTyped: {
    en: 'In practice figures are looked at, not typed. To type a figure of a real store, name the store.',
    ja: '練習では数値は見るだけで、入力はできません。実際の店舗の数値を入力するときは店舗名を付けてください。',
    'zh-CN': '练习中的数据只能查看，不能录入。要录入真实店铺的数据，请写明店铺。',
  },
  over: {
    en: 'The drill that this belongs to is over, and its practice store is gone. You can begin another:',
    ja: 'この練習は終了し、練習店は削除されました。次の練習を始められます：',
    'zh-CN': '该练习已结束，练习店已清除。您可以开始新的练习：',
  },
  drills: { en: 'Drills', ja: '練習', 'zh-CN': '练习' },
  remark: {
    en: 'Practice: {store}. For your real stores, name one; “guide stop” ends the drill.',
    ja: '練習中：{store}の数値です。実際の店舗は店舗名を付けて指定してください（「ガイド 停止」で終了）。',
    'zh-CN': '练习中：{store}的数据。查看真实店铺请写店铺名；“向导 停止”可结束练习。',
  },
  both: {
    en: 'The practice store and real stores never stand in one line. Ask about one of them.',
    ja: '練習店と実際の店舗は一緒に指定できません。どちらか一方にしてください。',
    'zh-CN': '练习店不能与真实店铺写在同一条指令中，请只写其一。',
  },
  notHere: {
    en: 'This cannot be practised: it would reach others. “guide” shows the next step of your drill.',
    ja: 'この操作は他の人に影響するため練習できません。「ガイド」で次のステップを確認できます。',
    'zh-CN': '该操作会影响他人，不能用于练习。发送“向导”查看练习的下一步。',
  },
  alone: {
    en: 'Nobody else is part of your practice: leave the name out.',
    ja: '練習店に他の人は指定できません。名前を外してください。',
    'zh-CN': '练习中不能指定他人，请去掉姓名。',
  },
} satisfies Record<string, Localized>
