export { findCurrencies, isCurrency } from './currencies.ts'
export { grantable, scopeText, sees, storesIn, storesNamed } from './scopes.ts'
export { deleteRate, listRates, setRate } from './store/rates.ts'
export { findSkus, findSkusByTitle, type TitledSku } from './store/sku-lookup.ts'
export {
  createStore,
  ensureStore,
  findSkuName,
  findStore,
  findStores,
  listStores,
  type StoredStore,
  updateStore,
  withOnlyStores,
} from './store/stores.ts'
