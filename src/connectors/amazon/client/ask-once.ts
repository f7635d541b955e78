import { SourceFault } from '#src/contracts/connector.ts'
import type { Context } from './api.ts'

/**
 * Sends what must not be sent twice: `asking` is kept before, so that a step that dies looks first for what it may have
 * sent. What was refused for want of an allowance (ours, or a 429) was surely not carried out: `before` is kept again, as
 * looking for it would spend the scarcest allowance of all.
 */
export async function askOnce<T>(
  context: Context,
  { asking, before }: { readonly asking: unknown; readonly before: unknown },
  send: () => Promise<T>,
): Promise<T> {
  await context.keep(asking)
  try {
    return await send()
  } catch (fault) {
    if (fault instanceof SourceFault && fault.kind === 'throttled') await context.keep(before)
    throw fault
  }
}
