/** Measures of what selling on Amazon costs. */
export type CostMeasure = 'platform_fees' | 'fulfilment_cost' | 'storage_cost' | 'other_cost'

/** Which of them a fee is, by words of its name; the first that fits. Names differ between interfaces and markets. */
const kinds: readonly (readonly [CostMeasure, RegExp])[] = [
  ['storage_cost', /storage|agedinventory|longterm|lowinventory|storageutilization/],
  [
    'fulfilment_cost',
    /fba|fulfil|shippingholdback|pickpack|weighthandling|inbound|returnprocessing|multichannel|labeling|prep|mfnpostage|shippinglabel/,
  ],
  [
    'platform_fees',
    /referral|commission|closing|peritem|sellingfee|digitalservices|highreturnrate|refundadmin|transaction|giftwrapcharge|subscription/,
  ],
]

/** Which cost a fee is; what is not known is `other_cost`. */
export function costOf(feeName: string): CostMeasure {
  const name = feeName.toLowerCase().replace(/[^a-z]/g, '')
  return kinds.find(([, words]) => words.test(name))?.[0] ?? 'other_cost'
}

/** Advertising is told by the advertising feed: here it would count twice. */
export function isAdvertising(feeName: string): boolean {
  return /advertis|sponsored|productads/i.test(feeName.replace(/[^a-z]/gi, ''))
}
