import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import type { Invocation } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { openPage, serveConsole } from './browser.ts'
import { everything, type FakeService, fakeService, saying } from './fake-deps.ts'

type Console = Awaited<ReturnType<typeof serveConsole>>

const yuki = 'yuki@example.com'
const amy = 'amy@example.com'

describe.skipIf(!hasChromium)('the page in a real browser', () => {
  let browser: Browser
  const open: { close(): Promise<unknown> }[] = []
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => closePages(browser))
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close()
  })

  async function start(service: FakeService = fakeService(echo), port = 0): Promise<Console> {
    const found = await serveConsole(service, port)
    open.push(found)
    return found
  }
  async function visit(url: string, as: string, channel = '@me', options = {}) {
    const found = await openPage(browser, url, { as, channel }, options)
    open.push(found.context)
    return found
  }

  it('shows what is typed and answered, with table, facts, picture, folded notes and mention', async () => {
    const { url } = await start()
    const { page, complaints } = await visit(url, yuki)

    await write(page, 'status')
    const card = page.locator('.card')
    await card.locator('img').waitFor()

    expect(await page.locator('.mine .bubble').allTextContents()).toEqual(['status'])
    expect(await card.locator('h3').textContent()).toContain('売上が目標を下回りました')
    expect(await card.locator('tbody tr').count()).toBe(2)
    expect(await card.locator('.fact').count()).toBe(2)
    expect(await card.locator('details').getAttribute('open')).toBeNull()
    expect(await card.locator('.mention.me').textContent()).toBe('@田中 由紀')
    expect(await card.locator('img').getAttribute('alt')).toBe('売上の推移')
    expect(complaints).toEqual([])
  })

  it('shows a pressed button live to a second browser, where the message stands', async () => {
    let ref = ''
    const service = fakeService(async ({ line }) => {
      await messenger.update?.(ref, alert(`Acknowledged: ${line}`))
      return { cards: [saying('thanks')], private: true }
    })
    const { url, messenger } = await start(service)
    ref = await messenger.send(alert('Open: sales are low'))
    const one = await visit(url, amy, 'jp-team')
    const two = await visit(url, yuki, 'jp-team')

    await one.page.getByRole('button', { name: 'Acknowledge…' }).click()
    await one.page.getByLabel('Reason').fill('typhoon "Jebi"')
    await one.page.locator('dialog').getByRole('button', { name: 'Acknowledge' }).click()

    await card(two.page, 'Acknowledged: ack 42 "typhoon ”Jebi”"')
    expect(await two.page.locator('.card').count()).toBe(1)
    expect(await two.page.locator('.changed').count()).toBe(1)
    expect(await two.page.getByText('thanks').count()).toBe(0)
    await card(one.page, 'thanks')
  })

  it('keeps a form open with what is missing, and sends nothing after Escape', async () => {
    const service = fakeService(echo)
    const { url } = await start(service)
    const { page } = await visit(url, amy)
    await write(page, 'status')
    const opener = page.getByRole('button', { name: 'Acknowledge…' })

    await opener.click()
    await page.locator('dialog').getByRole('button', { name: 'Acknowledge' }).click()
    expect(await page.locator('.field-error').textContent()).toBe('Please fill this in.')
    await page.keyboard.press('Escape')

    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.locator('.action.primary:focus').waitFor()
    expect(service.asked.map(one => one.line)).toEqual(['status'])
  })

  it('opens a refused form again with what was entered, and offers lists of the service', async () => {
    const wrong = { en: 'Too short', ja: '短すぎます', 'zh-CN': '太短' }
    const field = { name: 'store', label: verbatim('Store'), kind: 'select', source: 'stores' } as const
    const form = { title: verbatim('Where?'), submit: verbatim('Go on'), fields: [field] }
    const ask: Card = {
      ...saying('ask'),
      blocks: [{ type: 'actions', actions: [{ label: verbatim('Where'), line: 'at {store}', form }] }],
    }
    const answers = [{ cards: [ask] }, { cards: [saying('no')], refused: wrong }, { cards: [saying('yes')] }]
    const choices = async () => [{ label: verbatim('West'), value: 'west' }]
    const service = fakeService(() => answers.shift() ?? {}, { choices })
    const { url } = await start(service)
    const { page } = await visit(url, amy)
    await write(page, 'where')

    await page.getByRole('button', { name: 'Where…' }).click()
    await page.locator('dialog').getByLabel('Store').selectOption({ label: 'West' })
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.locator('dialog').getByText('Too short').waitFor()
    await expect.poll(() => page.locator('dialog').getByLabel('Store').inputValue()).toBe('west')
    await page.getByRole('button', { name: 'Go on' }).click()
    await card(page, 'yes')

    expect(service.asked.map(one => one.line)).toEqual(['where', 'at west', 'at west'])
  })

  it('asks before a button that must be confirmed', async () => {
    const service = fakeService(echo)
    const { url } = await start(service)
    const { page } = await visit(url, amy)
    await write(page, 'status')

    await page.getByRole('button', { name: 'Resolve' }).click()
    expect(await page.locator('dialog .question').textContent()).toBe('Close alert 42?')
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Resolve' }).click()
    await page.locator('dialog').getByRole('button', { name: 'Resolve' }).click()
    await card(page, 'you said resolve 42')

    expect(service.asked.map(one => one.line)).toEqual(['status', 'resolve 42'])
  })

  it('works by keyboard alone: skip link, suggestions, earlier lines, slash', async () => {
    const service = fakeService(echo)
    const { url } = await start(service)
    const { page } = await visit(url, amy)

    await page.keyboard.press('Tab')
    await page.locator('.skip:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('stat')
    await page.keyboard.press('Tab')
    expect(await page.locator('#line').inputValue()).toBe('state ')
    await page.keyboard.press('Enter')
    await card(page, 'Sales below target')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('#line').inputValue()).toBe('state')
    await page.locator('#scroll').focus()
    await page.keyboard.press('/')
    await page.locator('#line:focus').waitFor()

    expect(service.asked.map(one => one.line)).toEqual(['state'])
  })

  it('can reach everything by Tab, each stop visibly marked', async () => {
    const { url } = await start()
    const { page } = await visit(url, amy)
    await write(page, 'status')
    await page.locator('.card .action').first().waitFor()
    await page.locator('.skip').focus()

    const stops: string[] = []
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate<string>(describeFocus)
      stops.push(stop)
    }

    expect(stops.filter(stop => stop.includes('WITHOUT RING') && !stop.startsWith('BODY'))).toEqual([])
    for (const wanted of ['who', 'channel', 'theme', 'scroll', 'enlarge', 'action primary', 'line', 'send']) {
      expect(stops).toContain(wanted)
    }
  })

  it('does not send while an input method is choosing characters', async () => {
    const service = fakeService(echo)
    const { url } = await start(service)
    const { page } = await visit(url, yuki)
    await page.locator('#line').fill('うりあげ')

    await page.locator('#line').dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })

    expect(await page.locator('#line').inputValue()).toBe('うりあげ')
    expect(service.asked).toEqual([])
  })

  it.each([
    [yuki, 'ja', '会話', 'ボットとの会話'],
    ['wei@example.com', 'zh-CN', '会话', '我与机器人'],
    [amy, 'en', 'Conversations', 'You and the bot'],
  ])('speaks the language of %s', async (as, lang, heading, own) => {
    const { url } = await start()
    const { page } = await visit(url, as)

    expect(await page.locator('html').getAttribute('lang')).toBe(lang)
    expect(await page.locator('.channels h2').textContent()).toBe(heading)
    expect(await page.locator('h1').textContent()).toBe(own)
    expect(await page.locator('#demo').isVisible()).toBe(true)
  })

  it('switches the language of page and cards, and remembers it', async () => {
    const { url } = await start()
    const { page } = await visit(url, amy)
    await write(page, 'status')
    await card(page, 'Sales below target')

    await page.getByRole('button', { name: '中文' }).click()
    await page.locator('.card').getByText('销售额低于目标').waitFor()
    await page.reload()

    await page.locator('.card').getByText('销售额低于目标').waitFor()
    expect(await page.locator('#send').getAttribute('aria-label')).toBe('发送')
  })

  it('offers first lines in the language of the person, and a click sends one', async () => {
    const service = fakeService(echo)
    const { url } = await start(service)
    const { page } = await visit(url, yuki)

    await page.getByRole('button', { name: '状況', exact: true }).click()
    await page.locator('.card').waitFor()

    expect(service.asked[0]).toMatchObject({ line: '状況', person: yuki })
    expect(await page.locator('#empty').isVisible()).toBe(false)
  })

  it('treats whatever people write as text', async () => {
    const evil =
      '<img src=x onerror="document.title=`hit`"><script>document.title="hit"</script>{{7*7}}[x](javascript:alert(1))'
    const service = fakeService(() => ({ cards: [poisoned(evil)] }))
    const { url } = await start(service)
    const { page, complaints } = await visit(url, amy)

    await write(page, evil)
    await page.locator('.card .action').waitFor()
    await page.locator('.card .action').click()
    await page.locator('dialog').waitFor()

    expect(await page.title()).not.toContain('hit')
    expect(await page.locator('.log script, .log a, dialog script, img[src=x]').count()).toBe(0)
    expect(await page.locator('.card h3').textContent()).toContain('<img src=x')
    expect(complaints).toEqual([])
  })

  it('keeps what was typed while the service is away, sends it again, and resumes its stream', async () => {
    const service = fakeService(echo)
    const first = await serveConsole(service)
    const { page } = await visit(first.url, amy)
    const { port } = new URL(first.url)

    await first.close()
    await page.locator('#connection:not([data-state=live])').waitFor()
    await write(page, 'status sales')
    await page.locator('.failed').getByText('The service cannot be reached.').waitFor()
    await start(service, Number(port))
    await page.locator('#connection[data-state=live]').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()

    await card(page, 'Sales below target')
    expect(await page.locator('.mine .bubble').allTextContents()).toEqual(['status sales'])
    expect(service.asked.map(one => one.line)).toEqual(['status sales'])
  })

  it('marks other conversations where the reader is mentioned', async () => {
    const { url, messenger } = await start()
    const { page } = await visit(url, yuki)

    await messenger.send({ ...alert('Look here'), handles: new Map([[1, yuki]]) })

    await page.locator('[data-channel=jp-team] .badge.me').waitFor()
    expect(await page.locator('#announce').textContent()).toContain('jp-team')
  })
})

