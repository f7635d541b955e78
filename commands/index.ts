import type { Command } from '#src/contracts/command.ts'
import { ack } from './ack.ts'
import { alerts } from './alerts.ts'
import { away } from './away.ts'
import { channel } from './channel.ts'
import { compare } from './compare.ts'
import { connect } from './connect.ts'
import { define } from './define.ts'
import { digest } from './digest.ts'
import { event } from './event.ts'
import { exportFigures } from './export.ts'
import { health } from './health.ts'
import { help } from './help.ts'
import { importFiles } from './import.ts'
import { kpis } from './kpis.ts'
import { lang } from './lang.ts'
import { link } from './link.ts'
import { mute } from './mute.ts'
import { note } from './note.ts'
import { people } from './people.ts'
import { privacy } from './privacy.ts'
import { rate } from './rate.ts'
import { reconcile } from './reconcile.ts'
import { record } from './record.ts'
import { resolve } from './resolve.ts'
import { rule } from './rule.ts'
import { snooze } from './snooze.ts'
import { sources } from './sources.ts'
import { status } from './status.ts'
import { sync } from './sync.ts'
import { target } from './target.ts'
import { team } from './team.ts'
import { trend } from './trend.ts'
import { undo } from './undo.ts'
import { unlink } from './unlink.ts'
import { unmute } from './unmute.ts'
import { wake } from './wake.ts'

/** Every verb of the command language, in the order of help. */
export const commands: readonly Command[] = [
  status,
  trend,
  compare,
  target,
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
  away,
  channel,
  lang,
  kpis,
  help,
  health,
]
