/**
 * Numbers of the platform. Cards: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure,
 * messages: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
 */
export const limits = {
  /** 30 KB a card; judgement: room for the envelope, which counts, too. */
  cardBytes: 27_000,
  /** 200 tags a card; the header has three, and three are left. */
  cardTags: 194,
  /** Text of one element in characters; judgement: four copies (three languages and the fallback) stay under 20 KB. */
  elementText: 1_200,
  /** Judgement: longer titles fill a phone. */
  title: 200,
  /** Judgement: a cell, a fact or a button beyond it cannot be read at a glance. */
  cell: 160,
  /** `max_length` of an input. */
  inputLength: 1_000,
  /** Choices of one select; judgement, the same as what the service offers. */
  choices: 100,
  /** People of one picker; judgement. */
  people: 200,
  /** Rows of a table that stand as columns in every language; more become the platform's own table. Judgement. */
  columnRows: 12,
  /** Rows of one table of the platform in bytes; judgement: with its columns it still fits a robot's message. */
  tableBytes: 12_000,
  /** What the name of a column adds to each of its cells, in bytes. */
  cellName: 10,
  /** Rows that the platform's own table shows at once. */
  tablePage: 10,
  /** Tables of one card: more were refused in practice (larksuite/openclaw-lark#46, 11310). */
  cardTables: 3,
  /** Columns side by side that a phone still shows (the platform's advice). */
  columns: 4,
  /** 14 days after it was sent a card can no longer be patched. One hour is left for clocks and queues. */
  editableMs: 14 * 86_400_000 - 3_600_000,
  /** 5 messages a second and chat, shared by all robots there: four leave room. */
  chatGapMs: 250,
  /** 50 a second for one API; 40 leave room. */
  globalGapMs: 25,
  /** Milliseconds in which a request of ours must be answered (judgement). */
  requestMs: 8_000,
  /** Milliseconds in which we answer a click or an event: 3 s minus both ways over the network. */
  answerMs: 2_000,
  /** Seconds a signed request may be old or early: the platform signs at sending, clocks differ (judgement). */
  freshSeconds: 3_600,
  /** Largest request of the platform in bytes (judgement: messages are at most 150 KB, encrypted a third more). */
  requestBytes: 1_048_576,
  /** Largest picture in bytes: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create */
  imageBytes: 10 * 1024 * 1024,
  /** People whom one call of 加急 may name. */
  urgentPeople: 200,
  /** Addresses of one look-up of people. */
  lookUp: 50,
  /** 20 KB a message of a custom group robot; room for the envelope. */
  robotBytes: 18_000,
  /** 5 a second and robot; judgement: evenly over its minute. */
  robotGapMs: 700,
  /** 100 a minute and robot, as windows that all replicas count in. */
  robotWindow: { seconds: 15, most: 20 },
} as const