/** Runs in the page: what has the focus, and whether one sees it. The field's own frame is its ring. */
const describeFocus = `(() => {
  const element = document.activeElement
  const ring = getComputedStyle(element).outlineStyle !== 'none' || element.id === 'line'
  return (element.id || element.className || element.tagName) + (ring ? '' : ' WITHOUT RING')
})()`

function echo({ line }: Invocation) {
  return { cards: [/^(stat|状)/.test(line) ? everything : saying(`you said ${line}`)], handles: new Map([[1, yuki]]) }
}

function alert(text: string) {
  const actions = everything.blocks.filter(block => block.type === 'actions' || block.type === 'mention')
  const card: Card = { title: verbatim(text), tone: 'bad', blocks: actions }
  const to = { workspace: '', channel: 'jp-team', kind: 'group' } as const
  const { signal } = new AbortController()
  return { deliveryId: text, to, card, locale: 'ja', pictures: [], handles: new Map(), signal } as const
}

function poisoned(text: string): Card {
  const evil = verbatim(text)
  const form = {
    title: evil,
    submit: evil,
    fields: [{ name: 'reason', label: evil, kind: 'text', placeholder: evil }],
  } as const
  return {
    title: evil,
    tone: 'info',
    blocks: [
      { type: 'text', text: evil },
      { type: 'facts', facts: [{ label: evil, value: evil, detail: evil }] },
      { type: 'table', columns: [{ label: evil }, { label: evil }], rows: [[{ text: evil }, { text: evil }]] },
      { type: 'list', heading: evil, items: [evil] },
      { type: 'image', picture: { drawing: 'trend', data: {} }, alt: evil },
      { type: 'mention', people: [{ id: 1, name: text }] },
      { type: 'actions', actions: [{ label: evil, line: `ack ${text} {reason}`, form }] },
    ],
  }
}

/** Waits for a card with the title. */
async function card(page: Page, title: string): Promise<void> {
  await page.locator('.card h3').getByText(title).waitFor()
}

async function write(page: Page, line: string): Promise<void> {
  await page.locator('#line').fill(line)
  await page.keyboard.press('Enter')
}
