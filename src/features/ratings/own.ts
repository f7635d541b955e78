import { DefinitionError, validateKpi } from '#src/domain/custom-kpi.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { freeSlot, ownRating, slotOf } from '#src/domain/soft-rating.ts'
import { UserError } from '#src/errors.ts'
import { defineKpi, listDefinitions, withdrawKpi } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A first definition counts for all of the past, so that its history can be drawn. */
const always = '2000-01-01'

/** What making an own KPI needs. */
interface Maker {
  readonly db: Db
  readonly kpis: readonly Kpi[]
  readonly today: string
  readonly by: number | null
}

/**
 * Makes a KPI of the company's own that people rate, or gives a standing one other anchors. `anchors`: what 1 to 5 stand
 * for. @throws UserError when the name is taken or there are as many as can be.
 */
export async function defineRating(name: string, anchors: readonly string[], maker: Maker): Promise<Kpi> {
  const history = (await listDefinitions(maker.db)).filter(({ kpi }) => slotOf(kpi.id) !== null)
  const known = history.findLast(({ kpi }) => nameKey(kpi.label.en) === nameKey(name))
  const slot = known ? slotOf(known.kpi.id) : freeSlot(history.flatMap(({ kpi }) => slotOf(kpi.id) ?? []))
  if (slot === null) throw new UserError(texts.full)
  const { anchors: words, ...draft } = ownRating(slot, name, anchors)
  const others = maker.kpis.filter(kpi => kpi.id !== draft.id)
  const kpi: Kpi = { ...checked(() => validateKpi(draft, others)), theme: 'soft', anchors: words }
  await defineKpi(maker.db, kpi, known ? maker.today : always, maker.by)
  return kpi
}

/** Ends an own KPI that people rate. Its figures stay. @throws UserError for one that is built in. */
export async function withdrawRating(kpi: Kpi, { db, today, by }: Maker): Promise<void> {
  if (slotOf(kpi.id) === null) throw new UserError(texts.builtIn)
  await withdrawKpi(db, kpi, today, by)
}

function checked(make: () => Kpi): Kpi {
  try {
    return make()
  } catch (error) {
    if (error instanceof DefinitionError) throw new UserError(error.text)
    throw error
  }
}

const texts = {
  full: {
    en: 'There can be 12 rated KPIs of your own, and all are in use.',
    ja: '独自の採点項目は12個までです（すべて使用中）。',
    'zh-CN': '自定义打分项目最多12个，已全部使用。',
  },
  builtIn: {
    en: 'This KPI is built in. Its plan can be stopped: rating stop packaging rakuten-main',
    ja: '標準の指標は削除できません。採点の停止：採点 停止 梱包 rakuten-main',
    'zh-CN': '这是内置指标，不能删除。可以停止打分：打分 停止 包装完整度 rakuten-main',
  },
} satisfies Record<string, Localized>
