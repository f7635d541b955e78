/** What it takes to be let in at a route. */
export type Door =
  /** Anybody: it tells nothing of the company. */
  | 'open'
  /** Somebody who is signed in, within their stores. */
  | 'person'
  /** The token of the whole API. */
  | 'api'
  /** A person's token for assistants. */
  | 'assistant'
  /** A signed address of one thing. */
  | 'signed'
  /** A signature of the platform or the mail server that calls. */
  | 'platform'
  /** Nobody, where it is not switched on: whoever reaches it may be anybody. */
  | 'console'

/** A route and its door, with the addresses at which it is asked. */
export interface Classified {
  readonly door: Door
  /** Addresses to ask, with names of the hidden store in them; `{…}` are filled in by the test. */
  readonly at: readonly string[]
  /** What an own form of it sends besides its mark; absent: it takes no form. */
  readonly form?: Readonly<Record<string, string>>
  /** Who may see everything gets to see the hidden store at one of the addresses. */
  readonly tells?: true
}

const open = (...at: readonly string[]): Classified => ({ door: 'open', at })
const board = [
  '/boards/store/zephyrwick',
  '/boards/market/jp',
  '/boards/all/stores',
  '/boards/own/{board}',
  '/boards/team/{team}',
  '/boards/person/{quillon}',
]
const filters = ['', '?place=store:zephyrwick&kpi=sales&show=heat', '?period=30d&sku=OBSIDIAN-77']
const settings = [
  'connections',
  'files',
  'people',
  'teams',
  'scopes',
  'channels',
  'schedules',
  'rules',
  'templates',
  'calendar',
  'plan',
  'shares',
  'rates',
  'delivery',
  'audit',
  'me',
]
const line = { line: 'status sales zephyrwick' }

