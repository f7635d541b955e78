/** What the tool says of itself. */
export const usage = `Usage: npm run kpi -- <words>

  doctor [--lang zh-CN|ja|en]  look at the whole installation and say what to do; exit code 1 where something does not work
  migrate                      bring the database to the present schema
  import FILE [--yes] [--market us|jp] [--currency USD] [--zone America/New_York] [--platform amazon] [--store NAME]
         [--day 2026-01-05] [--kind orders|daily] [--map 'column=meaning'] …
                               read a file of orders, daily figures or exchange rates; --yes applies without asking;
                               --map says what a column means, for this file and all with the same columns
  import undo 12               take an import back; also import list, map, apply, progress, expect and forget
  connect CONNECTOR --keys FILE.json [--store NAME] [--since 24m|2014-01-01] [--yes]
                               connect a marketplace; "-" reads the keys from standard input
  sync                         how fresh connected shops are
  reconcile STORE 2026-10 --file FILE   our figures of a month beside the marketplace's own report
  sync wait [--minutes N]      fetch until all history is there; exit code 1 and what is open where it is not
  sync replay STORE DAY..DAY   pull these days again from all feeds and overwrite
  sync accept STORE [DAY..DAY] write days of sudden zeros that were kept back
  vault rekey [--leave]        seal all credentials again after a change of SECRET_KEY (SECRET_KEY_PREVIOUS: the key
                               before); --leave leaves those that open with neither key as they are
  bonus export PERIOD FILE     what closed scores are worth, for payroll: FILE.csv or FILE.xlsx
  privacy                      what is kept of people and shops, where and for how long
  backup FILE                  everything at one instant in one file, also while the service runs; credentials stay sealed
  restore FILE                 put a backup into an empty database, the service stopped; nothing is sent until:
  restore release              go on after a restore, without sending anything old
  demo                         load the demo company into an empty database
  demo remove                  remove the demo company, and nothing else
  <any line>                   as the administrator, such as: status sales yesterday · help · people

Works while the service runs and without it.`
