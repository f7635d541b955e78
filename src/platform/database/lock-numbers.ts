/**
 * Numbers of our advisory locks: the first of two keys, so that none meets another's, or one of whoever shares the
 * database (judgement: a range that nobody else is likely to use).
 */
export const lockNumbers = {
  /** One process migrates at a time. */
  migration: 727_001,
  /** Figures of a store are written by one transaction at a time. */
  store: 727_002,
  /** Alerts of a rule at a place are opened and changed by one transaction at a time. */
  rule: 727_003,
  /** The demo is loaded or removed by one at a time. */
  demo: 727_004,
  /** One replica leads each kind of work. */
  election: 727_005,
  /** Meetings of a conversation, or about a subject and period, are begun by one at a time. */
  meeting: 727_006,
  /** Shops are connected by one transaction at a time. */
  connect: 727_007,
  /** Work of one name is done by one at a time. */
  named: 727_008,
} as const
