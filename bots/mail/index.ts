import { defineBot } from '#src/chat/messenger.ts'
import { type MailConfig, readMailConfig } from './config.ts'
import { render } from './render/render.ts'
import { mailCheckup } from './setup/checkup.ts'

/** E-mail over SMTP: for people who are in no messenger, and the last step of an escalation. */
export const mail = defineBot<MailConfig>({
  id: 'mail',
  label: { en: 'E-mail', ja: 'メール', 'zh-CN': '邮件' },
  reachesByEmail: true,
  readConfig: readMailConfig,
  render,
  checkup: mailCheckup,
  create: async (config, deps) => (await import('./messenger.ts')).createMailMessenger(config, deps),
})
