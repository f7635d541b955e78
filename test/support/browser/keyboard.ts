import type { Page } from 'playwright-core'

/** Runs in the page: all that the keyboard has to reach, in the order of the document; of a group of radios one. */
const reachable = `[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex]')].filter(one => one.tabIndex >= 0
  && !one.disabled && !one.closest('[inert]') && one.checkVisibility({ visibilityProperty: true })
  && (one.type !== 'radio' || one.checked || !document.querySelector('input[type=radio][name="' + one.name + '"]:checked')))`

/** Runs in the page: what has the focus, by its place among all, and what a reader would miss of it. */
const look = `(() => {
  const one = document.activeElement
  if (one === null || one === document.body) return { place: -1, problems: [] }
  const label = one.matches('.sr, .sr-only') ? one.labels?.[0] ?? one : one
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(label)
  const around = one.matches('textarea') ? getComputedStyle(one.parentElement).boxShadow : 'none'
  const marked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none' || around !== 'none'
  const { left, top, right, bottom } = label.getBoundingClientRect()
  const box = [Math.max(0, left), Math.max(0, top), Math.min(innerWidth, right), Math.min(innerHeight, bottom)]
  const isSeen = [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]].some(([x, y]) => {
    const over = document.elementFromPoint(box[0] + (box[2] - box[0]) * x, box[1] + (box[3] - box[1]) * y)
    return over !== null && (one.contains(over) || over.contains(one) || [...(one.labels ?? [])].some(it => it.contains(over)))
  })
  const name = one.outerHTML.replace(/\\s+/g, ' ').slice(0, 110)
  return { place: window.all.indexOf(one), name, problems: [...(marked ? [] : ['no visible focus: ' + name]), ...(isSeen ? [] : ['out of sight or covered: ' + name])] }
})()`

interface Look {
  readonly place: number
  readonly name?: string
  readonly problems: readonly string[]
}

/** How a page is walked through with the tabulator alone. */
export interface Walk {
  readonly reached: number
  /** What is wrong, a line each: passed over, out of order, a trap, without a visible focus, out of sight or covered. */
  readonly problems: readonly string[]
}

/** A field of a date has so many stops of its own, among them the one that opens its calendar. */
const stopsOfDate = 4

/** Walks through a page with the tabulator, from its beginning until the focus leaves its last element. Parts that load late are there first. */
export async function walkThrough(page: Page): Promise<Walk> {
  await page.evaluate('scrollTo(0, document.body.scrollHeight)')
  await page.locator('[data-part]').first().waitFor({ state: 'detached' })
  await page.evaluate('scrollTo(0, 0)')
  const dates = `document.querySelectorAll('input[type=date], input[type=month], input[type=time]').length`
  const [count, longest] = await page.evaluate<[number, number]>(
    `(window.all = ${reachable}, [window.all.length, window.all.length + ${stopsOfDate} * ${dates} + 3])`,
  )
  if (count === 0) return { reached: 0, problems: [] }
  const problems: string[] = []
  let at = -1
  for (let presses = 0; presses < longest; presses++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate<Look>(look)
    if (seen.place === at) continue // another stop of the same field, or it stays where it is
    if (at === count - 1) return { reached: count, problems }
    if (seen.place !== at + 1) problems.push(`place ${at + 1} of ${count}: ${seen.name ?? 'nothing'} has the focus`)
    problems.push(...seen.problems)
    at = seen.place
  }
  return { reached: at + 1, problems: [...problems, `the focus never leaves place ${at + 1} of ${count}`] }
}
