import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { isLocal } from '#src/contracts/page-links.ts'
import { UserError } from '#src/errors.ts'
import {
  type BoardKey,
  boardListCard,
  boardOpenCard,
  boardPath,
  boardTable,
  dropBoard,
  editBoard,
  findBoard,
  listBoards,
  makeBoard,
  ownBoardCard,
  plainUrl,
  shareBoard,
  type WayToPage,
} from '#src/features/boards/index.ts'
import { issueSignInLink } from '#src/features/sign-in/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { nameKey } from '#src/language/text.ts'

/** Figures on a page: what there is, a link that opens it on the phone, boards of one's own. */
export const board = defineCommand({
  name: 'board',
  aliases: {
    en: ['boards', 'dashboard', 'dashboards'],
    ja: ['ボード', 'ダッシュボード'],
    'zh-CN': ['看板', '仪表盘', '数据看板'],
  },
  summary: { en: 'Figures as a page on your phone', ja: 'スマートフォンで見る数値ボード', 'zh-CN': '手机数据看板' },
  examples: {
    en: ['board', 'board west', 'board make "Morning" sales acos amazon-jp', 'board share "Morning"'],
    ja: ['ボード', 'ボード 楽天', 'ボード 作成 "朝会" 売上 ACoS 楽天', 'ボード 共有 "朝会"'],
    'zh-CN': ['看板', '看板 乐天', '看板 新建 "晨会" 销售额 ACoS 乐天', '看板 共享 "晨会"'],
  },
  subverbs: {
    list: { aliases: ['show', '一覧', '列表'] },
    open: { aliases: ['開く', '打开'] },
    make: { aliases: ['new', 'create', 'add', '作成', '新規', '新建', '创建'] },
    edit: { aliases: ['change', '編集', '変更', '编辑', '修改'] },
    share: { aliases: ['共有', '共享'] },
    unshare: { aliases: ['共有解除', '取消共享'] },
    remove: { aliases: ['delete', 'drop', '削除', '删除'] },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, people: true, ids: true, quoted: true, free: true },
  implied: words => (words.rest === '' ? 'list' : 'open'),
  async run(words, context) {
    const subverb = words.subverb ?? (words.rest === '' ? 'list' : 'open')
    switch (subverb) {
      case 'list':
        return list(words, context)
      case 'make':
        return told(await makeBoard(used(words), context), 'made', context)
      case 'edit':
        return told(await editBoard(used(words), context), 'changed', context)
      case 'share':
      case 'unshare':
        return told(await shareBoard(used(words), subverb === 'share', context), 'changed', context)
      case 'remove':
        return told(await dropBoard(used(words), context), 'removed', context)
      default:
        return open(words, context)
    }
  },
})

function used(words: Words): Words {
  requireUsed(words, { kpis: any, places: any, quoted: 1, numbers: 1, ownWords: true }, texts.howTo)
  return words
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, {}, texts.howTo)
  const way = await wayTo('/boards', context)
  const boards = await listBoards(context)
  return { cards: [boardListCard(boards, way)], private: way?.signsIn === true, tables: () => [boardTable(boards)] }
}

async function told(
  made: Parameters<typeof ownBoardCard>[0],
  what: 'made' | 'changed' | 'removed',
  context: CommandContext,
): Promise<CommandAnswer> {
  const way = what === 'removed' ? null : await wayTo(boardPath({ kind: 'own', id: String(made.id) }), context)
  return { cards: [ownBoardCard(made, what, way)], private: way?.signsIn === true }
}

async function open(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { places, people, quoted, ids } = words
  const named = places.length + people.length + quoted.length + ids.length > 0
  requireUsed(words, { places: 1, people: 1, quoted: 1, numbers: 1, ownWords: !named }, texts.howTo)
  const key = await keyIn(words, context)
  const found = key && (await findBoard(key, context))
  if (!key || !found) throw new UserError(fill(texts.none, { words: verbatim(words.rest) }))
  const way = await wayTo(boardPath(key), context)
  return { cards: [boardOpenCard(found.label, way)], private: way?.signsIn === true }
}

/** A place, a person, or the name of a team or of an own board. */
async function keyIn(words: Words, context: CommandContext): Promise<BoardKey | null> {
  const [place] = words.places
  if (place?.kind === 'all') return { kind: 'all', id: 'stores' }
  if (place?.kind === 'store') return { kind: 'store', id: place.slug }
  if (place) return { kind: place.kind, id: place.id }
  const [person] = words.people
  if (person) return { kind: 'person', id: String(person.id) }
  const [id] = words.ids
  if (id !== undefined) return { kind: 'own', id: String(id) }
  const name = nameKey(words.quoted[0] ?? words.unknown.join(' '))
  const { own, teams } = await listBoards(context)
  return [...own, ...teams].find(({ label }) => nameKey(label.en) === name)?.key ?? null
}

/** In private a link that signs in and goes on to the page; in a group, and at the shell, the page as it is. */
async function wayTo(path: string, { db, pages, caller, now, readsOnly }: CommandContext): Promise<WayToPage | null> {
  if (!pages) return null
  const signsIn = !readsOnly && caller.kind === 'direct' && caller.personId !== null && caller.channelId !== null
  const url =
    signsIn && caller.personId !== null
      ? await issueSignInLink({ db, pages, now }, { personId: caller.personId, via: 'chat', target: path })
      : plainUrl(pages, path, now)
  return { url, signsIn, local: isLocal(url) }
}

const texts = {
  howTo: {
    en: 'board lists them; board west opens one; board make "Morning" sales acos amazon-jp puts one together; see help board.',
    ja: '「ボード」で一覧、「ボード 楽天」で表示、「ボード 作成 "朝会" 売上 ACoS」で作成できます（ヘルプ ボード）。',
    'zh-CN': '“看板”列出全部；“看板 乐天”打开；“看板 新建 "晨会" 销售额 ACoS”创建；详见：帮助 看板。',
  },
  none: {
    en: 'There is no board “{words}” that you may open. “board” lists them.',
    ja: '開けるボード「{words}」がありません。「ボード」で一覧を表示します。',
    'zh-CN': '没有您可打开的看板“{words}”。发送“看板”查看列表。',
  },
} satisfies Record<string, Localized>
