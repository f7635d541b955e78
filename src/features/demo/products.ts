/** What the demo company sells. Prices in yen and US cents. */
export interface Product {
  readonly code: string
  readonly name: Readonly<Record<'jp' | 'us', string>>
  readonly price: Readonly<Record<'JPY' | 'USD', number>>
  /** How often it is bought, compared with the others. */
  readonly popularity: number
}

/** The range: household goods, all of them invented. */
export const products: readonly Product[] = [
  product('BOTTLE-500', ['真空断熱ボトル 500ml', 'Insulated Bottle 17 oz'], [2980, 2499], 22),
  product('TUMBLER-450', ['ふた付きタンブラー 450ml', 'Lidded Tumbler 15 oz'], [2480, 2199], 14),
  product('LUNCH-SET', ['保温ランチジャー', 'Thermal Lunch Jar'], [3280, 2899], 9),
  product('UMBRELLA-LT', ['軽量折りたたみ傘', 'Light Folding Umbrella'], [2780, 2399], 11),
  product('LAMP-LED', ['調光LEDデスクライト', 'Dimmable LED Desk Lamp'], [4980, 4299], 7),
  product('MAT-YOGA', ['ヨガマット 6mm', 'Yoga Mat 6 mm'], [3980, 3499], 6),
  product('CUBES-PACK', ['トラベルポーチ 6点セット', 'Packing Cubes, Set of 6'], [2680, 2299], 8),
  product('STAND-PHONE', ['アルミスマホスタンド', 'Aluminium Phone Stand'], [1580, 1499], 7),
  product('TOWEL-COT', ['コットンタオル 4枚組', 'Cotton Towels, Set of 4'], [3580, 3299], 6),
  product('AROMA-DIFF', ['超音波アロマディフューザー', 'Ultrasonic Aroma Diffuser'], [4280, 3699], 4),
  product('LANTERN-USB', ['充電式LEDランタン', 'Rechargeable Camping Lantern'], [3880, 3299], 4),
  product('BENTO-CUP', ['シリコンおかずカップ 12個', 'Silicone Food Cups, Set of 12'], [980, 999], 2),
]

function product(
  code: string,
  [jp, us]: readonly [string, string],
  [JPY, USD]: readonly [number, number],
  popularity: number,
): Product {
  return { code, name: { jp, us }, price: { JPY, USD }, popularity }
}

/** All popularity together. */
export const popularity = products.reduce((sum, product) => sum + product.popularity, 0)
