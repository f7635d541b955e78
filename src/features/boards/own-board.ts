import type { CommandContext, Words } from '#src/contracts/command.ts'
import { placeKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import { panelKinds } from './board.ts'
import { panelsIn } from './panel-names.ts'
import {
  type BoardChoice,
  changeBoard,
  findOwnBoard,
  listOwnBoards,
  type OwnBoard,
  putBoard,
  removeBoard,
} from './store/own-boards.ts'

/** Longest name, most KPIs and boards (judgement: a phone's title, what a board shows, what a list holds). */
const longest = 60
const maxKpis = 12
const maxBoards = 50

/** The one whose boards they are. @throws UserError at the shell. */
function ownerOf({ caller }: CommandContext): number {
  if (caller.personId === null) throw new UserError(texts.whose)
  return caller.personId
}

/** What a line says about a board: its name in quotes, KPIs and places in their order, panels, whether others see it. */
export function choiceIn(words: Words, standing: Pick<BoardChoice, 'shared'>): BoardChoice {
  const [name = '', ...others] = words.quoted
  if (name.trim() === '' || others.length > 0 || name.trim().length > longest) throw new UserError(texts.name)
  const { panels, rest } = panelsIn(words.unknown)
  const shared = rest.some(word => sharedWords.has(nameKey(word)))
  const left = rest.filter(word => !sharedWords.has(nameKey(word)) && !privateWords.has(nameKey(word)))
  if (left.length > 0) throw new UserError(fill(texts.unknown, { words: verbatim(left.join(' ')) }))
  if (words.kpis.length > maxKpis) throw new UserError(fill(texts.kpis, { most: maxKpis }))
  return {
    name: name.trim(),
    kpis: words.kpis.map(({ id }) => id),
    places: words.places.map(placeKey),
    panels: panels.length > 0 ? panels : panelKinds,
    shared: left.length < rest.length ? shared : standing.shared,
  }
}

const sharedWords = new Set(['shared', 'public', '共有', '共享', '公开', '公開'].map(nameKey))
const privateWords = new Set(['private', '非公開', '私有', '不共享'].map(nameKey))

/** Keeps a new board. @throws UserError where there is one of the name, or too many. */
export async function makeBoard(words: Words, context: CommandContext): Promise<OwnBoard> {
  const { db, caller, now } = context
  const ownerId = ownerOf(context)
  const choice = choiceIn(words, { shared: false })
  const own = (await listOwnBoards(db, caller)).filter(board => board.ownerId === ownerId)
  if (own.length >= maxBoards) throw new UserError(fill(texts.many, { most: maxBoards }))
  const id = await putBoard(db, { ...choice, ownerId, demo: caller.demo }, now)
  if (id === null) throw new UserError(fill(texts.taken, { name: verbatim(choice.name) }))
  return { ...choice, id, ownerId, ownerName: caller.name }
}

/** Changes a board of one's own: what the line says stands instead of all that it was. @throws UserError */
export async function editBoard(words: Words, context: CommandContext): Promise<OwnBoard> {
  const board = await ownNumbered(words.ids[0], context)
  const choice = choiceIn(words, board)
  const taken = (await listOwnBoards(context.db, context.caller)).find(one => {
    return one.ownerId === board.ownerId && one.id !== board.id && one.name.toLowerCase() === choice.name.toLowerCase()
  })
  if (taken) throw new UserError(fill(texts.taken, { name: verbatim(choice.name) }))
  await changeBoard(context.db, board, choice, context.now)
  return { ...board, ...choice }
}

/** Shows a board to everybody of the company, or to its owner alone again. @throws UserError */
export async function shareBoard(words: Words, shared: boolean, context: CommandContext): Promise<OwnBoard> {
  const board = await namedIn(words, context)
  await changeBoard(context.db, board, { ...board, shared }, context.now)
  return { ...board, shared }
}

/** Takes a board of one's own away. @throws UserError */
export async function dropBoard(words: Words, context: CommandContext): Promise<OwnBoard> {
  const board = await namedIn(words, context)
  await removeBoard(context.db, board)
  return board
}

/** A board of one's own by its number or its name in quotes. @throws UserError */
async function namedIn(words: Words, context: CommandContext): Promise<OwnBoard> {
  const [id] = words.ids
  if (id !== undefined) return ownNumbered(id, context)
  const name = words.quoted[0] ?? words.unknown.join(' ')
  const ownerId = ownerOf(context)
  const boards = (await listOwnBoards(context.db, context.caller)).filter(board => board.ownerId === ownerId)
  const found = boards.find(board => nameKey(board.name) === nameKey(name))
  if (found) return found
  throw new UserError(fill(texts.none, { name: verbatim(name === '' ? '–' : name) }))
}

async function ownNumbered(id: number | undefined, context: CommandContext): Promise<OwnBoard> {
  const ownerId = ownerOf(context)
  const board = id === undefined ? null : await findOwnBoard(context.db, id, context.caller)
  if (board?.ownerId === ownerId) return board
  throw new UserError(fill(texts.none, { name: verbatim(`#${id ?? '?'}`) }))
}

const texts = {
  whose: {
    en: 'Boards belong to a person: make one in chat or in a browser.',
    ja: 'ボードは個人のものです。チャットまたはブラウザーで作成してください。',
    'zh-CN': '看板属于个人：请在聊天或浏览器中创建。',
  },
  name: {
    en: 'Give the board one name in quotes of at most 60 characters: board make "Morning" sales acos',
    ja: 'ボードの名前（60文字以内）を引用符で囲んでください：ボード 作成 「朝会」 売上 ACoS',
    'zh-CN': '请用引号写一个不超过60字的名称：看板 新建 “晨会” 销售额 ACoS',
  },
  unknown: {
    en: 'What is “{words}”? A board takes KPIs, places and panels: tiles, trend, stores, heat, scorecard, notes.',
    ja: '「{words}」が分かりません。指標・対象・パネル（タイル／推移／店舗／ヒートマップ／スコアカード／メモ）を指定できます。',
    'zh-CN': '无法识别“{words}”。看板可包含指标、范围和面板：卡片、趋势、店铺、热力图、计分卡、备注。',
  },
  kpis: {
    en: 'A board shows at most {most} KPIs.',
    ja: 'ボードの指標は{most}個までです。',
    'zh-CN': '看板最多显示{most}个指标。',
  },
  many: {
    en: 'You have {most} boards already. Remove one first.',
    ja: 'ボードは{most}個までです。先に1つ削除してください。',
    'zh-CN': '您已有{most}个看板，请先删除一个。',
  },
  taken: {
    en: 'You have a board “{name}” already.',
    ja: '「{name}」という名前のボードは既にあります。',
    'zh-CN': '您已有名为“{name}”的看板。',
  },
  none: {
    en: 'You have no board {name}. “board” lists them.',
    ja: 'ボード「{name}」はありません。「ボード」で一覧を表示します。',
    'zh-CN': '您没有看板“{name}”。发送“看板”查看列表。',
  },
} satisfies Record<string, Localized>
