import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { walkThrough } from '#test/support/browser/keyboard.ts'
import { openPage, serveConsole } from './browser.ts'
import { everything, fakeService } from './fake-deps.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }

describe.skipIf(!hasChromium)('the look of the page', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof serveConsole>>
  beforeAll(async () => {
    browser = await launch()
    served = await serveConsole(
      fakeService(() => ({ cards: [everything], handles: new Map([[1, 'yuki@example.com']]) })),
    )
  })
  afterAll(async () => {
    await served?.close()
    await closePages(browser)
  })

  it.each(['yuki@example.com', 'wei@example.com', 'amy@example.com'])(
    'fits a phone without scrolling sideways, for %s',
    async as => {
      const { page, context } = await openPage(browser, served.url, { as }, phone)
      await page
        .locator('#line')
        .fill('status with a very_long_word_that_does_not_break_anywhere_at_all_in_the_whole_line')
      await page.locator('#send').tap()
      await page.locator('.card img').first().waitFor()

      const [wide, inner] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.getElementById("scroll").scrollWidth]',
      )
      const outside = await page.evaluate<string[]>(findOutside)
      await context.close()

      expect(wide).toBe(390)
      expect(inner).toBeLessThanOrEqual(390)
      expect(outside).toEqual([])
    },
  )

  it('has a drawer on a phone that takes and returns the focus', async () => {
    const { page, context } = await openPage(browser, served.url, { as: 'amy@example.com' }, phone)
    expect(await page.locator('#side').isVisible()).toBe(false)

    await page.locator('#side-open').tap()
    await page.locator('#side-close:focus').waitFor()
    await page.locator('[data-channel=hq]').tap()

    await page.locator('#side').waitFor({ state: 'hidden' })
    expect(await page.locator('h1').textContent()).toBe('hq')
    await page.locator('#side-open').tap()
    await page.keyboard.press('Escape')
    await page.locator('#side-open:focus').waitFor()
    await context.close()
  })

  it('has targets on a phone that a finger meets', async () => {
    const { page, context } = await openPage(browser, served.url, { as: 'amy@example.com' }, phone)
    await write(page)

    const small = await page.evaluate<string[]>(findSmallTargets)
    await context.close()

    expect(small).toEqual([])
  })

  it('is walked through by keyboard from end to end, each stop in its order, in sight and marked', async () => {
    const { page, context } = await openPage(browser, served.url, { as: 'amy@example.com' })
    await write(page)
    await page
      .locator('.skip')
      .evaluate(one => one.ownerDocument.defaultView?.getSelection()?.collapse(one.ownerDocument.body, 0))

    const { reached, problems } = await walkThrough(page)
    await context.close()

    expect(problems).toEqual([])
    expect(reached).toBeGreaterThan(10)
  })

  it.each(['light', 'dark'] as const)('keeps every text readable in %s: contrast of 4.5 or more', async colorScheme => {
    const { page, context } = await openPage(browser, served.url, { as: 'amy@example.com' }, { colorScheme })
    await write(page)
    const suggestion = page.locator('.suggestion').first()
    // An answer that arrives between key and list closes the list: the next key opens it again
    const typing = async () => {
      await page.locator('#line').fill('')
      await page.locator('#line').pressSequentially('st')
      return suggestion.isVisible()
    }
    await expect.poll(typing).toBe(true)
    await page.locator('#who').click()

    const result = await page.evaluate<{ checked: number; faint: string[] }>(findFaintText)
    await context.close()

    expect(result.faint).toEqual([])
    expect(result.checked).toBeGreaterThan(60)
  })

  it('keeps every pair of text and surface colour of the palette readable, in both schemes', async () => {
    const { page, context } = await openPage(browser, served.url, { as: 'amy@example.com' })
    const faint: string[] = []
    for (const theme of ['light', 'dark']) {
      faint.push(...(await page.evaluate<string[]>(`(${findFaintTokens})('${theme}')`)))
    }
    await context.close()

    expect(faint).toEqual([])
  })

  it('turns dark and light by its own button, whatever the system says, and remembers it', async () => {
    const { page, context } = await openPage(browser, served.url, { as: 'amy@example.com' }, { colorScheme: 'light' })
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    const light = await ground()

    await page.locator('#theme').click()
    await page.locator('#theme').click()
    const dark = await ground()
    await page.reload()
    const after = await ground()
    await context.close()

    expect(dark).not.toBe(light)
    expect(after).toBe(dark)
  })

  it('moves nothing for readers who asked for that', async () => {
    const { page, context } = await openPage(
      browser,
      served.url,
      { as: 'amy@example.com' },
      { reducedMotion: 'reduce' },
    )
    await write(page)

    const longest = await page.evaluate<number>(
      'Math.max(0, ...document.getAnimations().map(one => Number(one.effect.getComputedTiming().endTime)))',
    )
    await context.close()

    expect(longest).toBeLessThanOrEqual(1)
  })
})

