import type { Card } from '#src/chat/card.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Judgement: as `linkMinutes`. */
const texts = {
  title: { en: 'Your pages', ja: 'あなたのページ', 'zh-CN': '您的页面' },
  how: {
    en: 'This link signs you in, once, within 15 minutes. It is for you alone: do not pass it on.',
    ja: 'このリンクで15分以内に1回だけログインできます。本人専用のため、他の人に渡さないでください。',
    'zh-CN': '此链接可在15分钟内登录一次，仅供本人使用，请勿转发。',
  },
  open: { en: 'Open', ja: '開く', 'zh-CN': '打开' },
  local: {
    en: 'It only opens on the machine that runs the service: set PUBLIC_URL to the address that phones reach.',
    ja: 'サービスが動くマシンでのみ開けます。スマートフォンから届くアドレスをPUBLIC_URLに設定してください。',
    'zh-CN': '此链接只能在运行服务的机器上打开：请将PUBLIC_URL设为手机可访问的地址。',
  },
  devices: { en: 'Signed-in devices', ja: 'ログイン中の端末', 'zh-CN': '已登录设备' },
  none: {
    en: 'You are signed in nowhere.',
    ja: 'ログイン中の端末はありません。',
    'zh-CN': '没有已登录的设备。',
  },
  device: { en: '{device} · last seen {time}', ja: '{device}・最終利用 {time}', 'zh-CN': '{device} · 最近使用 {time}' },
  ended: {
    en: 'Signed out everywhere ({n})',
    ja: 'すべての端末からログアウトしました（{n}）',
    'zh-CN': '已在所有设备退出（{n}）',
  },
  end: { en: 'Sign out everywhere', ja: 'すべての端末からログアウト', 'zh-CN': '全部退出' },
} satisfies Record<string, Localized>

/** The link that signs somebody in. `local`: it opens on the service's own machine alone. */
export function signInCard(url: string, local = false): Card {
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      { type: 'text', text: texts.how },
      { type: 'link', label: texts.open, url },
      ...(local ? [{ type: 'text', style: 'muted', text: texts.local } as const] : []),
    ],
  }
}

/** Where somebody is signed in, with the way to end it. */
export function devicesCard(devices: readonly { readonly device: Localized; readonly seen: Localized }[]): Card {
  if (devices.length === 0) return { title: texts.devices, tone: 'info', blocks: [{ type: 'text', text: texts.none }] }
  const items = devices.map(({ device, seen }) => fill(texts.device, { device, time: seen }))
  const actions = [{ label: texts.end, line: 'web signout', style: 'danger' } as const]
  return {
    title: texts.devices,
    tone: 'info',
    blocks: [
      { type: 'list', items },
      { type: 'actions', actions },
    ],
  }
}

/** So many browsers were signed out. */
export function signedOutCard(count: number): Card {
  return { title: fill(texts.ended, { n: count }), tone: 'good', blocks: [] }
}

/** What the list of browsers is called. */
export const devicesTitle: Localized = texts.devices
