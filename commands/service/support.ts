import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { syncReport } from '#src/features/connections/index.ts'
import { findOwnReference } from '#src/features/conversation/index.ts'
import { askedForHelpCard, askForHelp, figuresSentCard } from '#src/features/support/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import { spendInWindow } from '#src/platform/database/quotas.ts'
import { newReference } from '#src/platform/observability/reference.ts'

/** Requests of one person in an hour (judgement: whoever helps has to read them). */
const perHour = 6

const texts = {
  often: {
    en: 'You asked for help several times within this hour. Your earlier numbers stand; add to them by word of mouth.',
    ja: '1時間以内に何度も依頼されています。先ほどの番号で対応しますので、少しお待ちください。',
    'zh-CN': '您在一小时内已多次求助，之前的编号仍然有效，请稍候。',
  },
  unknown: {
    en: 'None of your requests has that number.',
    ja: 'その番号の依頼は見つかりません。',
    'zh-CN': '您没有使用该编号的求助。',
  },
  consent: { en: 'authorise again', ja: '再認証が必要', 'zh-CN': '需要重新授权' },
}

/** Somebody is stuck: whoever can help sees what they tried and how the service is. */
export const support = defineCommand({
  name: 'support',
  aliases: {
    en: ['help me', 'sos', 'ask for help'],
    ja: ['助けて', 'ヘルプ依頼', 'サポート'],
    'zh-CN': ['求助', '帮帮我', '人工帮助'],
  },
  summary: {
    en: 'You are stuck: tell the administrators what you tried',
    ja: '困ったとき：管理者に状況を伝える',
    'zh-CN': '遇到问题时向管理员求助',
  },
  examples: {
    en: ['help me', 'help me the chart stays empty'],
    ja: ['助けて', '助けて グラフが表示されません'],
    'zh-CN': ['求助', '求助 图表显示不出来'],
  },
  subverbs: { figures: { aliases: ['with figures', '数値', '数字'], free: true } },
  role: 'viewer',
  takes: { free: true, quoted: true },
  async run(words, context) {
    return words.subverb === 'figures' ? sendFigures(words, context) : ask(words, context)
  },
})

async function ask(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const name = `support/${caller.personId ?? caller.externalId}`
  if (!(await spendInWindow(db, { name, limit: perHour, minutes: 60 }, now))) throw new UserError(texts.often)
  const reference = newReference()
  context.log.info({ reference, person: caller.personId }, 'Somebody asks for help')
  const said = words.rest.replace(/^["“”「]|["“”」]$/g, '').slice(0, 500)
  const told = await askForHelp({ ...(await stateOf(context)), reference, words: said, before: now, figures: false })
  return { cards: [askedForHelpCard(reference, told)], private: true, reference }
}

/** The same lines as before, now with their figures: the person pressed the button. */
async function sendFigures(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller } = context
  const [reference = ''] = /[A-Z2-9]{6}/.exec(words.rest.toUpperCase()) ?? []
  const asked = caller.personId === null ? null : await findOwnReference(db, caller.personId, reference)
  if (asked?.verb !== 'support') throw new UserError(texts.unknown)
  await askForHelp({ ...(await stateOf(context)), reference, words: '', before: asked.at, figures: true })
  return { cards: [figuresSentCard(reference)], private: true }
}

async function stateOf(context: CommandContext) {
  const { db, caller, now, markets, health, installation } = context
  const { version, supportEmail } = installation ?? { version: '', supportEmail: null }
  const parts = { db, connectors: markets?.connectors ?? [], now: () => now }
  const { lines } = await syncReport(parts, null, caller.timeZone)
  const stopped = lines
    .filter(line => line.error !== null || line.needsConsent)
    .map(({ store, label, feed, error }) =>
      fill(verbatim('{store} · {feed} · {why}'), {
        store: verbatim(store),
        feed: label ?? verbatim(feed),
        why: error ?? texts.consent,
      }),
    )
  return { db, caller, now, stopped, version, supportEmail, checks: (await health()).checks }
}
