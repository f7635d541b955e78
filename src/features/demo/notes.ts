import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { addNote } from '#src/features/annotations/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Team } from './people.ts'
import type { Story } from './story.ts'

interface DemoNote {
  readonly text: string
  readonly author: string
  readonly place: PlaceKey
  readonly kpiId: string | null
  readonly from: Day
  readonly to: Day
}

/** Writes what people noted beside the numbers, each in their own language. */
export async function writeNotes(db: Db, story: Story, team: Team, places: (key: PlaceKey) => PlaceKey): Promise<void> {
  for (const { author, from, to, place, ...note } of notesOf(story)) {
    const { id, name } = team(author)
    await addNote(db, { ...note, place: places(place), authorId: id, authorName: name, fromDay: from, toDay: to })
  }
}

function notesOf(story: Story): readonly DemoNote[] {
  const ago = (days: number) => shiftDays(story.today, -days)
  const { storm, stockOut } = story
  const stormNotes = ['store:amazon-jp', 'store:rakuten', 'store:yahoo'].map(place => ({
    text: `${storm.words.ja}の影響で関東・東海の集荷と配達が停止`,
    ...{ author: 'sato.kenichi', place, kpiId: null, from: storm.from, to: storm.to },
  }))
  return [
    ...stormNotes,
    {
      text: '真空断熱ボトル 500ml が欠品。入荷は来週の見込み、広告は停止済み',
      ...{ author: 'suzuki.misaki', place: 'store:rakuten', kpiId: 'sales', from: stockOut.from, to: stockOut.from },
    },
    {
      text: 'Amazon restated attributed ad sales for these days (late conversions)',
      ...{ author: 'emily.chen', place: 'store:amazon-us', kpiId: 'ad_sales' },
      ...{ from: story.restated.from, to: story.restated.to },
    },
    {
      text: 'New main picture for the 17 oz bottle went live',
      ...{ author: 'emily.chen', place: 'store:amazon-us', kpiId: 'conversion_rate', from: ago(24), to: ago(24) },
    },
    {
      text: '主图A/B测试开始，预计两周出结果',
      ...{ author: 'chen.jing', place: 'store:amazon-jp', kpiId: 'conversion_rate', from: ago(21), to: ago(8) },
    },
    {
      text: 'Free-shipping line lowered from $49 to $39',
      ...{ author: 'emily.chen', place: 'store:shopify', kpiId: 'aov', from: ago(33), to: ago(33) },
    },
    {
      text: '梱包材を紙製に変更。開封体験のアンケートを追加',
      ...{ author: 'sato.kenichi', place: 'store:amazon-jp', kpiId: null, from: ago(52), to: ago(52) },
    },
    {
      text: '头程海运晚到5天，安全库存临时下调',
      ...{ author: 'wang.fang', place: 'store:walmart', kpiId: 'stock_cover_days', from: ago(41), to: ago(36) },
    },
    {
      text: 'Price test on phone stands: $14.99 → $13.99',
      ...{ author: 'michael.torres', place: 'store:ebay', kpiId: 'asp', from: ago(15), to: ago(12) },
    },
  ]
}
