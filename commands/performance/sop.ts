import { demoTitled } from '#src/cards/titles.ts'
import type { Block } from '#src/chat/card.ts'
import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { holds, parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { requireWhole } from '#src/features/figures/index.ts'
import { listProcedures, procedureTable, removeProcedure, setProcedure } from '#src/features/procedures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'

/** So many links are listed (judgement: a screen). */
const maxListed = 15

/** Where it is written how a KPI is worked on: shown with its alerts, its help and its score. */
export const sop = defineCommand({
  name: 'sop',
  aliases: {
    en: ['procedure', 'procedures', 'playbook'],
    ja: ['手順', '手順書', 'マニュアル'],
    'zh-CN': ['流程', '操作流程', '作业指导'],
  },
  summary: { en: 'Links to how a KPI is worked on', ja: '指標ごとの手順書リンク', 'zh-CN': '指标的操作流程链接' },
  examples: {
    en: [
      'sop',
      'sop add acos "How we cut bids" https://wiki.example.com/acos',
      'sop add late_shipment_rate rakuten "Peak days" https://wiki.example.com/peak',
      'sop remove acos',
    ],
    ja: ['手順', '手順 追加 acos 「入札の下げ方」 https://wiki.example.com/acos', '手順 削除 acos'],
    'zh-CN': ['流程', '流程 添加 acos “如何降低出价” https://wiki.example.com/acos', '流程 删除 acos'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    add: { aliases: ['set', '追加', '登録', '添加', '新增'], role: 'manager' },
    remove: { aliases: ['delete', '削除', '删除'], role: 'manager' },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, quoted: true, free: true },
  implied: words => (words.quoted.some(isAddress) ? 'add' : 'list'),
  run(words, context) {
    switch (words.subverb ?? sop.implied?.(words)) {
      case 'add':
        return add(words, context)
      case 'remove':
        return remove(words, context)
      default:
        return list(words, context)
    }
  },
})

function isAddress(word: string): boolean {
  return /^https?:\/\//iu.test(word)
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { kpis: any, places: 1 }, texts.howTo)
  const { db, caller, catalog } = context
  const [asked] = words.places
  const shown = (await listProcedures(db, caller.demo)).filter(one => {
    const place = parsePlaceKey(one.place)
    const seen = place && caller.stores.some(store => holds(place, store) && (!asked || holds(asked, store)))
    return seen && (words.kpis.length === 0 || words.kpis.some(({ id }) => id === one.kpiId))
  })
  const listed = shown.map(one => {
    const kpi = catalog.findKpi(one.kpiId)?.label ?? verbatim(one.kpiId)
    return { ...one, kpi, label: placeLabel(one.place, caller.stores) }
  })
  const blocks = listed.slice(0, maxListed).map(({ kpi, label: place, title, url }): Block => {
    return { type: 'link', label: fill(texts.line, { kpi, place, title: verbatim(title) }), url }
  })
  const more = shown.length - maxListed
  const rest: readonly Block[] = more > 0 ? [{ type: 'text', text: fill(texts.more, { count: more }) }] : []
  const none: readonly Block[] = shown.length === 0 ? [{ type: 'text', text: texts.none }] : []
  return {
    cards: [{ title: demoTitled(texts.title, caller.demo), tone: 'info', blocks: [...blocks, ...rest, ...none] }],
    tables: () => [procedureTable(listed)],
  }
}

async function add(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller } = context
  const url = addressIn(words)
  requireUsed(words, { kpis: any, places: 1, quoted: 2 }, texts.howTo)
  const place = words.places[0] ?? ({ kind: 'all' } as const)
  requireWhole(place, context)
  const title = words.quoted.find(text => !isAddress(text))?.trim()
  if (words.kpis.length === 0 || !title) throw new UserError(texts.howTo)
  if (title.length > 80) throw new UserError(texts.long)
  for (const { id } of words.kpis)
    await setProcedure(db, { kpiId: id, place: placeKey(place), title, url, demo: caller.demo, setBy: caller.personId })
  return list({ ...words, quoted: [] }, context)
}

/** The address of the line, which must lead somewhere by http or https. @throws UserError */
function addressIn({ quoted }: Words): string {
  const [address, another] = quoted.filter(isAddress)
  if (address === undefined || another !== undefined || !URL.canParse(address)) throw new UserError(texts.howTo)
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || address.length > 500) throw new UserError(texts.address)
  return url.href
}

async function remove(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { kpis: 1, places: 1 }, texts.howTo)
  const [kpi] = words.kpis
  const place = words.places[0] ?? ({ kind: 'all' } as const)
  if (!kpi) throw new UserError(texts.howTo)
  requireWhole(place, context)
  if (!(await removeProcedure(context.db, kpi.id, placeKey(place), context.caller.demo)))
    throw new UserError(texts.none)
  return { cards: [{ title: fill(texts.removed, { kpi: kpi.label }), tone: 'good', blocks: [] }] }
}

const texts = {
  title: { en: 'Procedures', ja: '手順書', 'zh-CN': '操作流程' },
  line: { en: '{kpi}, {place}: {title}', ja: '{kpi}（{place}）：{title}', 'zh-CN': '{kpi}（{place}）：{title}' },
  more: {
    en: 'and {count} more; name a KPI',
    ja: 'ほか{count}件（指標を指定してください）',
    'zh-CN': '另有{count}条，请写明指标',
  },
  none: {
    en: 'No procedure is kept for this. For example: sop add acos "How we cut bids" https://wiki.example.com/acos',
    ja: '登録された手順書はありません。例：手順 追加 acos 「入札の下げ方」 https://wiki.example.com/acos',
    'zh-CN': '没有登记的操作流程。例如：流程 添加 acos “如何降低出价” https://wiki.example.com/acos',
  },
  howTo: {
    en: 'A KPI, a title in quotes and an address: sop add acos "How we cut bids" https://wiki.example.com/acos',
    ja: '指標・「題名」・アドレスを書いてください：手順 追加 acos 「入札の下げ方」 https://wiki.example.com/acos',
    'zh-CN': '请写明指标、带引号的标题和网址：流程 添加 acos “如何降低出价” https://wiki.example.com/acos',
  },
  long: {
    en: 'The title may have 80 characters.',
    ja: '題名は80文字以内にしてください。',
    'zh-CN': '标题不超过80个字符。',
  },
  address: {
    en: 'The address must not hold a name or password, and may have 500 characters.',
    ja: 'アドレスにユーザー名・パスワードは含められません（500文字以内）。',
    'zh-CN': '网址不能包含用户名或密码，且不超过500个字符。',
  },
  removed: {
    en: 'The procedure of {kpi} is gone',
    ja: '{kpi}の手順書を削除しました',
    'zh-CN': '已删除{kpi}的操作流程',
  },
} satisfies Record<string, Localized>
