import { describe, expect, it } from 'vitest'
import { hasChromium, launch } from '#test/support/browser/chromium.ts'
import { smallTargets } from '#test/support/browser/small-targets.ts'

describe.skipIf(!hasChromium)('what is too small to press', () => {
  const small = '<a href="#a" style="display:inline-block;width:20px;height:20px;background:red"></a>'

  it.each([
    ['two small ones side by side', `<div>${small}${small}</div>`, 2],
    [
      'a list of links that stand close',
      '<ul style="line-height:1"><li><a href="#a">One</a><li><a href="#b">Two</a></ul>',
      2,
    ],
    [
      'links with nothing but a dot between them',
      '<p style="font:10px/1 monospace"><a href="#a">On</a>·<a href="#b">Up</a></p>',
      2,
    ],
  ])('is %s', async (_what, body, count) => {
    const page = await (await launch()).newPage()
    await page.setContent(body)
    expect(await smallTargets(page)).toHaveLength(count)
    await page.close()
  })

  it.each([
    ['a small one that stands alone', `<div style="padding:30px">${small}</div>`],
    ['links within a text', '<p style="font-size:10px">Read <a href="#a">one</a> or <a href="#b">two</a> first.</p>'],
    ['a tick within its label', '<label style="display:block;padding:10px"><input type="checkbox"> All</label>'],
  ])('is not %s', async (_what, body) => {
    const page = await (await launch()).newPage()
    await page.setContent(body)
    expect(await smallTargets(page)).toEqual([])
    await page.close()
  })
})
