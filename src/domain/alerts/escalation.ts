import { workdayMinutes, workMinutes } from '#src/domain/work-lengths.ts'
import { type Severity, severities } from './alert.ts'
import { severityWords } from './severity-names.ts'

/** Steps of the chain: who is asked when nobody has taken an alert on; the last by e-mail, and all of them. */
export const chain = ['owner', 'manager', 'administrator', 'mail'] as const
export type ChainStep = (typeof chain)[number]

/** Working minutes before each step; `null`: the step is left out. */
export type StepWaits = Readonly<Record<ChainStep, number | null>>

/** Working minutes before each step, by how bad an alert is. */
export type ChainWaits = Readonly<Record<Severity, StepWaits>>

/** Judgement: an hour of working time for what is critical, half a day otherwise. */
export const defaultWaits: ChainWaits = {
  critical: { owner: 30, manager: 60, administrator: 60, mail: 60 },
  bad: { owner: 120, manager: 240, administrator: 240, mail: 240 },
  warning: { owner: 240, manager: 480, administrator: 480, mail: 480 },
}

/** The longest wait, in working minutes (judgement: what waits longer than two working weeks is not escalated). */
export const longestWait = 10 * workdayMinutes

/** The next step after so many were taken (`number` counts from 1), and how long it is waited for; `null`: none. */
export function nextStep(
  waits: ChainWaits,
  severity: Severity,
  taken: number,
): { readonly number: number; readonly step: ChainStep; readonly minutes: number } | null {
  for (let index = taken; index < chain.length; index++) {
    const step = chain[index]
    const minutes = step === undefined ? null : waits[severity][step]
    if (step !== undefined && minutes !== null) return { number: index + 1, step, minutes }
  }
  return null
}

/** A change of the waits that somebody typed. */
export interface WaitsChange {
  readonly severities: readonly Severity[]
  readonly steps: Partial<StepWaits>
}

const stepNames: readonly (readonly [ChainStep, RegExp])[] = [
  ['owner', /owners?|负责人|担当者?/],
  ['manager', /managers?|主管|经理|マネージャー/],
  ['administrator', /administrators?|admins?|管理员|管理者/],
  ['mail', /(?:e-?)?mails?|邮件|邮箱|メール/],
]

/**
 * Reads waits such as `owner 30m manager 2h admin 4h mail off`, with the severities they count for (`critical`; none
 * named: all). A day is a working day. `null` when it names none, or one that is too long.
 */
export function parseWaits(text: string): WaitsChange | null {
  const plain = text.normalize('NFKC').toLowerCase()
  const steps: { -readonly [step in ChainStep]?: number | null } = {}
  for (const [step, name] of stepNames) {
    const found = new RegExp(
      `(?:${name.source})\\s*[:=：]?\\s*(?:(\\d+(?:\\.\\d+)?)\\s*(\\p{L}+)|(off|none|never|关闭|不通知|なし|オフ))`,
      'u',
    ).exec(plain)
    if (!found) continue
    const minutes = found[3] === undefined ? minutesOf(found[1], found[2]) : null
    if (minutes !== null && !(minutes >= 1 && minutes <= longestWait)) return null
    steps[step] = minutes
  }
  if (Object.keys(steps).length === 0) return null
  const isNamed = (id: Severity, words: RegExp) => words.test(plain) || new RegExp(`\\b${id}\\b`).test(plain)
  const named = severityWords.filter(([id, words]) => isNamed(id, words)).map(([severity]) => severity)
  return { severities: named.length > 0 ? named : severities, steps }
}

function minutesOf(count = '', unit = ''): number {
  const known = [unit, ...prefixesOf(unit)].map(text => workMinutes(count, text))
  return known.find(minutes => !Number.isNaN(minutes)) ?? Number.NaN
}

/** Chinese and Japanese put no space before the next word: `30分钟主管`. */
function prefixesOf(unit: string): readonly string[] {
  return [...unit].map((_letter, at) => unit.slice(0, unit.length - at)).filter(text => /[^a-z]/.test(text))
}

/** Waits with a change. */
export function changedWaits(waits: ChainWaits, { severities: which, steps }: WaitsChange): ChainWaits {
  const entries = severities.map(severity => [
    severity,
    which.includes(severity) ? { ...waits[severity], ...steps } : waits[severity],
  ])
  return Object.fromEntries(entries) as unknown as ChainWaits // one entry for each severity
}
