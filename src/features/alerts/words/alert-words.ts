import type { CurrentCard } from '#src/chat/messenger.ts'
import type { CommandContext, Words } from '#src/contracts/command.ts'
import { type Alert, severities } from '#src/domain/alerts/alert.ts'
import { alertSubject } from '#src/domain/alerts/alert-subject.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { type AlertView, alertCard } from '#src/features/alerts/cards/alert-card.ts'
import { isVisible } from '#src/features/alerts/lifecycle/index.ts'
import { listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { listStores } from '#src/features/stores/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { isEnding, isInPassing, saidBesides } from './in-passing.ts'

/** The most alerts offered as buttons. */
const maxOffered = 6

const texts = {
  noneOpen: {
    en: 'There is no open alert for you.',
    ja: '対応が必要なアラートはありません。',
    'zh-CN': '没有需要处理的告警。',
  },
  noneToSnooze: {
    en: 'There is no open alert to be reminded of, so nothing was set. Figures can come at a set hour instead.',
    ja: '再通知するアラートがないため、何も設定していません。決まった時刻に数値を受け取ることはできます。',
    'zh-CN': '没有可以稍后提醒的告警，因此没有设置。可以改为按时推送数据。',
  },
  morning: { en: 'Figures every morning', ja: '毎朝の数値を受け取る', 'zh-CN': '每天早上推送' },
  which: {
    en: 'Which alert? Name its number, such as {verb} 42.',
    ja: 'どのアラートですか？「{verb} 42」のように番号を指定してください。',
    'zh-CN': '请指定告警编号，例如：{verb} 42。',
  },
  passing: {
    en: 'Nothing was done. If this was about an alert, press it:',
    ja: '何も実行していません。アラートへの返答でしたら、押してください：',
    'zh-CN': '未执行任何操作。如果是回应告警，请点击：',
  },
  talk: {
    en: 'Nothing was asked and no alert waits for you, so nothing was done.',
    ja: 'ご依頼ではないようで、対応待ちのアラートもないため、何も実行していません。',
    'zh-CN': '没有看到需要处理的内容，也没有等您处理的告警，因此未执行任何操作。',
  },
  label: { en: '#{id} {kpi} · {place}', ja: '#{id} {kpi}・{place}', 'zh-CN': '#{id} {kpi} · {place}' },
  nobody: {
    en: 'Only a person can do this. Link your account first.',
    ja: 'この操作には本人のアカウント連携が必要です。',
    'zh-CN': '此操作需要先绑定个人账号。',
  },
} satisfies Record<string, Localized>

const everyMorning = { label: texts.morning, line: 'digest subscribe me 09:00' }

/** Unresolved alerts whose stores the caller may see, the most severe and newest first. */
export async function unresolvedFor({ db, caller }: CommandContext): Promise<readonly Alert[]> {
  const all = await listStores(db)
  const alerts = await listUnresolved(db)
  return alerts
    .filter(alert => isVisible(alert, caller.stores, all))
    .sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.id - a.id)
}

/** The alert that a line means: its number, or the only one that waits for the caller, or the only one there is. @throws UserError */
export async function alertMeant(verb: string, words: Words, context: CommandContext): Promise<number> {
  const id = words.ids[0] ?? numberAtStart(words.rest)
  if (id !== null) return id
  const [only, ...others] = await alertsMeant(verb, context)
  if (isInPassing(words)) throw inPassing(verb, words, only ? [only, ...others] : [], context)
  if (!only) throw verb === 'snooze' ? new UserError(texts.noneToSnooze, [everyMorning]) : new UserError(texts.noneOpen)
  if (others.length === 0) return only.id
  const until = verb === 'snooze' ? words.rest : ''
  throw new UserError(fill(texts.which, { verb }), choices(verb, [only, ...others], context, until))
}

/** Alerts that a verb without a number may mean: those of the caller, or all where none is. */
export async function alertsMeant(verb: string, context: CommandContext): Promise<readonly Alert[]> {
  const meant = (await unresolvedFor(context)).filter(alert => isMeantBy(verb, alert))
  const mine = meant.filter(alert => alert.owner?.id === context.caller.personId)
  return mine.length > 0 ? mine : meant
}

/** Whether a verb can do anything with an alert that is not over. */
function isMeantBy(verb: string, { state, snoozedUntil }: Alert): boolean {
  if (verb === 'wake') return snoozedUntil !== null
  return verb !== 'ack' || state === 'open'
}

function choices(verb: string, alerts: readonly Alert[], context: CommandContext, more: string) {
  return alerts
    .slice(0, maxOffered)
    .map(alert => ({ label: alertName(alert, context), line: `${verb} ${alert.id} ${more}`.trim() }))
}

/** What answers words that may not have been about an alert at all: nothing was done, and what would do it. */
function inPassing(verb: string, words: Words, alerts: readonly Alert[], context: CommandContext): UserError {
  const reason = saidBesides(words)
  const offered = choices(verb, alerts, context, reason && `"${reason}"`)
  return new UserError(offered.length > 0 ? texts.passing : texts.talk, offered)
}

/** An alert in a few words: number, KPI and place. */
export function alertName(alert: Alert, { catalog, caller }: CommandContext): Localized {
  const kpi = catalog.findKpi(alert.kpiId)?.label ?? verbatim(alert.kpiId)
  return fill(texts.label, { id: alert.id, kpi, place: placeLabel(alert.place, caller.stores) })
}

/** What was written behind the number: the quoted text, or all of it. `null`: nothing. */
export function reasonIn(words: Words): string | null {
  const quoted = words.quoted.join(' ').trim()
  const text = quoted !== '' ? quoted : words.rest.replace(/^#?\d{1,9}(?=\s|$)/, '').trim()
  return text === '' || (quoted === '' && isEnding(text)) ? null : text.slice(0, 500)
}

/** The line without names and without the alert's number in front: times and the like, where they stand in the line. */
export function withoutNumber({ open }: Words): string {
  return open.replace(/#?\d{1,9}(?=\s|$)/, (number, at: number) =>
    open.slice(0, at).trim() === '' ? ' '.repeat(number.length) : number,
  )
}

/** The caller as a person. @throws UserError for a caller who is nobody we know. */
export function personIn({ caller }: CommandContext): number {
  if (caller.personId === null) throw new UserError(texts.nobody)
  return caller.personId
}

function numberAtStart(rest: string): number | null {
  const found = /^#?(\d{1,9})(?=\s|$)/.exec(rest)
  return found ? Number(found[1]) : null
}

/** The present state of an alert, for the message that was pressed. */
export function standingAlert(alert: Alert, view: AlertView | null): { readonly standing?: CurrentCard } {
  return view ? { standing: { subject: alertSubject(alert.id), card: alertCard({ ...view, alert }) } } : {}
}
