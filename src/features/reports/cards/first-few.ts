import { fill, join, type Localized } from '#src/i18n/locale.ts'

/** KPIs that are named of what is missing (judgement). */
const fewNames = 3
const someOf = { en: '{some} and {count} more', ja: '{some}ほか{count}件', 'zh-CN': '{some}等{count}项' }

/** Names enough to recognise what is late; a list of twenty KPIs is not read. */
export function firstFew(names: readonly Localized[]): Localized {
  const some = join(names.slice(0, fewNames))
  return names.length <= fewNames + 1 ? join(names) : fill(someOf, { some, count: moreCount(names.length) })
}

/** Chinese counts all with 等, the others what is left out. */
function moreCount(all: number): Localized {
  return { en: String(all - fewNames), ja: String(all - fewNames), 'zh-CN': String(all) }
}
