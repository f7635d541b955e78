import type { Page } from 'playwright-core'

/**
 * Runs in the page: what is pressed and misses WCAG 2.2, 2.5.8. Excepted are links within a running text, and what stands so
 * far from others that a circle of 24 pixels around its middle touches neither another target nor the circle of another small one.
 */
const small = `(() => {
  const pressed = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [role=option], [role=tab]'
  const boxOf = one => (one.type === 'checkbox' || one.type === 'radio' || one.matches('.sr, .sr-only') ? one.closest('label') ?? one.labels?.[0] ?? one : one).getBoundingClientRect()
  const around = one => { let box = one.parentElement; while (box && getComputedStyle(box).display === 'inline') box = box.parentElement; return box }
  const isInText = one => {
    if (getComputedStyle(one).display !== 'inline') return false
    const block = around(one)
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      if (/[\\p{L}\\p{N}]/u.test(text.data) && !text.parentElement.closest(pressed) && around(text) === block) return true
    return false
  }
  const found = [...document.querySelectorAll(pressed)].filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
    .map(one => ({ one, box: boxOf(one) })).filter(({ box }) => box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0)
  const tiny = found.filter(({ one, box }) => (box.height < 23.5 || box.width < 23.5) && !isInText(one))
  const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
  const away = ([x, y], box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom))
  const crowded = ({ one, box }) => found.some(other => other.one !== one && !other.one.contains(one) && !one.contains(other.one)
    && (away(middle(box), other.box) < 11.5 || (tiny.includes(other) && Math.hypot(middle(box)[0] - middle(other.box)[0], middle(box)[1] - middle(other.box)[1]) < 23.5)))
  return tiny.filter(crowded).map(({ one, box }) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + one.outerHTML.slice(0, 110))
})()`

/** Links, buttons and fields of a page that a finger misses, with their sizes in pixels. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(small)
}
