import type { CommandContext, Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import { holds, parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import type { ShownMute } from '#src/features/alerts/cards/mute-card.ts'
import { endMute, listMutes, type Mute } from '#src/features/alerts/store/mutes.ts'
import { requireWhole } from '#src/features/figures/index.ts'
import { fill } from '#src/i18n/locale.ts'

/** The most mutes offered as buttons (judgement: what fits a phone). */
const maxOffered = 6

/** The mutes about stores that the caller sees, the first to end first. */
export async function visibleMutes({ db, caller, now }: CommandContext): Promise<readonly Mute[]> {
  return (await listMutes(db, now)).filter(({ place: key, demo }) => {
    const place = parsePlaceKey(key)
    return place !== null && caller.stores.some(store => store.demo === demo && holds(place, store))
  })
}

/** A mute with the names of its KPI and place. */
export function shownMute(one: Mute, { catalog, caller }: CommandContext): ShownMute {
  const kpi = one.kpiId === null ? null : (catalog.findKpi(one.kpiId)?.label ?? null)
  const { id, until, reason, createdBy: by } = one
  return { id, kpi, place: placeLabel(one.place, caller.stores), until, by, reason }
}

/**
 * Ends the mutes that a line means: by number, or all of the named KPIs and places; without either the only one there is.
 * Answers them, the first to end first.
 * @throws UserError when none is meant, or more than one may be; then they are offered.
 */
export async function endMeantMutes(words: Words, context: CommandContext): Promise<readonly Mute[]> {
  const { db, caller, now } = context
  const mutes = await visibleMutes(context)
  if (mutes.length === 0) throw new UserError(texts.none)
  const meant = meantOf(words, mutes)
  if (meant.length === 0) throw new UserError(texts.which, offered(mutes, context))
  for (const { place: key } of meant) {
    const place = parsePlaceKey(key)
    if (place) requireWhole(place, context)
  }
  for (const { id } of meant) await endMute(db, id, caller.personId, now)
  return meant
}

function meantOf(words: Words, mutes: readonly Mute[]): readonly Mute[] {
  const id = namedNumber(words)
  if (id !== undefined) return mutes.filter(one => one.id === id)
  const { kpis, places } = words
  if (kpis.length === 0 && places.length === 0) return mutes.length === 1 ? mutes : []
  const keys = places.map(placeKey)
  const named = mutes.filter(
    ({ kpiId, place }) =>
      (kpis.length === 0 || kpis.some(kpi => kpi.id === kpiId)) && (keys.length === 0 || keys.includes(place)),
  )
  const everything = kpis.length === 0 && keys.every(key => key === 'all')
  return named.length === 0 && everything ? mutes : named
}

function offered(mutes: readonly Mute[], context: CommandContext): readonly Suggestion[] {
  return mutes.slice(0, maxOffered).map(one => {
    const { kpi, place } = shownMute(one, context)
    const what = kpi ? fill(texts.what, { kpi, place }) : place
    return { label: fill(texts.unmute, { what }), line: `unmute #${one.id}` }
  })
}

const texts = {
  none: {
    en: 'Nothing is muted.',
    ja: 'ミュート中のものはありません。',
    'zh-CN': '没有静音的告警。',
  },
  which: {
    en: 'Which one? Name the KPI or the place of the mute, or its number, such as unmute #3.',
    ja: 'どのミュートですか？指標や対象、または番号で指定してください（例：ミュート解除 #3）。',
    'zh-CN': '要取消哪一条？请写明指标、店铺或编号，例如：取消静音 #3。',
  },
  what: { en: '{kpi} · {place}', ja: '{kpi}・{place}', 'zh-CN': '{kpi} · {place}' },
  unmute: { en: 'Unmute {what}', ja: '解除：{what}', 'zh-CN': '取消静音：{what}' },
}
