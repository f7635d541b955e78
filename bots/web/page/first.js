// @ts-check
import { page } from './texts.js'

/** @returns {import('./texts.js').Locale} */
export function languageOfBrowser() {
  const [language] = navigator.language.toLowerCase().split('-')
  return language === 'zh' ? 'zh-CN' : language === 'ja' ? 'ja' : 'en'
}

/**
 * Who speaks when nobody was chosen yet: somebody of the browser's language who may do most.
 * @param {readonly any[]} people
 */
export function likelyPerson(people) {
  const roles = ['administrator', 'manager', 'operator', 'viewer']
  const rank = (/** @type {any} */ one) => (one.locale === languageOfBrowser() ? 0 : 10) + roles.indexOf(one.role)
  return [...people].sort((a, b) => rank(a) - rank(b))[0]
}

/**
 * First things to try, in the language of the page.
 * @param {readonly any[]} verbs
 * @returns {string[]}
 */
export function examples(verbs) {
  const starters = ['status', 'trend', 'compare', 'alerts', 'digest', 'help']
  const known = starters.flatMap(name => verbs.find(verb => verb.name === name) ?? [])
  const lines = known.map(verb => verb.examples[page.locale]?.[0] ?? verb.name)
  return lines.length > 0 ? lines : ['status', 'help']
}
