export { issueToken, mcpPurpose, tokenDays, tokenOwner } from './access-tokens.ts'
export { firstAdministrator, keepAnAdministrator, listAdministrators } from './administrators.ts'
export {
  askedBy,
  askedFor,
  isAway,
  keepForLater,
  type MentionedPeople,
  mentionable,
  type PeopleToAsk,
  quietEnd,
  standIns,
  toldNow,
} from './availability.ts'
export { presenceCard } from './cards/availability-card.ts'
export { channelCard } from './cards/channel-card.ts'
export { codeMailedCard, linkCodeCard, linkedCard } from './cards/link-card.ts'
export { type ListedPerson, peopleCard, personCard } from './cards/people-card.ts'
export { revokedCard, tokenCard, tokensCard } from './cards/token-cards.ts'
export { unlinkedCard } from './cards/unlinked-card.ts'
export { createDirectory } from './directory.ts'
export { findLanguage, languageNames } from './languages.ts'
export { type Claimant, codeIn, codeMinutes, emailIn, issueCode, readCode, redeemCode } from './link.ts'
export { requireOwnerSees } from './owner-sees.ts'
export { findRole, roleList, roleNames } from './roles.ts'
export { listTokens, revokeTokens } from './store/access-tokens.ts'
export { findPresence, type Presence, setAway, setEscalation, setQuiet, takeHeldNotices } from './store/availability.ts'
export {
  type Channel,
  type ChannelChange,
  ensureChannel,
  findChannel,
  findChannelById,
  listChannels,
  moveChannel,
  type NewChannel,
  updateChannel,
} from './store/channels.ts'
export {
  accountChannels,
  canMail,
  type DirectChannel,
  directChannels,
  findOwner,
  followPerson,
  mailChannels,
  mailMessenger,
  mailSetting,
  peopleOfChannels,
  setMailMessenger,
} from './store/direct-channels.ts'
export { type Account, accountsOf, isUntied, untie } from './store/identities.ts'
export {
  countAdministrators,
  createPerson,
  findIdentity,
  findPerson,
  findSpeaker,
  handlesFor,
  link,
  linkByEmail,
  listPeople,
  type Person,
  updatePerson,
} from './store/people.ts'
export { peopleTable } from './tables/people-table.ts'
export { tokenTable } from './tables/token-table.ts'
