import type { CommandAnswer, CommandContext } from '#src/contracts/command.ts'
import { defineCommand } from '#src/contracts/command.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { isLocal } from '#src/contracts/page-links.ts'
import { nameKey } from '#src/domain/names.ts'
import { UserError } from '#src/errors.ts'
import { issuePage, marketsCard, pageLinkCard } from '#src/features/connections/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { listConnectedStores } from '#src/features/sync/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Connects a shop: lists the marketplaces, or answers with a page on which keys are given. Never here. */
export const connect = defineCommand({
  name: 'connect',
  aliases: { en: [], ja: ['接続'], 'zh-CN': ['连接', '接入'] },
  summary: { en: 'Connect a shop', ja: '店舗を接続する', 'zh-CN': '连接店铺' },
  examples: { en: ['connect', 'connect amazon'], ja: ['接続', '接続 amazon'], 'zh-CN': ['连接', '连接 amazon'] },
  role: 'administrator',
  takes: { kpis: true, places: true, periods: true, amounts: true, people: true, ids: true, quoted: true, free: true },
  async run({ rest }, context) {
    const { markets, caller } = context
    if (!markets || markets.connectors.length === 0) throw new UserError(texts.none)
    if (caller.kind === 'group') throw new UserError(texts.inPrivate)
    const known = await offered(markets.connectors, context)
    const word = rest.trim().replace(/^["“”']|["“”']$/gu, '')
    if (word === '') return list(known, context)
    const connector = findMarket(known, word)
    if (!connector) throw new UserError(unknown(word, known), suggestions(known))
    return page(connector, context)
  },
})

/** Marketplaces; the simulated one of the demo only while the demo's stores are there, to renew what has ended. */
async function offered(all: readonly Connector[], { db }: CommandContext): Promise<readonly Connector[]> {
  const simulated = all.filter(one => one.simulated)
  if (simulated.length === 0) return all
  const connected = new Set((await listConnectedStores(db)).map(one => one.connector))
  return all.filter(one => !one.simulated || connected.has(one.id))
}

async function list(connectors: readonly Connector[], context: CommandContext): Promise<CommandAnswer> {
  return { cards: [marketsCard(await linesOf(connectors, context))], private: true }
}

/** Marketplaces with the stores of each that are connected. */
async function linesOf(connectors: readonly Connector[], { db }: Pick<CommandContext, 'db'>) {
  const [stores, connected] = [await listStores(db), await listConnectedStores(db)]
  return connectors.map(connector => {
    const own = new Set(connected.filter(one => one.connector === connector.id).map(one => one.storeId))
    return { connector, stores: stores.filter(store => own.has(store.id)).map(store => store.name) }
  })
}

async function page(connector: Connector, { db, now, caller, markets }: CommandContext): Promise<CommandAnswer> {
  if (caller.personId === null || !markets) throw new UserError(texts.nobody)
  const { secretKey, publicUrl } = markets
  const parts = { db, secretKey, publicUrl, now: () => now }
  const url = await issuePage(parts, { connector: connector.id, personId: caller.personId, locale: caller.locale })
  const [line] = await linesOf([connector], { db })
  return { cards: [pageLinkCard(line ?? { connector, stores: [] }, url, isLocal(publicUrl))], private: true }
}

/** A marketplace by its id or name in any language, however written; a beginning will do where it is one alone. */
function findMarket(connectors: readonly Connector[], word: string): Connector | undefined {
  const key = nameKey(word)
  const names = (one: Connector) => [one.id, one.platform, ...Object.values(one.label)].map(nameKey)
  const near = connectors.filter(one => names(one).some(name => name.startsWith(key)))
  return connectors.find(one => names(one).includes(key)) ?? (near.length === 1 ? near[0] : undefined)
}

function suggestions(connectors: readonly Connector[]) {
  return connectors.map(({ label, id }) => ({ label, line: `connect ${id}` }))
}

function unknown(word: string, connectors: readonly Connector[]): Localized {
  return fill(texts.unknown, { word: verbatim(word.slice(0, 40)), known: join(connectors.map(one => one.label)) })
}

const texts = {
  none: {
    en: 'No marketplace can be connected here.',
    ja: 'ここでは店舗を接続できません。',
    'zh-CN': '此处无法连接店铺。',
  },
  inPrivate: {
    en: 'Connecting a shop is nothing for a group: write “connect” to me in a private conversation.',
    ja: '店舗の接続はグループではできません。1対1のチャットで「接続」と送ってください。',
    'zh-CN': '连接店铺不能在群里进行，请私聊我发送“连接”。',
  },
  nobody: {
    en: 'At the shell, keys come from a file: npm run kpi -- connect amazon --keys keys.json',
    ja: 'シェルではキーをファイルで渡します：npm run kpi -- connect amazon --keys keys.json',
    'zh-CN': '在命令行请用文件提供密钥：npm run kpi -- connect amazon --keys keys.json',
  },
  unknown: {
    en: 'There is no marketplace “{word}”. There are: {known}.',
    ja: '「{word}」というモールはありません。使えるもの：{known}',
    'zh-CN': '没有名为“{word}”的平台。可用：{known}。',
  },
} satisfies Record<string, Localized>
