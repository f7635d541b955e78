import { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { type Context, call, read } from './api.ts'
import { Text } from './model.ts'

const Listed = z.object({ response: z.object({ order_list: z.array(z.object({ order_sn: Text })).nullish() }) })
const Detail = z.object({ response: z.object({ order_list: z.array(z.object({ region: Text })) }) })

/** Judgement: half a year back, in the documented steps of 15 days. */
const [windows, windowSeconds] = [12, 15 * 86_400 - 1]

/** The region of the shop's latest orders, for an application that may read orders and not the shop. */
export async function regionOfOrders(context: Context): Promise<string> {
  const now = Math.floor(context.now().getTime() / 1_000)
  for (let back = 0; back < windows; back++) {
    const to = now - back * windowSeconds
    const number = await anyOrder(context, to - windowSeconds, to)
    if (number === null) continue
    const answer = await call(context, {
      name: 'order/get_order_detail',
      budget: 'detail',
      query: { order_sn_list: number },
    })
    const region = read(Detail, answer).response.order_list[0]?.region
    if (region) return region
  }
  throw new SourceFault('scope', says('shopeeRegion'), {
    subject: 'v2.shop.get_shop_info',
  })
}

async function anyOrder(context: Context, from: number, to: number): Promise<string | null> {
  const answer = await call(context, {
    name: 'order/get_order_list',
    budget: 'list',
    query: { time_range_field: 'create_time', time_from: from, time_to: to, page_size: 1, cursor: '' },
  })
  return read(Listed, answer).response.order_list?.[0]?.order_sn ?? null
}
