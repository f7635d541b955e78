import {
  type Amount,
  type CommandAnswer,
  type CommandContext,
  defineCommand,
  type Words,
} from '#src/contracts/command.ts'
import { toMinor } from '#src/domain/money.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { type BonusBand, orderedBands } from '#src/domain/scoring/bonus.ts'
import { UserError } from '#src/errors.ts'
import {
  bonusBandTable,
  bonusCard,
  bonusRows,
  bonusTable,
  bonusTablesCard,
  bonusTablesOf,
  dayOf,
  periodIn,
  scoreReader,
  setBonusTable,
  templateIn,
  templatesOn,
  withoutTemplate,
} from '#src/features/scoring/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'

/** What closed scores are worth: bands per template; each leader sees their own people alone. */
export const bonus = defineCommand({
  name: 'bonus',
  aliases: { en: ['bonuses'], ja: ['賞与', 'ボーナス'], 'zh-CN': ['奖金', '绩效奖金'] },
  summary: { en: 'What closed scores are worth', ja: '確定スコアに応じた賞与', 'zh-CN': '已结算评分对应的奖金' },
  examples: {
    en: [
      'bonus 2026-10',
      'bonus tables',
      'bonus set ads 80 50% 100 100% 110 120%',
      'bonus set ads 100 50000 JPY',
      'bonus off ads',
    ],
    ja: ['賞与 2026-10', '賞与 一覧', '賞与 設定 ads 80 50% 100 100%', '賞与 廃止 ads'],
    'zh-CN': ['奖金 2026-10', '奖金 列表', '奖金 设定 ads 80 50% 100 100%', '奖金 取消 ads'],
  },
  subverbs: {
    show: { aliases: ['表示', '查看'] },
    tables: { aliases: ['list', '一覧', '列表'], role: 'administrator' },
    set: { aliases: ['設定', '设定', '设置'], role: 'administrator' },
    off: { aliases: ['remove', '廃止', '取消', '删除'], role: 'administrator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, periods: true, amounts: true, quoted: true, free: true },
  implied: () => 'show',
  async run(words, context) {
    switch (words.subverb) {
      case 'set':
      case 'off':
        return change(words, context)
      case 'tables':
        requireUsed(words, {}, texts.howTo)
        return tables(context, null)
      default:
        return show(words, context)
    }
  },
})

async function show(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { periods: 1 }, texts.howTo)
  const period = periodIn(words, context)
  const rows = await bonusRows(context.db, scoreReader(context), context.catalog, period)
  const card = bonusCard(rows, period, context.caller.demo)
  return { cards: [card], private: true, tables: () => [bonusTable(rows)] }
}

async function change(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller } = context
  const templates = await templatesOn(db, monthOf(dayOf(context)).from, caller.demo)
  const { template, token } = templateIn(words, templates)
  const rest = withoutTemplate(words, token)
  requireUsed(rest, words.subverb === 'set' ? { amounts: any, numbers: any } : {}, texts.howTo)
  const { bands, currency } = words.subverb === 'off' ? { bands: [], currency: null } : bandsIn(rest.amounts)
  await setBonusTable(db, { template: template.code, bands, currency }, { demo: caller.demo, by: caller.personId })
  const done = fill(words.subverb === 'off' ? texts.off : texts.set, { name: template.name })
  return tables(context, done)
}

async function tables(context: CommandContext, done: Localized | null): Promise<CommandAnswer> {
  const { db, caller } = context
  const templates = await templatesOn(db, monthOf(dayOf(context)).from, caller.demo)
  const bands = await bonusTablesOf(db, caller.demo)
  const card = bonusTablesCard(bands, templates, done, caller.demo)
  return { cards: [card], private: true, tables: () => [bonusBandTable(bands, templates)] }
}

/** Pairs of a score and what it pays: all percentages, or all amounts of one currency. @throws UserError */
function bandsIn(amounts: readonly Amount[]): {
  readonly bands: readonly BonusBand[]
  readonly currency: string | null
} {
  const found: BonusBand[] = []
  const currencies = new Set<string | null>()
  for (let at = 0; at < amounts.length; at += 2) {
    const [score, pays] = [amounts[at], amounts[at + 1]]
    if (!score || !pays || score.kind !== 'plain') throw new UserError(texts.howTo)
    if (pays.kind === 'plain' || (pays.kind === 'money' && pays.currency === null)) throw new UserError(texts.unit)
    const currency = pays.kind === 'money' ? pays.currency : null
    currencies.add(currency)
    found.push({
      from: score.value,
      percent: pays.kind === 'percent' ? percentText(pays) : null,
      amount: currency === null ? null : toMinor(pays.decimal, currency),
    })
  }
  const bands = orderedBands(found)
  const [currency = null, another] = currencies
  if (found.length === 0 || !bands || another !== undefined) throw new UserError(texts.howTo)
  return { bands, currency }
}

/** `0.5` is written `50`. */
function percentText({ value }: Amount): string {
  return String(Math.round(value * 10_000) / 100)
}

const texts = {
  howTo: {
    en: 'A template and pairs of a score and what it pays: bonus set ads 80 50% 100 100%. A month shows what closed scores are worth: bonus 2026-10',
    ja: 'テンプレートと「点数 支給」の組を書いてください：賞与 設定 ads 80 50% 100 100%。月を指定すると結果を表示します：賞与 2026-10',
    'zh-CN': '请写明模板以及成对的分数和奖励：奖金 设定 ads 80 50% 100 100%。写月份可查看结果：奖金 2026-10',
  },
  unit: {
    en: 'Say what is paid with a percent sign or a currency: 50% or 50000 JPY (¥ alone may be yen or yuan).',
    ja: '支給は%または通貨つきで書いてください：50%、50000円（¥だけでは円か元か分かりません）',
    'zh-CN': '奖励请带百分号或货币：50%、500元或50000日元（仅写¥无法区分）',
  },
  set: { en: 'Bonus of “{name}” is set', ja: '「{name}」の賞与を設定しました', 'zh-CN': '已设定“{name}”的奖金档位' },
  off: { en: 'Bonus of “{name}” is off', ja: '「{name}」の賞与を廃止しました', 'zh-CN': '已取消“{name}”的奖金档位' },
} satisfies Record<string, Localized>
