import type { KeyText } from '#src/contracts/connector.ts'

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })
const where = text(
  'RMS > Extended services > 2 WEB API services > 2-1 use of the WEB API',
  'RMS > 拡張サービス一覧 > 2 WEB APIサービス > 2-1 WEB APIサービス利用管理',
  'RMS > 扩展服务 > 2 WEB API 服务 > 2-1 WEB API 服务使用管理',
)

/** Keys as RMS names them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  service_secret: { label: text('serviceSecret', 'serviceSecret', 'serviceSecret'), help: where },
  license_key: {
    label: text('licenseKey', 'licenseKey', 'licenseKey'),
    help: text(
      'At the same place. It ends after about 90 days; you are warned before.',
      '同じ画面で発行します。約90日で期限が切れます（事前にお知らせします）。',
      '同一页面生成，约 90 天后到期（会提前提醒）。',
    ),
  },
}
