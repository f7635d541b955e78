import type { KnownFormat } from './known-format.ts'

/** All exports that are recognised. Of several that fit, the one with most named columns wins. */
export const knownFormats: readonly KnownFormat[] = []