/** Every route of the service. One that is not here fails the test: say who may see what of it. */
export const classified: Readonly<Record<string, Classified>> = {
  'GET /healthz': open('/healthz'),
  'GET /readyz': open('/readyz'),
  'GET /metrics': open('/metrics'),
  'GET /openapi.json': open('/openapi.json'),
  'GET /page/style.css': open('/page/style.css'),
  'GET /favicon.ico': open('/favicon.ico'),
  'GET /page/assets/*': open('{assets}'),
  'GET /page/marks.json': open('/page/marks.json'),
  'GET /boards/manifest.json': open('/boards/manifest.json'),
  'GET /boards/icon.svg': open('/boards/icon.svg'),
  'GET /settings/style.css': open('/settings/style.css'),
  'GET /docs/style.css': open('/docs/style.css'),
  'GET /docs/pictures/:name': open('/docs/pictures/daily-post.png', '/docs/pictures/..%2f..%2fpackage.json'),
  'GET /docs': open('/docs', '/docs?q=zephyrwick&lang=ja'),
  'GET /docs/:id': open('/docs/targets', '/docs/zephyrwick'),
  'GET /login': open('/login', '/login?to=/boards/store/zephyrwick', '/login?sent=1'),
  'POST /login': { ...open('/login'), form: { email: 'quillon@example.com' } },
  'POST /login/out': { door: 'person', at: ['/login/out'], form: {} },
  'GET /login/open': { door: 'signed', at: ['/login/open?page={token}', '/login/open'] },
  'POST /login/open': { door: 'signed', at: ['/login/open'], form: { page: '{token}' } },
  'GET /login/with/:platform': open('/login/with/slack?to=/boards/store/zephyrwick', '/login/with/nothing'),
  'GET /login/with/:platform/callback': {
    door: 'signed',
    at: ['/login/with/slack/callback?code=x&state=y', '/login/with/feishu/callback', '/login/with/nothing/callback'],
  },
  'GET /account': { door: 'person', at: ['/account'] },
  'POST /account/end': { door: 'person', at: ['/account/end'], form: { id: '1' } },
  'POST /account/others': { door: 'person', at: ['/account/others'], form: {} },
  'POST /account/everywhere': { door: 'person', at: ['/account/everywhere'], form: {} },
  'GET /boards': { door: 'person', at: ['/boards'], tells: true },
  'GET /boards/:kind/:id': {
    door: 'person',
    at: board.flatMap(path => filters.map(query => path + query)),
    tells: true,
  },
  'GET /boards/:kind/:id/chart': {
    door: 'person',
    at: board.flatMap(path => [`${path}/chart?kpi=sales`, `${path}/chart?kpi=orders&place=store:zephyrwick`]),
    tells: true,
  },
  'GET /boards/:kind/:id/heat': { door: 'person', at: board.map(path => `${path}/heat?kpi=sales`), tells: true },
  'GET /boards/:kind/:id/score': { door: 'person', at: board.map(path => `${path}/score`) },
  'GET /boards/:kind/:id/stores': {
    door: 'person',
    at: board.flatMap(path => [`${path}/stores`, `${path}/stores?place=store:zephyrwick`]),
    tells: true,
  },
  'GET /boards/offline': open('/boards/offline'),
  'GET /boards/worker.js': open('/boards/worker.js'),
  'GET /boards/own/new': { door: 'person', at: ['/boards/own/new'], tells: true },
  'POST /boards/own/new': {
    door: 'person',
    at: ['/boards/own/new'],
    form: { name: 'Theirs', kpis: 'sales', places: 'store:zephyrwick' },
  },
  'GET /boards/own/:id/edit': { door: 'person', at: ['/boards/own/{board}/edit'] },
  'POST /boards/own/:id/edit': {
    door: 'person',
    at: ['/boards/own/{board}/edit'],
    form: { name: 'Mine now', kpis: 'sales' },
  },
  'POST /boards/own/:id/remove': { door: 'person', at: ['/boards/own/{board}/remove'], form: {} },
  'POST /boards/:kind/:id/note': {
    door: 'person',
    at: ['/boards/store/zephyrwick/note'],
    form: { place: 'store:zephyrwick', kpi: 'sales', from: '2026-11-17', text: 'seen' },
  },
  'GET /guide': { door: 'person', at: ['/guide'] },
  'POST /guide': { door: 'person', at: ['/guide'], form: line, tells: true },
  'GET /settings': { door: 'person', at: ['/settings'] },
  'GET /settings/:section': {
    door: 'person',
    at: [
      ...settings.map(id => `/settings/${id}`),
      '/settings/audit?q=zephyrwick',
      '/settings/plan?place=store:zephyrwick&kpi=sales',
      '/settings/calendar?month=2026-11',
      '/settings/nothing',
    ],
    tells: true,
  },
  'POST /settings/:section': {
    door: 'person',
    at: ['/settings/me', '/settings/plan', '/settings/calendar'],
    form: line,
    tells: true,
  },
  'GET /api/v1/stores': { door: 'api', at: ['/api/v1/stores'], tells: true },
  'GET /api/v1/kpis': { door: 'api', at: ['/api/v1/kpis'] },
  'GET /api/v1/figures': {
    door: 'api',
    at: ['/api/v1/figures?kpi=sales&place=zephyrwick', '/api/v1/figures?kpi=sales'],
    tells: true,
  },
  'POST /api/v1/observations': { door: 'api', at: ['/api/v1/observations'] },
  'GET /api/v1/imports': { door: 'api', at: ['/api/v1/imports'] },
  'POST /api/v1/imports': { door: 'api', at: ['/api/v1/imports', '/api/v1/imports?apply=1'] },
  'GET /api/v1/imports/:id': { door: 'api', at: ['/api/v1/imports/1'] },
  'POST /api/v1/imports/:id/apply': { door: 'api', at: ['/api/v1/imports/1/apply'] },
  'POST /api/v1/imports/:id/undo': { door: 'api', at: ['/api/v1/imports/1/undo'] },
  'POST /mcp': { door: 'assistant', at: ['/mcp'], tells: true },
  'GET /mcp': { door: 'assistant', at: ['/mcp'] },
  'DELETE /mcp': { door: 'assistant', at: ['/mcp'] },
  'GET /files/:name': { door: 'signed', at: ['{picture}'] },
  'GET /files/exports/:name': { door: 'signed', at: ['{export}'] },
  'GET /share/meeting': { door: 'signed', at: ['{meeting}'] },
  'GET /share/sync': { door: 'signed', at: ['{sync}'] },
  'GET /share/rating-photos': { door: 'signed', at: ['{photos}'] },
  'POST /share/rating-photos': { door: 'signed', at: ['{photos}'], form: {} },
  'GET /share/rating-photos/:id.jpg': { door: 'signed', at: ['{photo}'] },
  'GET /share/rating-evidence': { door: 'signed', at: ['{evidence}'] },
  'GET /share/rating-evidence/:id.jpg': { door: 'signed', at: ['{evidence-photo}'] },
  'GET /share/:token': { door: 'signed', at: ['{share}', '{share}?place=store:zephyrwick&kpi=orders'] },
  'POST /share/:token': { door: 'signed', at: ['{share}'], form: { passphrase: 'x' } },
  'GET /share/:token/chart': {
    door: 'signed',
    at: ['{share}/chart?kpi=sales', '{share}/chart?kpi=orders&place=store:zephyrwick'],
  },
  'GET /share/:token/heat': { door: 'signed', at: ['{share}/heat?kpi=sales&place=store:zephyrwick'] },
  'GET /share/:token/stores': { door: 'signed', at: ['{share}/stores', '{share}/stores?place=store:zephyrwick'] },
  'GET /connect/:id/start': { door: 'signed', at: ['{connect}'] },
  'POST /connect/:id/start': { door: 'signed', at: ['/connect/shopify/start'], form: { page: '{token}' } },
  'GET /connect/:id/keys': { door: 'signed', at: ['/connect/shopify/keys'] },
  'POST /connect/:id/keys': {
    door: 'signed',
    at: ['/connect/shopify/keys'],
    form: { shop: 'x.myshopify.com', access_token: 'shpat_x' },
  },
  'GET /connect/:id/consent': { door: 'signed', at: ['/connect/shopify/consent'] },
  'GET /connect/:id/callback': { door: 'signed', at: ['/connect/shopify/callback?code=x&state=y'] },
  'GET /connect/:id/stores': { door: 'signed', at: ['/connect/shopify/stores'] },
  'POST /connect/:id/stores': { door: 'signed', at: ['/connect/shopify/stores'], form: { step: 'start' } },
  'GET /mail/ack': { door: 'signed', at: ['/mail/ack?line=alerts%201&sig=x', '/mail/ack'] },
  'POST /mail/ack': { door: 'signed', at: ['/mail/ack?line=ack%201&sig=x'], form: {} },
  'POST /mail/bounces': { door: 'platform', at: ['/mail/bounces'] },
  'POST /slack/events': { door: 'platform', at: ['/slack/events'] },
  'GET /slack/install': { door: 'platform', at: ['/slack/install', '/slack/install?key=x'] },
  'GET /slack/oauth_redirect': { door: 'platform', at: ['/slack/oauth_redirect?code=x&state=y'] },
  'POST /feishu/events': { door: 'platform', at: ['/feishu/events'] },
  'POST /feishu/approvals': { door: 'platform', at: ['/feishu/approvals'] },
  'GET /wecom/callback': { door: 'platform', at: ['/wecom/callback?msg_signature=x&timestamp=1&nonce=2&echostr=y'] },
  'POST /wecom/callback': { door: 'platform', at: ['/wecom/callback?msg_signature=x&timestamp=1&nonce=2'] },
  'GET /': { door: 'console', at: ['/'] },
  'GET /web/page/:name': { door: 'console', at: ['/web/page/page.js'] },
  'GET /web/directory': { door: 'console', at: ['/web/directory'] },
  'POST /web/messages': { door: 'console', at: ['/web/messages'] },
  'POST /web/actions': { door: 'console', at: ['/web/actions'] },
  'GET /web/choices': { door: 'console', at: ['/web/choices?as=eve@example.com&source=stores'] },
  'GET /web/stream': { door: 'console', at: ['/web/stream?as=eve@example.com'] },
  'POST /web/imports': { door: 'console', at: ['/web/imports'] },
  'GET /web/imports/:id': { door: 'console', at: ['/web/imports/1?as=eve@example.com'] },
  'POST /web/imports/:id/apply': { door: 'console', at: ['/web/imports/1/apply'] },
  'POST /web/imports/:id/undo': { door: 'console', at: ['/web/imports/1/undo'] },
}

/** The name under which a route stands in the list: hashes of content are left out. */
export function nameOf(route: string): string {
  return route.replace(/ \/page\/assets\/.*/, ' /page/assets/*')
}
