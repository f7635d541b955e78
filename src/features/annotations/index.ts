export { eventCard, eventsCard } from './cards/event-card.ts'
export { noteListCard, noteRemovedCard, noteSavedCard, type PlacedNote } from './cards/note-card.ts'
export { addEvent, deleteEvent, listEvents, moveEvent } from './store/events.ts'
export { addNote, deleteNote, findNote, listNotes, type NewNote, type Note, noteInsert } from './store/notes.ts'
