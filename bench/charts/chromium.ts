import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { marksSpec } from '#src/charts/picture/marks-spec.ts'
import type { PictureModel } from '#src/charts/picture/picture.ts'
import { toSvg } from '#src/charts/picture/to-svg.ts'
import { projectRoot } from '#src/paths.ts'

/** Draws our pictures with a headless browser, the way other tools make pictures of charts. */
export interface BrowserPainter {
  readonly browser: Browser
  /** A page that has Vega loaded and our specification compiled. */
  readonly openPage: () => Promise<Page>
  /** Draws in a page and returns the PNG of what is to be seen. */
  readonly draw: (page: Page, picture: PictureModel) => Promise<Uint8Array>
}

/** Starts Chromium with our faces, so that it has the same glyphs to draw. */
export async function startBrowser(executablePath: string): Promise<BrowserPainter> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const scripts = ['vega/build/vega.min.js', 'vega-lite/build/vega-lite.min.js'].map(path =>
    readFile(join(projectRoot, 'node_modules', path), 'utf8'),
  )
  const [vega = '', vegaLite = ''] = await Promise.all(scripts)
  return {
    browser,
    async openPage() {
      const page = await browser.newPage({ viewport: { width: 1200, height: 1400 } })
      await page.setContent('<body style="margin:0"><div id="picture"></div></body>')
      await page.addScriptTag({ content: vega })
      await page.addScriptTag({ content: vegaLite })
      await page.addScriptTag({ content: `globalThis.spec = ${JSON.stringify(marksSpec)};${pageScript}` })
      return page
    },
    async draw(page, picture) {
      const frame = await toSvg({ ...picture, plots: [] }, 'zh-CN')
      await page.evaluate(`drawPicture(${JSON.stringify({ frame, plots: picture.plots })})`)
      const clip = { x: 0, y: 0, width: picture.width, height: picture.height }
      return await page.screenshot({ clip, type: 'png' })
    },
  }
}

// What plot-svg.ts does, in the browser; the specification is compiled once per page, as ours is once per thread.
const pageScript = `
  const runtime = vega.parse(vegaLite.compile(spec).spec)
  async function plotSvg({ x, y, width, height, across, up, rects, rules, lines, dots }) {
    const view = new vega.View(runtime, { renderer: 'none' }).width(width).height(height)
    view.signal('left', across[0]).signal('right', across[1]).signal('bottom', up[0]).signal('top', up[1])
    view.data('rects', rects).data('rules', rules)
    view.data('lines', lines.flatMap(({ points, stroke, width, dash }, line) =>
      points.map(([x, y], step) => ({ line, step, x, y, stroke, width, dash }))))
    view.data('dots', dots.map(dot => ({ ...dot, size: (2 * dot.radius) ** 2 })))
    const svg = await view.toSVG()
    view.finalize()
    return svg.replace('<svg ', '<svg x="' + x + '" y="' + y + '" overflow="visible" ')
  }
  globalThis.drawPicture = async ({ frame, plots }) => {
    const svgs = await Promise.all(plots.map(plotSvg))
    document.getElementById('picture').innerHTML = frame.replace('<g font-family', svgs.join('') + '<g font-family')
  }
`
