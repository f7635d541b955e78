import type { Command } from '#src/contracts/command.ts'
import { ack } from './alerts/ack.ts'
import { alerts } from './alerts/alerts.ts'
import { mute } from './alerts/mute.ts'
import { resolve } from './alerts/resolve.ts'
import { rule } from './alerts/rule.ts'
import { snooze } from './alerts/snooze.ts'
import { unmute } from './alerts/unmute.ts'
import { wake } from './alerts/wake.ts'
import { advise } from './figures/advise.ts'
import { board } from './figures/board.ts'
import { compare } from './figures/compare.ts'
import { define } from './figures/define.ts'
import { exportFigures } from './figures/export.ts'
import { forecast } from './figures/forecast.ts'
import { kpis } from './figures/kpis.ts'
import { rate } from './figures/rate.ts'
import { share } from './figures/share.ts'
import { status } from './figures/status.ts'
import { top } from './figures/top.ts'
import { trend } from './figures/trend.ts'
import { why } from './figures/why.ts'
import { connect } from './ingest/connect.ts'
import { importFiles } from './ingest/import.ts'
import { reconcile } from './ingest/reconcile.ts'
import { record } from './ingest/record.ts'
import { review } from './ingest/review.ts'
import { sources } from './ingest/sources.ts'
import { sync } from './ingest/sync.ts'
import { undo } from './ingest/undo.ts'
import { away } from './people/away.ts'
import { channel } from './people/channel.ts'
import { lang } from './people/lang.ts'
import { link } from './people/link.ts'
import { people } from './people/people.ts'
import { privacy } from './people/privacy.ts'
import { training } from './people/training.ts'
import { unlink } from './people/unlink.ts'
import { web } from './people/web.ts'
import { action } from './performance/action.ts'
import { bonus } from './performance/bonus.ts'
import { rank } from './performance/rank.ts'
import { rating } from './performance/rating.ts'
import { score } from './performance/score.ts'
import { sop } from './performance/sop.ts'
import { team } from './performance/team.ts'
import { template } from './performance/template.ts'
import { approval } from './planning/approval.ts'
import { digest } from './planning/digest.ts'
import { event } from './planning/event.ts'
import { meeting } from './planning/meeting.ts'
import { note } from './planning/note.ts'
import { sheet } from './planning/sheet.ts'
import { target } from './planning/target.ts'
import { doctor } from './service/doctor.ts'
import { guide } from './service/guide.ts'
import { health } from './service/health.ts'
import { help } from './service/help.ts'
import { restore } from './service/restore.ts'
import { support } from './service/support.ts'

/** Every verb of the command language, in the order of help. */
export const commands: readonly Command[] = [
  status,
  trend,
  compare,
  why,
  forecast,
  top,
  advise,
  target,
  approval,
  sheet,
  score,
  rank,
  template,
  bonus,
  action,
  sop,
  rating,
  review,
  note,
  alerts,
  ack,
  resolve,
  snooze,
  wake,
  mute,
  unmute,
  rule,
  digest,
  meeting,
  record,
  undo,
  event,
  sources,
  connect,
  sync,
  reconcile,
  privacy,
  importFiles,
  exportFigures,
  define,
  rate,
  people,
  team,
  link,
  unlink,
  web,
  board,
  share,
  away,
  channel,
  lang,
  kpis,
  help,
  guide,
  training,
  support,
  health,
  doctor,
  restore,
]
