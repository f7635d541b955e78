import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { type Place, placeKey, type Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import {
  addMute,
  endMeantMutes,
  muteCard,
  mutesCard,
  muteTable,
  shownMute,
  unmutedCard,
  visibleMutes,
} from '#src/features/alerts/index.ts'
import { ownPlace, requireWhole } from '#src/features/figures/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { oddPlace, unknownPlace } from '#src/language/places/unknown-place.ts'
import { untilIn } from '#src/language/time/until.ts'

/** The longest mute, in days (judgement: a season; what nobody wants to hear for longer is no rule). */
const maxDays = 100

/** Keeps quiet about a KPI, a place, or both until a moment. Alerts are still recorded. */
export const mute = defineCommand({
  name: 'mute',
  aliases: { en: ['silence', 'mutes'], ja: ['ミュート', '通知停止'], 'zh-CN': ['静音', '免打扰', '屏蔽'] },
  summary: {
    en: 'Hear nothing of a KPI or store for a while',
    ja: '一定期間アラートを止める',
    'zh-CN': '暂停某些告警',
  },
  examples: {
    en: ['mute acos rakuten until Friday', 'mute us 2d "Warehouse move"', 'mute', 'mute end #3'],
    ja: ['ミュート acos 楽天 金曜まで', 'ミュート 米国 2日間 「倉庫移転」', 'ミュート', 'ミュート 解除 #3'],
    'zh-CN': ['静音 acos 乐天 到周五', '静音 美国 2天 “仓库搬迁”', '静音', '静音 取消 #3'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'], role: 'viewer' },
    add: { aliases: ['追加', '添加'] },
    end: { aliases: ['off', 'remove', 'unmute', '解除', '取消'] },
  },
  role: 'operator',
  undoable: true,
  takes: { kpis: true, places: true, periods: true, amounts: true, ids: true, quoted: true, moments: true, free: true },
  implied: words => (words.rest.trim() === '' ? 'list' : 'add'),
  run(words, context) {
    if (words.subverb === 'end') return end(words, context)
    if (words.subverb === 'list' || words.rest.trim() === '') {
      requireUsed(words, {}, texts.howTo)
      return list(context)
    }
    return add(words, context)
  },
})

async function list(context: CommandContext): Promise<CommandAnswer> {
  const shown = (await visibleMutes(context)).map(one => shownMute(one, context))
  return { cards: [mutesCard(shown, context.caller.timeZone, context.now)], tables: () => [muteTable(shown)] }
}

async function add(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  if (words.kpis.length > 1 || words.places.length > 1) throw new UserError(texts.one)
  const cities = words.places.length === 0 ? 'never' : 'behind'
  const read = { now, timeZone: caller.timeZone, timeOfDay: '24:00', cities } as const
  const until = untilIn(words.line, words.open, read, texts.howTo)
  const [kpi] = words.kpis
  if (!until || (!kpi && words.places.length === 0)) throw new UserError(texts.howTo)
  if (until.getTime() - now.getTime() > maxDays * 86_400_000) throw new UserError(texts.tooLong)
  if (words.places.length === 0 && words.quoted.length > 0) throw noPlace(words, caller.stores)
  const place = words.places[0] ?? ownPlace(caller)
  requireWhole(place, context)
  const made = {
    ...{ kpiId: kpi?.id ?? null, place: placeKey(place), until, reason: words.quoted.join(' ').trim() || null },
    ...{ createdAt: now, demo: isDemo(place, context) },
  }
  const id = await addMute(db, { ...made, createdBy: caller.personId })
  return { cards: [muteCard(shownMute({ ...made, id, createdBy: caller.name }, context), caller.timeZone, now)] }
}

/** Quoted text without a place may be a misspelt store: nothing is silenced everywhere by accident. */
function noPlace({ quoted, line }: Words, stores: readonly Store[]): UserError {
  const [text = ''] = quoted
  const { suggestions } = unknownPlace(line, oddPlace(line, text), stores)
  const name = verbatim(text)
  const everywhere = `${line.replace(/^\S+/, 'mute')} all`
  return new UserError(fill(texts.noPlace, { name }), [...suggestions, { label: texts.everywhere, line: everywhere }])
}

async function end(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { kpis: any, places: any, numbers: 1 }, texts.howTo)
  const ended = await endMeantMutes(words, context)
  const shown = ended.map(one => shownMute(one, context))
  return { cards: [unmutedCard(shown)] }
}

function isDemo(place: Place, { caller }: CommandContext): boolean {
  const store = place.kind === 'store' ? caller.stores.find(one => one.slug === place.slug) : undefined
  return store?.demo ?? caller.demo
}

const texts = {
  noPlace: {
    en: '“{name}” is no place that I know. Name a store, platform or market; for all of them say so.',
    ja: '「{name}」という店舗・モール・国は見つかりません。対象を指定するか、全店の場合は「全店」と書いてください。',
    'zh-CN': '没有名为“{name}”的店铺、平台或市场。请写明范围；如果是全部店铺，请写“全部”。',
  },
  everywhere: { en: 'All stores, with this reason', ja: '全店（これを理由として）', 'zh-CN': '全部店铺（以此为原因）' },
  howTo: {
    en: 'Name a KPI or a place, and until when: mute acos rakuten until Friday',
    ja: 'KPIか対象と、いつまでかを指定してください：ミュート acos 楽天 金曜まで',
    'zh-CN': '请写明指标或店铺，以及截止时间：静音 acos 乐天 到周五',
  },
  one: {
    en: 'One KPI and one place at a time, please.',
    ja: 'KPIと対象は1つずつ指定してください。',
    'zh-CN': '请一次只写一个指标和一个店铺、平台或市场。',
  },
  tooLong: {
    en: 'At most 100 days. What nobody wants to hear for longer needs another target or rule.',
    ja: '最長100日です。それ以上不要な場合は目標やルールを見直してください。',
    'zh-CN': '最长100天。如果长期不需要，请调整目标或规则。',
  },
}
