import { describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { problemsOf } from '#src/features/connections/give-keys.ts'
import { consentFieldsOf, fieldsOf } from '#src/features/connections/index.ts'
import { locales } from '#src/i18n/locale.ts'

const now = new Date('2026-06-30T20:00:00Z')

/** Made-up values by the name of a field; a choice is the first one. */
const made: Readonly<Record<string, string>> = {
  shop: 'harbour.myshopify.com',
  application_id: 'amzn1.sp.solution.made-up',
  partner_id: '1000001',
  country: 'sg',
}

describe.each(connectors.map(one => [one.id, one] as const))('the form of %s', (_id, connector) => {
  it('asks for every key with a label in three languages, and hides what is secret', () => {
    const fields = [...fieldsOf(connector), ...consentFieldsOf(connector)]

    expect(fields.length).toBeGreaterThan(0)
    for (const { label, name, secret } of fields) {
      expect(locales.map(locale => label[locale]).filter(text => text.trim() === '')).toEqual([])
      if (/secret|_token$/.test(name)) expect(secret).toBe(true)
      expect(Object.values(label), name).not.toContain(name)
    }
  })

  it('lets what is optional be absent', () => {
    const optional = new Set(fieldsOf(connector).flatMap(field => (field.optional ? [field.name] : [])))
    const missing = connector.keys.safeParse({}).error?.issues.map(issue => String(issue.path[0])) ?? []

    expect(missing.filter(name => optional.has(name) && name !== 'access_token')).toEqual([])
  })

  it('sends the seller to a page that brings its state back', () => {
    const { consent } = connector
    if (!consent) return
    const fields = consentFieldsOf(connector)
    const keys = Object.fromEntries(
      fields.map(({ name, options, secret }) => [
        name,
        options[0]?.value ?? made[name] ?? (secret ? `secret-of-${name}` : 'made-up-1'),
      ]),
    )
    const parsed = consent.keys.parse(
      Object.fromEntries(fields.filter(it => !it.optional).map(it => [it.name, keys[it.name]])),
    )
    const addresses = connector.addresses(parsed)
    const redirectUri = `https://kpi.example.com/connect/${connector.id}/callback`

    const url = consent.authorizeUrl({
      keys: parsed as Record<string, string>,
      addresses,
      redirectUri,
      state: 'state-1',
      now,
    })

    expect(new URL(url).protocol).toBe('https:')
    expect(decodeURIComponent(decodeURIComponent(url))).toContain('state-1')
    for (const { name, secret } of fields) if (secret) expect(url).not.toContain(`secret-of-${name}`)
  })
})

describe('what is wrong with keys', () => {
  it.each(connectors.map(one => [one.id, one] as const))('is said in the reader’s language: %s', (_id, connector) => {
    const fields = fieldsOf(connector)
    const given = Object.fromEntries(fields.map(({ name }) => [name, '!']))
    for (const keys of [{}, given, { ...given, stores: '[{}]', reports: '[{"measures":{"x":"y"}}]' }]) {
      const { error } = connector.keys.safeParse(keys)
      for (const { text } of error ? problemsOf(error, keys, fields) : [])
        for (const locale of ['ja', 'zh-CN'] as const) {
          expect(text[locale]).toMatch(/[\p{Script=Han}\p{Script=Katakana}]/u)
          expect(text[locale]).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/)
        }
    }
  })
})
