import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPrivate, judgeCertificate } from '#src/features/checkup/checks/address.ts'
import { judgeClock } from '#src/features/checkup/checks/clock.ts'
import { configurationFindings } from '#src/features/checkup/checks/configuration.ts'
import { judgeMigrations, judgeServer } from '#src/features/checkup/checks/database.ts'
import { judgeRoom } from '#src/features/checkup/checks/files.ts'
import { judgeVersion } from '#src/features/checkup/checks/marketplaces.ts'
import { findStrangers } from '#src/features/checkup/checks/names.ts'
import { judgeRuntime } from '#src/features/checkup/checks/runtime.ts'
import { judgeKey } from '#src/features/checkup/checks/secret-key.ts'
import { judgeReady } from '#src/features/checkup/checks/service.ts'
import { reportText } from '#src/features/checkup/report-text.ts'
import { runChecks } from '#src/features/checkup/run.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'

const known = [
  'DATABASE_URL',
  'DATA_DIR',
  'PUBLIC_URL',
  'SECRET_KEY',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'FEISHU_APP_ID',
  'FEISHU_APP_SECRET',
  'WECOM_CORP_ID',
  'WECOM_SECRET',
  'SMTP_URL',
  'MAIL_FROM',
  'AMAZON_API_URL',
]
const healthy = {
  version: '16.4',
  versionNumber: 160_004,
  encoding: 'UTF8',
  readOnly: false,
  mayCreate: true,
  fsync: true,
  fullPageWrites: true,
  synchronousCommit: true,
  maxConnections: 100,
  usedConnections: 8,
  idleSessionTimeout: 0,
  statementTimeout: 0,
  size: 1e8,
  clock: 0,
}
const now = new Date('2026-03-10T12:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)

describe('names of variables', () => {
  it.each([
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN'],
    ['SLACK_SIGNING_SECERT', 'SLACK_SIGNING_SECRET'],
    ['slack_bot_token', 'SLACK_BOT_TOKEN'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['POSTGRES_URL', 'DATABASE_URL'],
    ['PUBLICURL', 'PUBLIC_URL'],
    ['LARK_APP_ID', 'FEISHU_APP_ID'],
    ['WEWORK_CORP_ID', 'WECOM_CORP_ID'],
    ['SMTP_HOST', 'SMTP_URL'],
    ['AMAZON_ENDPOINT', null],
  ])('takes %s for a mistake, probably for %s', (name, near) => {
    expect(findStrangers({ known, set: ['PATH', 'HOME', name], fromFile: [] })).toEqual([{ name, near }])
  })

  it.each(['PATH', 'LANG', 'NODE_ENV', 'npm_config_cache', 'TZ', 'KUBERNETES_PORT', 'HTTPS_PROXY'])(
    'leaves %s of the machine alone, but not in our own file',
    name => {
      expect(findStrangers({ known, set: [name], fromFile: [] })).toEqual([])
      expect(findStrangers({ known, set: [name], fromFile: [name] })).toHaveLength(1)
    },
  )

  it('never objects to a name that is known', () => {
    fc.assert(
      fc.property(fc.subarray(known), set => {
        expect(findStrangers({ known, set, fromFile: set })).toEqual([])
      }),
    )
  })

  it('tells every problem of the configuration by its variable in every language', () => {
    const problems = ['SLACK_SIGNING_SECRET must be set', 'WECOM_TOKEN is missing: the app of WeCom needs it']
    const findings = configurationFindings({ known, set: [], fromFile: [], problems })

    expect(findings.map(({ state }) => state)).toEqual(['error', 'error'])
    for (const locale of locales) expect(findings[0]?.said[locale]).toContain('SLACK_SIGNING_SECRET')
    expect(findings[0]?.said.ja).not.toBe(findings[0]?.said.en)
  })
})

describe('judgements', () => {
  it.each([
    ['is healthy', {}, ['ok']],
    ['is too old', { versionNumber: 140_009 }, ['ok', 'error']],
    ['has another encoding', { encoding: 'SQL_ASCII' }, ['ok', 'error']],
    ['is a standby', { readOnly: true }, ['ok', 'error']],
    ['may not create', { mayCreate: false }, ['ok', 'error']],
    ['does not write to disk', { fsync: false }, ['ok', 'warning']],
    ['has few connections', { maxConnections: 20 }, ['ok', 'warning']],
    ['is nearly full', { usedConnections: 95 }, ['ok', 'warning']],
    ['cuts idle sessions', { idleSessionTimeout: 60_000 }, ['ok', 'warning']],
    ['cuts statements', { statementTimeout: 5_000 }, ['ok', 'warning']],
  ])('a database that %s', (_what, change, states) => {
    expect(judgeServer({ ...healthy, ...change }).map(({ state }) => state)).toEqual(states)
  })

  it.each([
    [null, 'warning'],
    [18, 'warning'],
    [20, 'ok'],
    [21, 'error'],
  ] as const)('%s applied migrations of 20: %s', (applied, state) => {
    expect(judgeMigrations(applied, 20).state).toBe(state)
  })

  it.each([
    [0, 'ok'],
    [-1.9, 'ok'],
    [10, 'warning'],
    [-45, 'warning'],
    [61, 'error'],
    [-3600, 'error'],
  ] as const)('a clock that is %s seconds off: %s', (seconds, state) => {
    expect(judgeClock(seconds, verbatim('x')).state).toBe(state)
  })

  it.each([
    [{ trusted: true, why: '', until: days(60) }, 'ok'],
    [{ trusted: true, why: '', until: days(9) }, 'warning'],
    [{ trusted: false, why: 'CERT_HAS_EXPIRED', until: days(-3) }, 'error'],
    [{ trusted: false, why: 'DEPTH_ZERO_SELF_SIGNED_CERT', until: days(300) }, 'error'],
    [{ trusted: false, why: 'ERR_TLS_CERT_ALTNAME_INVALID', until: days(300) }, 'error'],
  ] as const)('a certificate %j: %s', (certificate, state) => {
    expect(judgeCertificate(certificate, now)[0]?.state).toBe(state)
  })

  it.each([
    ['10.1.2.3', true],
    ['172.31.0.9', true],
    ['172.32.0.9', false],
    ['192.168.1.1', true],
    ['100.64.0.1', true],
    ['8.8.8.8', false],
    ['fd00::1', true],
    ['2606:4700::1', false],
  ])('the address %s is private: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected)
  })

  it.each([
    ['short', 'error'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'error'],
    ['abcabcabcabcabcabcabcabcabcabcabcabcabc', 'error'],
    ['change-me-change-me-change-me-change-me', 'error'],
    ['please-change-me-to-something-better-77', 'warning'],
    ['q7Zt1xV0mP4sKd9LrB2nWc8HfJ6gYe3uTa5oXi', 'ok'],
  ])('a key such as %s: %s', (key, state) => {
    expect(judgeKey(key).state).toBe(state)
  })

  it('never calls a random key weak', () => {
    const random = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter(bytes => new Set(bytes).size > 20)
    fc.assert(
      fc.property(random, bytes => {
        expect(judgeKey(Buffer.from(bytes).toString('base64url')).state).not.toBe('error')
      }),
    )
  })

  it.each([
    [{ free: 50e9, all: 100e9 }, true, 'ok'],
    [{ free: 1.5e9, all: 100e9 }, true, 'warning'],
    [{ free: 0.1e9, all: 100e9 }, true, 'error'],
    [{ free: 0.1e9, all: 100e9 }, false, 'warning'],
  ] as const)('room %j, database there: %s → %s', (room, database, state) => {
    expect(judgeRoom(room, database).state).toBe(state)
  })

  it.each([
    [null, []],
    ['2027-03-10', []],
    ['2026-05-01', ['warning']],
    ['2026-03-01', ['error']],
  ] as const)('an interface that ends on %s', (sunset, states) => {
    const found = judgeVersion(verbatim('Shop'), { api: 'orders', pinned: 'v1', sunset }, now)

    expect(found.map(({ state }) => state)).toEqual(states)
  })

  it.each([
    [{ node: '20.19.0', platform: 'linux', memory: 4e9 }, ['ok']],
    [{ node: '18.20.4', platform: 'linux', memory: 4e9 }, ['error']],
    [{ node: '22.1.0', platform: 'win32', memory: 4e9 }, ['ok', 'warning']],
    [{ node: '22.1.0', platform: 'linux', memory: 5e8 }, ['ok', 'warning']],
  ])('running on %j', (on, states) => {
    expect(judgeRuntime(on).map(({ state }) => state)).toEqual(states)
  })

  it.each([
    ['{"status":"ready","checks":[{"name":"database","ok":true,"detail":"x"}]}', 'ok'],
    ['{"status":"not ready","checks":[{"name":"database","ok":false,"detail":"x"}]}', 'error'],
    ['<html>', 'error'],
    ['null', 'error'],
    ['[]', 'error'],
  ])('what /readyz answers: %s → %s', (body, state) => {
    expect(judgeReady(body, '127.0.0.1:3000').state).toBe(state)
  })
})

describe('running checks', () => {
  const fine = { label: verbatim('fine'), run: async () => [{ state: 'ok' as const, said: verbatim('well') }] }

  it('goes on where one throws, synchronously or later, or never ends', async () => {
    const checks = [
      {
        label: verbatim('a'),
        run: () => {
          throw new TypeError('broken at once')
        },
      },
      { label: verbatim('b'), run: () => Promise.reject(new Error('broken later')) },
      { label: verbatim('c'), run: () => new Promise<never>(() => {}) },
      { label: verbatim('d'), run: () => Promise.reject('a text') },
      fine,
    ]
    const found = await runChecks(checks, { secrets: [], limitMs: 50 })

    expect(found.map(({ label, state }) => [label.en, state])).toEqual([
      ['a', 'error'],
      ['b', 'error'],
      ['c', 'error'],
      ['d', 'error'],
      ['fine', 'ok'],
    ])
  })

  it('prints no secret, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9+/=_-]{8,40}$/), async secret => {
        const said = verbatim(`refused ${secret} at x:${secret}@y`)
        const check = { label: verbatim('x'), run: async () => [{ state: 'error' as const, said, advice: said }] }
        const text = reportText(await runChecks([check], { secrets: [secret] }), 'en')

        expect(text).not.toContain(secret)
      }),
    )
  })

  it('keeps every finding on lines of its own, whatever a server said', async () => {
    const said = verbatim('first\nsecond \u001b[31mred')
    const found = [{ label: verbatim('x'), state: 'error' as const, said, advice: verbatim('do\nthis') }]

    expect(reportText(found, 'ja').split('\n')).toHaveLength(4)
    expect(reportText(found, 'ja')).not.toContain('\u001b')
  })
})
