import { type Day, earliestRunning } from '#src/domain/period/index.ts'
import { holds, type Place, placeKey, type ResolvedPlace } from '#src/domain/place.ts'
import { labelOfPlace, productName } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import type { Reader } from '#src/features/figures/figures.ts'
import { findSkuName, listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'

const nothingVisible = {
  en: 'There is no store here that you may see. Ask an administrator for access, or name another store.',
  ja: 'ここに表示できる店舗がありません。管理者に権限を依頼するか、別の店舗を指定してください。',
  'zh-CN': '这里没有您可以查看的店铺。请联系管理员开通权限，或换一个店铺。',
}

const noStoreYet = {
  en: 'There is no store yet, so there is nothing to show. Connect a shop with `connect`, or drop an order or report file here. Administrators may connect, managers may import.',
  ja: '店舗がまだないため、表示できるものがありません。「接続」でショップを接続するか（管理者）、注文・レポートのファイルをここに送ってください（マネージャー以上）。',
  'zh-CN': '还没有店铺，因此没有可显示的内容。请用“连接”接入店铺（管理员），或把订单、报表文件发到这里（主管及以上）。',
}

/**
 * The stores that count for a place: those the reader may see, and in totals only demo or only real ones. A store that
 * is named itself is shown whichever it is. @throws UserError when none is visible.
 */
export async function resolvePlace(db: Db, reader: Reader, place: Place): Promise<ResolvedPlace> {
  const stores = reader.stores.filter(
    store => holds(place, store) && (place.kind === 'store' || store.demo === reader.demo),
  )
  const [first] = stores
  if (!first) throw new UserError((await listStores(db)).length === 0 ? noStoreYet : nothingVisible)
  const sku = place.kind === 'store' ? (place.sku ?? '') : ''
  const skuName = sku === '' ? null : productName(sku, await findSkuName(db, first.id, sku))
  const own = skuName === null ? first.name : `${first.name} · ${skuName}`
  return { place, key: placeKey(place), stores, sku, label: labelOfPlace(place, own) }
}

/** The local day that is running at a place; of several zones the earliest. */
export function todayAt(place: ResolvedPlace, now: Date): Day {
  return earliestRunning(place.stores, 'UTC', now)
}
