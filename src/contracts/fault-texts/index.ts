import type { Localized } from '#src/i18n/locale.ts'
import { asianTexts } from './asian.ts'
import { commonTexts } from './common.ts'
import { engineTexts } from './engine.ts'
import { otherTexts } from './others.ts'

export { thingNames, vendorNames } from './vendors.ts'

/** All that connectors and the engine say of faults, by code. */
export const faultTexts = { ...engineTexts, ...commonTexts, ...asianTexts, ...otherTexts } satisfies Record<
  string,
  Localized
>
