/**
 * One look for all pictures. Sizes are pixels of a picture 1200 wide, which a phone shows at about a third: 26 px
 * become 9 points. The colours of good, bad and the lines are those of Okabe and Ito, made a little darker for text:
 * they differ for all common kinds of colour blindness, and none of them carries a meaning alone.
 */
export const colours = {
  paper: '#ffffff',
  ink: '#1b2430',
  text: '#46515f',
  muted: '#6f7a88',
  faint: '#aab2bd',
  grid: '#e6e9ee',
  zero: '#98a1ae',
  main: '#0b62b0',
  dim: '#a3abb6',
  fan: '#d9e6f3',
  compare: ['#87919e', '#96608e', '#5c7d3d', '#2d7d86'],
  target: '#7a4b12',
  targetBand: '#f3e7d3',
  good: '#00795c',
  bad: '#c04a00',
  weekend: '#f4f5f8',
  holiday: '#fbe9e4',
  holidayText: '#a1452c',
  event: '#e5f0e8',
  eventText: '#37704b',
  note: '#4a3a8c',
  noteRule: '#b9b1dc',
  bar: '#8fb3d4',
  goodBar: '#4fae93',
  badBar: '#e09463',
  panel: '#f5f7f9',
  track: '#e3e6eb',
} as const

/** Type sizes. */
export const sizes = { title: 40, subtitle: 26, axis: 25, label: 27, small: 23, stamp: 22 } as const

/** Width of every picture and the white around it. */
export const page = { width: 1200, margin: 40, height: 675 } as const
