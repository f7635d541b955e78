import { defineBot } from '#src/chat/messenger.ts'
import { createWebMessenger } from './messenger.ts'
import { render } from './render/render.ts'

/** The console has nothing to configure beyond being switched on. */
export interface WebConfig {
  readonly enabled: true
}

/** The built-in web console: a messenger that is a page of this service. */
export const web = defineBot<WebConfig>({
  id: 'web',
  label: { en: 'Web console', ja: 'Webコンソール', 'zh-CN': '网页控制台' },
  pagePath: '/',
  readConfig,
  render,
  create: async (_config, deps) => createWebMessenger(deps),
})

/**
 * On with `WEB_CONSOLE=1`; left out, on only with the demo. Anybody who reaches the page may speak as anybody, so
 * real data needs somebody to switch it on knowingly.
 */
function readConfig(env: Readonly<Record<string, string | undefined>>): WebConfig | null {
  const asked = env.WEB_CONSOLE ?? ''
  const on = asked === '' ? isOn(env.DEMO) : isOn(asked)
  return on ? { enabled: true } : null
}

function isOn(value: string | undefined): boolean {
  return ['1', 'true', 'on', 'yes'].includes((value ?? '').toLowerCase())
}
