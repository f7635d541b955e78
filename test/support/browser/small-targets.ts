import type { Page } from 'playwright-core'

/** Runs in the page: what is pressed and is smaller than 24 by 24 pixels (WCAG 2.2, 2.5.8); links within a text are excepted. */
const small = `[...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')].filter(one => one.checkVisibility()
  && !one.matches('.skip, p a, li p a, td a:not(.chip):not(.date), .sr-only')).map(one => {
  const box = (one.type === 'checkbox' || one.type === 'radio' ? one.closest('label') ?? one : one).getBoundingClientRect()
  return { box, said: one.outerHTML.slice(0, 90) }
}).filter(({ box }) => box.width > 0 && (box.height < 23.5 || box.width < 23.5)).map(({ box, said }) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + said)`

/** Links, buttons and fields of a page that a finger misses, with their sizes in pixels. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(small)
}
