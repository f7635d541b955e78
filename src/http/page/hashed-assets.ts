import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from '#src/paths.ts'
import { packHard } from './packed.ts'
import { wayOf } from './packing.ts'

/** A file whose address changes with its content, so that browsers never ask for it again. */
export interface HashedAsset {
  readonly url: string
  readonly type: string
  readonly content: Buffer
}

const year = 31_536_000

/** Makes the address of a file from its name and content: `/page/assets/board.3f9a….js`. */
export function hashedAsset(name: string, content: string | Buffer): HashedAsset {
  const bytes = Buffer.from(content)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const [base = name, ending = 'js'] = name.split('.')
  return { url: `/page/assets/${base}.${hash}.${ending}`, type: types[ending] ?? types.js ?? '', content: bytes }
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** A script of ours; it stands beside the source also when the service runs from `dist`. */
export function clientScript(name: string): string {
  return readFileSync(join(projectRoot, 'src/http/page/client', name), 'utf8')
}

/** Vega as its authors built it, and its interpreter of expressions, which needs no `unsafe-eval`. */
export function vegaAssets(): { readonly vega: HashedAsset; readonly interpreter: HashedAsset } {
  const { resolve } = createRequire(join(projectRoot, 'package.json'))
  const vega = readFileSync(join(dirname(resolve('vega')), 'vega.min.js'))
  const interpreter = readFileSync(resolve('vega-interpreter'), 'utf8')
  return { vega: hashedAsset('vega.js', vega), interpreter: hashedAsset('interpreter.js', onVega(interpreter)) }
}

/** The interpreter is a module that asks for a package by name; in the browser its functions stand in Vega itself. */
function onVega(module: string): string {
  const asks = /^import \{([^}]*)\} from 'vega-util';/m
  if (!asks.test(module)) throw new Error('The interpreter of Vega imports other packages than before')
  return module.replace(asks, 'const {$1} = globalThis.vega;').replace(/^\/\/# sourceMappingURL=.*$/m, '')
}

/** Serves such files, packed where the browser takes that. */
export function hashedAssetRoutes(assets: readonly HashedAsset[]): (app: FastifyInstance) => Promise<void> {
  const packed = new Map<string, Promise<Buffer>>()
  return async app => {
    for (const { url, type, content } of assets) {
      app.get(url, async (request, reply) => {
        reply.header('cache-control', `public, max-age=${year}, immutable`).header('x-content-type-options', 'nosniff')
        reply.type(type).header('vary', 'accept-encoding')
        const way = wayOf(request.headers['accept-encoding'])
        if (way === null) return reply.send(content)
        const known = packed.get(`${way} ${url}`) ?? packHard(content, way)
        packed.set(`${way} ${url}`, known)
        return reply.header('content-encoding', way).send(await known)
      })
    }
  }
}
