import { dayAsked, earliestDay } from '#src/features/conversation/asked-days.ts'
import type { UnderstandParts } from '#src/features/conversation/understand.ts'
import { findSkus } from '#src/features/stores/index.ts'
import { labelledSkus } from '#src/language/labels.ts'
import type { Surroundings } from '#src/language/recognise.ts'
import { normalisePlain } from '#src/language/text.ts'

/** What a line is read against: names, stores in sight, the SKUs that it names, and the day of who asks. */
export async function surroundings(
  line: string,
  { db, catalog, commands, caller, now }: UnderstandParts,
): Promise<Surroundings> {
  const { stores, personId, name } = caller
  const found = await findSkus(
    db,
    stores.map(store => store.id),
    skuWords(line),
  )
  const skus = new Map<string, { slug: string; sku: string }[]>()
  for (const one of found) skus.set(one.sku.toLowerCase(), [...(skus.get(one.sku.toLowerCase()) ?? []), one])
  const self = personId === null ? null : { id: personId, name }
  const today: Surroundings['today'] = places => dayAsked(places, caller, now)
  const earliest: Surroundings['earliest'] = places => earliestDay(places, caller, now)
  return { catalog, commands, stores, self, skus, today, earliest, defaultVerb: 'status' }
}

/** Words that may be SKUs: letters with digits or hyphens, long numbers, and what follows `sku:`. */
function skuWords(line: string): readonly string[] {
  const words = normalisePlain(line).match(/[A-Za-z0-9][A-Za-z0-9._/+-]{2,79}/g) ?? []
  const likely = words
    .filter(word => !/^(?:\d{4}-?[wq]\d{1,2}|\d{1,3}[dw])$/i.test(word))
    .filter(word => (/\d/.test(word) && /[A-Za-z]/.test(word)) || /^\d{6,}$/.test(word) || /[A-Za-z]-/.test(word))
  const explicit = labelledSkus(normalisePlain(line))
  const parts = likely.flatMap(word => (word.includes('/') ? word.split('/').slice(1) : [])) // rakuten/ABC-1
  const all = [...likely, ...parts].map(word => word.replace(/[.\-/+]+$/, ''))
  return [...new Set([...all, ...explicit])].slice(0, 20)
}
