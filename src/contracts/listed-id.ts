import type { FoundStore } from './connector.ts'

/** Ends the id that a marketplace lists and begins the number of the account, where several accounts have the same id. */
const mark = /#\d+$/

/** The id of a store by which the marketplace lists and knows it. */
export function listedId({ externalId }: Pick<FoundStore, 'externalId'>): string {
  return externalId.replace(mark, '')
}

/** A store as its connector found it and is asked for it. */
export function asListed(store: FoundStore): FoundStore {
  return { ...store, externalId: listedId(store) }
}

/** The id under which a store of a further account is kept, where an account before has a store of the same id. */
export function idOfAccount(store: FoundStore, account: number): string {
  return `${listedId(store)}#${account}`
}
