import type { Action, Block, Card } from '#src/chat/card.ts'
import type { BoardList, ListedBoard } from '#src/features/boards/list-boards.ts'
import type { OwnBoard } from '#src/features/boards/store/own-boards.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Where a card leads: an address that signs somebody in, or asks them to; `null`: no pages are served. */
export interface WayToPage {
  readonly url: string
  /** It signs in whoever opens it, once. */
  readonly signsIn: boolean
  /** It opens on the service's own machine alone. */
  readonly local: boolean
}

/** The boards that somebody may open, and the way to them. */
export function boardListCard(list: BoardList, way: WayToPage | null): Card {
  const groups: readonly (readonly [Localized, readonly ListedBoard[]])[] = [
    [texts.own, list.own],
    [texts.places, [...list.markets, ...list.platforms]],
    [texts.stores, list.stores],
    [texts.teams, list.teams],
    [texts.people, list.people],
  ]
  const lists = groups.flatMap(([heading, boards]): readonly Block[] =>
    boards.length === 0 ? [] : [{ type: 'text', text: fill(texts.line, { heading, names: names(boards) }) }],
  )
  return {
    title: texts.title,
    tone: 'info',
    blocks: [...wayBlocks(way), ...lists, { type: 'actions', actions: [makeAction] }],
  }
}

/** Up to ten by name, the rest counted. */
function names(boards: readonly ListedBoard[]): Localized {
  const shown = join(boards.slice(0, 10).map(({ label }) => label))
  const rest = boards.length - 10
  return rest > 0 ? fill(texts.more, { shown, count: formatCount(rest) }) : shown
}

/** One board and the way to it. */
export function boardOpenCard(label: Localized, way: WayToPage | null): Card {
  return { title: fill(texts.board, { label }), tone: 'info', blocks: wayBlocks(way) }
}

/** What became of an own board, and the way to it. */
export function ownBoardCard(board: OwnBoard, what: 'made' | 'changed' | 'removed', way: WayToPage | null): Card {
  const title = fill(texts[what], { name: verbatim(board.name) })
  if (what === 'removed') return { title, tone: 'good', blocks: [] }
  const actions: readonly Action[] = [
    board.shared
      ? { label: texts.unshare, line: `board unshare #${board.id}` }
      : { label: texts.share, line: `board share #${board.id}` },
    { label: texts.remove, line: `board remove #${board.id}`, style: 'danger' },
  ]
  const seen: Block = { type: 'text', text: board.shared ? texts.forAll : texts.forOne }
  return { title, tone: 'good', blocks: [seen, ...wayBlocks(way), { type: 'actions', actions }] }
}

function wayBlocks(way: WayToPage | null): readonly Block[] {
  if (!way) return [{ type: 'text', style: 'muted', text: texts.nowhere }]
  const words = way.signsIn ? texts.signsIn : texts.asks
  const said: Block[] = [
    { type: 'link', label: texts.open, url: way.url },
    { type: 'text', style: 'muted', text: words },
  ]
  return way.local ? [...said, { type: 'text', style: 'muted', text: texts.local }] : said
}

const makeAction: Action = {
  label: { en: 'New board', ja: 'ボードを作る', 'zh-CN': '新建看板' },
  line: 'board make {name}',
  form: {
    title: { en: 'New board', ja: 'ボードを作る', 'zh-CN': '新建看板' },
    submit: { en: 'Make it', ja: '作成', 'zh-CN': '创建' },
    fields: [{ name: 'name', label: { en: 'Name', ja: '名前', 'zh-CN': '名称' }, kind: 'text' }],
  },
}

const texts = {
  title: { en: 'Boards', ja: 'ボード', 'zh-CN': '看板' },
  board: { en: 'Board: {label}', ja: 'ボード：{label}', 'zh-CN': '看板：{label}' },
  own: { en: 'Your own and shared', ja: 'マイボード・共有', 'zh-CN': '自建与共享' },
  places: { en: 'Markets and marketplaces', ja: '市場・モール', 'zh-CN': '市场与平台' },
  stores: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺' },
  teams: { en: 'Teams', ja: 'チーム', 'zh-CN': '团队' },
  people: { en: 'People', ja: 'メンバー', 'zh-CN': '成员' },
  line: { en: '{heading}: {names}', ja: '{heading}：{names}', 'zh-CN': '{heading}：{names}' },
  more: { en: '{shown} and {count} more', ja: '{shown}ほか{count}件', 'zh-CN': '{shown}等，另有{count}个' },
  open: { en: 'Open', ja: '開く', 'zh-CN': '打开' },
  signsIn: {
    en: 'The link signs you in, once, within 15 minutes. It is for you alone.',
    ja: 'リンクは15分以内に1回だけ、本人のログインに使えます。',
    'zh-CN': '链接可在15分钟内登录一次，仅供本人使用。',
  },
  asks: {
    en: 'Opens for whoever is signed in; “web” in private gives a link that signs in.',
    ja: 'ログイン済みの方が開けます。1対1で「ウェブ」と送るとログインリンクが届きます。',
    'zh-CN': '已登录者可打开；私聊发送“网页”可获得登录链接。',
  },
  local: {
    en: 'It only opens on the machine that runs the service: set PUBLIC_URL to the address that phones reach.',
    ja: 'サービスが動くマシンでのみ開けます。スマートフォンから届くアドレスをPUBLIC_URLに設定してください。',
    'zh-CN': '只能在运行服务的机器上打开：请将PUBLIC_URL设为手机可访问的地址。',
  },
  nowhere: { en: 'No pages are served here.', ja: 'ここではページを開けません。', 'zh-CN': '此处无法打开页面。' },
  made: { en: 'Board “{name}” is made', ja: 'ボード「{name}」を作成しました', 'zh-CN': '已创建看板“{name}”' },
  changed: { en: 'Board “{name}” is changed', ja: 'ボード「{name}」を変更しました', 'zh-CN': '已修改看板“{name}”' },
  removed: { en: 'Board “{name}” is removed', ja: 'ボード「{name}」を削除しました', 'zh-CN': '已删除看板“{name}”' },
  forAll: {
    en: 'Everybody of the company may open it; each sees their own stores on it.',
    ja: '社内の全員が開けます（表示は各自の閲覧範囲のみ）。',
    'zh-CN': '公司成员均可打开，各自只看到自己权限内的店铺。',
  },
  forOne: { en: 'Only you see it.', ja: '自分だけに表示されます。', 'zh-CN': '仅您可见。' },
  share: { en: 'Share inside the company', ja: '社内で共有', 'zh-CN': '在公司内共享' },
  unshare: { en: 'Stop sharing', ja: '共有をやめる', 'zh-CN': '取消共享' },
  remove: { en: 'Remove', ja: '削除', 'zh-CN': '删除' },
} satisfies Record<string, Localized>
