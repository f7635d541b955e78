import { type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import {
  type Channel,
  type ChannelChange,
  channelCard,
  findChannelById,
  findLanguage,
  findPerson,
  languageNames,
  updateChannel,
} from '#src/features/people/index.ts'
import { grantable, scopeText, storesIn, storesNamed } from '#src/features/stores/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { nearTimeWords } from '#src/language/time/left-over.ts'
import { findZone, zonesNamed } from '#src/language/time/zones.ts'

/** The conversation one writes in: which stores may be spoken of there, its language, zone, and whether alerts go there. */
export const channel = defineCommand({
  name: 'channel',
  aliases: { en: ['group', 'room'], ja: ['チャンネル', 'グループ'], 'zh-CN': ['频道', '本群', '群设置'] },
  summary: {
    en: 'Stores, language, zone and alerts of this group',
    ja: 'このグループの店舗・言語・時刻・アラート設定',
    'zh-CN': '本群的店铺范围、语言、时区和告警',
  },
  examples: {
    en: ['channel', 'channel scope market:jp', 'channel lang 日本語', 'channel zone Asia/Tokyo', 'channel alerts off'],
    ja: [
      'チャンネル',
      'チャンネル 範囲 日本',
      'チャンネル 言語 日本語',
      'チャンネル タイムゾーン Asia/Tokyo',
      'チャンネル アラート オフ',
    ],
    'zh-CN': ['频道', '频道 范围 日本', '频道 语言 中文', '频道 时区 Asia/Shanghai', '频道 告警 关闭'],
  },
  subverbs: {
    show: { aliases: ['表示', '查看'] },
    scope: { aliases: ['stores', '閲覧範囲', '範囲', '店舗', '可见范围', '范围', '店铺'], role: 'manager' },
    lang: { aliases: ['language', '言語', '语言'], role: 'manager' },
    zone: { aliases: ['time zone', 'timezone', 'タイムゾーン', '时区'], role: 'manager' },
    alerts: { aliases: ['alert', 'アラート', '告警', '预警'], role: 'manager' },
  },
  role: 'viewer',
  undoable: true,
  takes: { places: true, free: true },
  // Whoever names places without saying `scope` means to set it.
  implied: words => (words.places.length > 0 ? 'scope' : 'show'),
  async run(words, context) {
    const found = context.caller.channelId === null ? null : await findChannelById(context.db, context.caller.channelId)
    if (!found) throw new UserError(texts.nowhere)
    const change = await changeOf(words, found, context)
    const now = change === null ? found : ((await updateChannel(context.db, found.id, change)) ?? found)
    const { caller } = context
    const scope = now.kind === 'direct' ? texts.yours : scopeText(now.scope, storesIn(now.scope, context.catalog))
    const language = verbatim(languageNames[now.locale])
    const mayChange = includes(caller.role, 'manager') && now.kind === 'group'
    return { cards: [channelCard({ ...now, scope, language, changed: change !== null, mayChange })] }
  },
})

async function changeOf(words: Words, found: Channel, context: CommandContext): Promise<ChannelChange | null> {
  switch (words.subverb) {
    case 'scope':
      return { scope: await scopeAllowed(words, found, context) }
    case 'lang':
      return { locale: findLanguage(words.rest) ?? fail(texts.language) }
    case 'zone':
      return { timeZone: findZone(words.rest) ?? unknownZone(words) }
    case 'alerts':
      return { alerts: switchOf(words.rest) ?? fail(texts.onOff) }
    default:
      requireUsed(words, {}, texts.howTo)
      return null
  }
}

const confirmed = /^(?:confirm|yes|確認|はい|确认|是)$/iu

/** A group that speaks of some stores comes to speak of more only after a question. @throws UserError with the button */
async function scopeAllowed(words: Words, found: Channel, context: CommandContext): Promise<readonly string[]> {
  const sure = words.unknown.some(word => confirmed.test(word))
  const rest = words.unknown.filter(word => !confirmed.test(word))
  const scope = await newScope({ ...words, unknown: rest }, found, context)
  const before = new Set(storesIn(found.scope, context.catalog).map(store => store.id))
  const more = storesIn(scope, context.catalog).filter(store => !before.has(store.id))
  if (sure || before.size === 0 || more.length === 0) return scope
  const names = join(more.slice(0, maxNamed).map(store => verbatim(store.name)))
  throw new UserError(fill(more.length > maxNamed ? texts.widerMany : texts.wider, { count: more.length, names }), [
    { label: texts.widen, line: `channel scope ${scope.join(' ')} confirm` },
  ])
}

/** Stores that a question names; judgement: more is a list nobody reads. */
const maxNamed = 5

/** Whoever has the shell of a company without people sees all of it. */
const everywhere: readonly string[] = ['all']

/** Places that the caller sees everywhere, not only in this group: the group may be about to see more. */
async function newScope(
  words: Words,
  found: Channel,
  { db, caller, catalog }: CommandContext,
): Promise<readonly string[]> {
  if (found.kind === 'direct') throw new UserError(texts.direct)
  const own = caller.personId === null ? everywhere : ((await findPerson(db, { id: caller.personId }))?.scope ?? [])
  const named = storesNamed(words.unknown, storesIn(own, catalog))
  const [unknown] = named.unknown
  if (unknown !== undefined) throw new UserError(fill(texts.unknown, { word: verbatim(unknown) }))
  const places = [...words.places, ...named.found]
  if (places.length === 0) throw new UserError(texts.which)
  return grantable(places, own, catalog)
}

/** @throws UserError with the zones that may be meant. */
function unknownZone({ rest }: Words): never {
  const zones = [...zonesNamed(rest), ...nearTimeWords(rest, 4).flatMap(word => findZone(word) ?? [])]
  const lines = [...new Set(zones)].slice(0, 4).map(zone => ({ label: verbatim(zone), line: `channel zone ${zone}` }))
  throw new UserError(fill(texts.zone, { zone: verbatim(rest) }), lines)
}

function switchOf(word: string): boolean | null {
  if (/^(on|yes|オン|する|开|开启|打开|是)$/iu.test(word)) return true
  if (/^(off|no|オフ|しない|停止|关|关闭|否)$/iu.test(word)) return false
  return null
}

function fail(text: Localized): never {
  throw new UserError(text)
}

const texts = {
  howTo: { en: 'See: help channel', ja: '使い方：ヘルプ チャンネル', 'zh-CN': '用法：帮助 频道' },
  yours: { en: 'what you see yourself', ja: 'ご自身の閲覧範囲', 'zh-CN': '您自己的可见范围' },
  nowhere: {
    en: 'There is no conversation to set up here.',
    ja: '設定できるチャンネルがありません。',
    'zh-CN': '这里没有可设置的频道。',
  },
  direct: {
    en: 'A direct conversation always shows what you see yourself. Set the scope in a group.',
    ja: 'ダイレクトメッセージではご自身の閲覧範囲がそのまま使われます。グループで設定してください。',
    'zh-CN': '私聊始终按您自己的可见范围，请在群里设置。',
  },
  which: {
    en: 'Which stores may be spoken of here? Name stores, platforms, markets, or all.',
    ja: 'ここで扱う店舗・モール・国、または「全店」を指定してください。',
    'zh-CN': '本群可以查看哪些？请写店铺、平台、市场或“全部”。',
  },
  unknown: {
    en: '“{word}” is not a store, platform or market that you see.',
    ja: '「{word}」は閲覧できる店舗・モール・市場ではありません。',
    'zh-CN': '“{word}”不是您可见的店铺、平台或市场。',
  },
  language: {
    en: 'I speak English, 日本語 and 中文.',
    ja: '対応言語は English・日本語・中文 です。',
    'zh-CN': '支持 English、日本語、中文。',
  },
  zone: {
    en: '“{zone}” is not a time zone. Write it like Asia/Tokyo.',
    ja: '「{zone}」というタイムゾーンはありません。Asia/Tokyo のように入力してください。',
    'zh-CN': '没有“{zone}”这个时区。请写成 Asia/Shanghai 这样的形式。',
  },
  wider: {
    en: 'Everybody in this group will then also see the figures of {names}. Shall I?',
    ja: 'このグループの全員に{names}の数値も見えるようになります。よろしいですか？',
    'zh-CN': '之后本群所有人还能看到{names}的数据，确定吗？',
  },
  widerMany: {
    en: 'Everybody in this group will then see the figures of {count} more stores, such as {names}. Shall I?',
    ja: 'このグループの全員に、{names}など{count}店舗の数値も見えるようになります。よろしいですか？',
    'zh-CN': '之后本群所有人还能看到{names}等{count}家店铺的数据，确定吗？',
  },
  widen: { en: 'Yes, show them here', ja: 'はい、表示する', 'zh-CN': '确定，可以查看' },
  onOff: {
    en: 'Say: channel alerts on, or: channel alerts off',
    ja: '「オン」か「オフ」を指定してください。',
    'zh-CN': '请写“开启”或“关闭”。',
  },
} satisfies Record<string, Localized>
