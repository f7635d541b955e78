import { expect, it } from 'vitest'
import { severities } from '#src/domain/alerts/alert.ts'
import { parseWaits } from '#src/domain/alerts/escalation.ts'
import { severityLabels, severityWords } from '#src/domain/alerts/severity-names.ts'
import { locales } from '#src/i18n/locale.ts'

const named = severities.flatMap(severity =>
  locales.map(locale => ({ severity, name: severityLabels[severity][locale] })),
)

it.each(named)('understands that $name means $severity, and nothing else', ({ severity, name }) => {
  expect(severityWords.filter(([, words]) => words.test(name)).map(([id]) => id)).toEqual([severity])
  expect(parseWaits(`${name} owner 30m`)?.severities).toEqual([severity])
})

it.each(severities)('understands %s itself in a form of waits', severity => {
  expect(parseWaits(`${severity} owner 30m`)?.severities).toEqual([severity])
})
