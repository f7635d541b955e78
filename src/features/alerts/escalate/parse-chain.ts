import { type CommandAnswer, type CommandContext, includes, type Words } from '#src/contracts/command.ts'
import { changedWaits, parseWaits } from '#src/domain/alerts/escalation.ts'
import { UserError } from '#src/errors.ts'
import { escalationCard } from '#src/features/alerts/cards/escalation-card.ts'
import { readWaits, writeWaits } from '#src/features/alerts/store/escalation-waits.ts'
import { waitTable } from '#src/features/alerts/tables/escalation-table.ts'
import type { Localized } from '#src/i18n/locale.ts'

const defaultWord = /^(?:default|reset|standard|默认|恢复默认|初期値|デフォルト)$/

const howTo: Localized = {
  en: 'Say who is asked after how much working time, such as: alerts escalate owner 30m manager 2h administrator 4h mail off, or for some alerts only: alerts escalate critical owner 15m. At most 10 working days; “alerts escalate default” goes back.',
  ja: '誰に何時間後に通知するかを指定してください。例：アラート エスカレーション 担当 30分 マネージャー 2時間 管理者 4時間 メール オフ。緊急のみ：アラート エスカレーション 緊急 担当 15分。最長10営業日。「アラート エスカレーション 初期値」で元に戻せます。',
  'zh-CN':
    '请写明多久后通知谁，例如：告警 升级 负责人 30分钟 主管 2小时 管理员 4小时 邮件 关闭；只改紧急告警：告警 升级 紧急 负责人 15分钟。最长10个工作日；“告警 升级 默认”恢复默认。',
}
const notYours: Localized = {
  en: 'Only administrators change how alerts escalate.',
  ja: 'エスカレーションの設定を変更できるのは管理者のみです。',
  'zh-CN': '只有管理员可以修改告警升级规则。',
}

/** Shows how long each step of the escalation is waited for; administrators change it. @throws UserError */
export async function escalation(words: Words, { db, caller }: CommandContext): Promise<CommandAnswer> {
  const typed = words.rest.normalize('NFKC').trim().toLowerCase()
  const mayChange = includes(caller.role, 'administrator')
  const waits = await readWaits(db)
  if (typed === '') return { cards: [escalationCard(waits, mayChange)], tables: () => [waitTable(waits)] }
  if (!mayChange) throw new UserError(notYours)
  const change = parseWaits(typed)
  if (!change && !defaultWord.test(typed)) throw new UserError(howTo)
  await writeWaits(db, change && changedWaits(waits, change))
  return { cards: [escalationCard(await readWaits(db), mayChange, true)] }
}
