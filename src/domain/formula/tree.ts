import type { Big } from 'big.js'

/** How the daily values of a measure become the one number that a formula computes with. */
export type Aggregate = 'sum' | 'last' | 'mean' | 'trailing'

/** What a formula wants loaded. The same measure may be needed in two ways. */
export interface Need {
  readonly measure: string
  /**
   * `sum` over the days; `last` known value of the period (levels); `mean` of the daily values (levels);
   * `trailing`: sum over the `days` days that end with the period's last day, also those before the period.
   */
  readonly aggregate: Aggregate
  /** Only for `trailing`. */
  readonly days?: number
  /** The formula does without it: where no source reports it, it counts as 0 and completeness does not wait for it. */
  readonly optional?: boolean
}

/** Arithmetic signs. */
export type Sign = '+' | '-' | '*' | '/'
/** Signs that compare; only at home in front of a `?`. */
export type Comparator = '<' | '<=' | '>' | '>=' | '==' | '!='

/** A formula that was read. */
export type Tree =
  | { readonly kind: 'number'; readonly value: Big }
  | { readonly kind: 'days' }
  | { readonly kind: 'need'; readonly need: Need }
  | { readonly kind: 'negative'; readonly of: Tree }
  | { readonly kind: 'arithmetic'; readonly sign: Sign; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'choice'; readonly test: Test; readonly yes: Tree; readonly no: Tree }
  | { readonly kind: 'call'; readonly name: 'min' | 'max' | 'abs' | 'round'; readonly args: readonly Tree[] }

/** What stands in front of a `?`. */
export interface Test {
  readonly comparator: Comparator
  readonly left: Tree
  readonly right: Tree
}
