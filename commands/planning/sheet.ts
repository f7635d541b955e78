import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { ownPlace, requireWhole } from '#src/features/figures/index.ts'
import { endedCard, findSheet, forgetSheet, hasSheets, saveSheet, sheetCard } from '#src/features/sheets/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** Targets and figures as a table of the messenger, such as 多维表格 and 智能表格. */
export const sheet = defineCommand({
  name: 'sheet',
  aliases: {
    en: ['smart sheet', 'bitable'],
    ja: ['シート', 'スマートシート'],
    'zh-CN': ['智能表格', '多维表格'],
  },
  summary: {
    en: 'Targets and figures as a sheet of Feishu or WeCom',
    ja: '目標と実績をFeishu・WeComのシートで共有',
    'zh-CN': '用飞书多维表格、企微智能表格查看和填报目标',
  },
  examples: {
    en: ['sheet', 'sheet on market:jp', 'sheet off'],
    ja: ['シート', 'シート オン 日本', 'シート オフ'],
    'zh-CN': ['智能表格', '智能表格 开 日本', '智能表格 关'],
  },
  subverbs: {
    show: { aliases: ['表示', '查看'] },
    on: { aliases: ['start', 'オン', '开', '开启', '打开'] },
    off: { aliases: ['stop', 'オフ', '关', '关闭', '停止'] },
  },
  role: 'manager',
  takes: { places: true },
  implied: () => 'show',
  run(words, context) {
    if (words.subverb === 'on') return begin(words, context)
    return words.subverb === 'off' ? end(words, context) : show(words, context)
  },
})

async function begin(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { places: 1 }, texts.howTo)
  const { db, caller, enqueue } = context
  const which = await whose(context)
  const place = words.places[0] ?? ownPlace(caller)
  if (place.kind === 'store' && place.sku !== undefined) throw new UserError(texts.sku)
  requireWhole(place, context)
  const before = await findSheet(db, which)
  const address = before?.address ?? null
  const { messenger, workspace, externalId: account } = caller
  const kept = { messenger, workspace, account, personId: which.personId, place: placeKey(place), address }
  await saveSheet(db, { ...kept, failures: 0, refused: before?.refused ?? {} })
  await enqueue(db, 'sheets', null)
  return { cards: [sheetCard(address, placeLabel(placeKey(place), caller.stores))], private: true }
}

async function end(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, {}, texts.howTo)
  const which = await whose(context)
  if (!(await findSheet(context.db, which))) throw new UserError(texts.none)
  await forgetSheet(context.db, which)
  return { cards: [endedCard()], private: true }
}

async function show(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, {}, texts.howTo)
  const found = await findSheet(context.db, await whose(context))
  if (!found) throw new UserError(texts.none)
  return { cards: [sheetCard(found.address, placeLabel(found.place, context.caller.stores))], private: true }
}

/** @throws UserError where the messenger has no such tables, and for the demo company. */
async function whose({ db, caller }: CommandContext) {
  const { personId, messenger, demo } = caller
  if (personId === null || demo) throw new UserError(texts.real)
  if (!(await hasSheets(db, messenger))) throw new UserError(texts.elsewhere)
  return { messenger, personId }
}

const texts = {
  howTo: {
    en: 'For example: sheet on market:jp',
    ja: '例：シート オン 日本',
    'zh-CN': '例如：智能表格 开 日本',
  },
  none: {
    en: 'You have no sheet here. To begin: sheet on',
    ja: 'シートはありません。開始：シート オン',
    'zh-CN': '这里还没有您的表格。开启请发送：智能表格 开',
  },
  elsewhere: {
    en: 'This messenger has no sheets. Say it in Feishu or WeCom; figures also leave as files by `export`.',
    ja: 'このツールにはシートがありません。FeishuかWeComで実行してください。ファイルは「エクスポート」で取得できます。',
    'zh-CN': '该聊天工具没有表格。请在飞书或企业微信中发送；也可用“导出”获取文件。',
  },
  real: {
    en: 'Sheets are for people of your company who are known here.',
    ja: 'シートは登録済みの社内メンバー向けです。',
    'zh-CN': '表格仅供已绑定的本公司成员使用。',
  },
  sku: {
    en: 'A sheet shows stores, markets and platforms, not single SKUs.',
    ja: 'シートは店舗・国・モール単位です（SKU単位は不可）。',
    'zh-CN': '表格按店铺、市场或平台列出，不支持单个SKU。',
  },
} satisfies Record<string, Localized>