async function write(page: Page): Promise<void> {
  await page.locator('#line').fill('status')
  await page.locator('#send').click()
  await page.locator('.card img').first().waitFor()
}

/** Runs in the page: visible parts of the conversation beyond the right edge. */
const findOutside = `[...document.querySelectorAll('#log *, .head *, .composer *')]
  .filter(one => !one.closest('.sr-only, thead, [hidden], .table-scroll') && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(one => one.className || one.tagName)`

/** Runs in the page: controls smaller than 24 px (WCAG 2.2, 2.5.8). */
const findSmallTargets = `[...document.querySelectorAll('button, select, input, summary')]
  .filter(one => one.checkVisibility() && !one.closest('#side, .sr-only'))
  .map(one => [one.className || one.id || one.tagName, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24)).map(([name]) => name)`

/** Runs in the page: relative luminance and contrast as WCAG 2.2 defines them. */
const colours = `
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const rgba = text => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = (top, ground) => top.slice(0, 3).map((part, i) => part * top[3] + ground[i] * (1 - top[3])).concat(1)
  const luminance = ([r, g, b]) => [r, g, b].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0)
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }`

const findFaintText = `(() => {${colours}
  const groundOf = element => {
    if (!element) return [255, 255, 255, 1]
    const own = rgba(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, groundOf(element.parentElement))
  }
  const faint = []
  let checked = 0
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('.sr-only, .skip, noscript')) continue
    checked++
    const ground = groundOf(element)
    const value = contrast(over(rgba(getComputedStyle(element).color), ground), ground)
    if (value < 4.5) faint.push(value.toFixed(2) + ' ' + element.className + ': ' + walker.currentNode.data.slice(0, 30))
  }
  return { checked, faint }
})()`

const findFaintTokens = `theme => {${colours}
  document.documentElement.dataset.theme = theme
  const probe = document.body.appendChild(document.createElement('i'))
  const value = name => { probe.style.color = 'var(--' + name + ')'; return rgba(getComputedStyle(probe).color) }
  const grounds = ['surface', 'ground', 'side', 'raised', 'sunk', 'accent-soft']
  const tones = ['good', 'warning', 'bad', 'critical', 'info']
  const pairs = [
    ...['text', 'text-soft'].flatMap(text => grounds.map(ground => [text, ground])),
    ...tones.flatMap(tone => [...grounds.slice(0, 5), tone + '-soft'].map(ground => [tone, ground])),
    ...['surface', 'ground', 'side', 'raised', 'accent-soft'].map(ground => ['accent', ground]),
    ['accent-text', 'accent-ground'], ['accent-text', 'accent-ground-hover'], ['demo-text', 'demo-ground'],
  ]
  return pairs.map(([text, ground]) => [text + ' on ' + ground, contrast(value(text), value(ground))])
    .filter(([, found]) => found < 4.5).map(([pair, found]) => theme + ': ' + pair + ' ' + found.toFixed(2))
}`
