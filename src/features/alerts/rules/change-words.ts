import { foldVariants } from '#src/language/variants.ts'

/** Words of one direction: Latin ones as whole words, others wherever they stand. */
function either(latin: string, others: string): RegExp {
  return new RegExp(foldVariants(`\\b(?:${latin})\\b|${others}`), 'iu')
}

/** Verbs of change. Beside a share they ask for a plain change by so much; `drop` and `surge` alone for what is unusual. */
export const risen = either(
  'rises?|rose|rising|increas\\w*|grows?|grew|growth|climbs?|climbed|gains?|goes? up|up by|is up|up',
  '上升|上涨|增长|增加|升高|提高|涨了?|上がったら|上がった|上がれば|上がる|上がって|増えたら|増えた|増えれば|増える|増加|上昇|伸びたら|伸びれば',
)
export const fallen = either(
  'falls?|fell|fallen|falling|declin\\w*|decreas\\w*|drops|dropped|dropping|drop (?=by|more|of|at)|shrinks?|loses?|goes? down|down by|is down|down',
  '下降|下跌|下滑|减少|降低|跌了?|降了|下がったら|下がった|下がれば|下がる|下がって|落ちたら|落ちた|落ちれば|落ちる|落ち込んだら|減ったら|減った|減れば|減る|減少|低下|下落',
)
export const moved = either('chang\\w*|moves?|moved|deviat\\w*|swings?', '变化|变动|波动|変動|変化')

/** What makes the number a level that is reached, not the size of a change: `rises above 30%`, `20%以下に下がったら`. */
const level = either('above|below|under|to|beyond', '[到至]|跌破|突破|に(?=[上下落減減増])|まで')
const rose = /\b(?:over)\b/iu

/** The direction of a plain change that words ask for; `null` where they ask for none, or for a level. */
export function changeIn(text: string): 'up' | 'down' | 'both' | null {
  if (level.test(text)) return null
  if (fallen.test(text)) return 'down'
  if (risen.test(text)) return rose.test(text) ? null : 'up'
  return moved.test(text) ? 'both' : null
}
