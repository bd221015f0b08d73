export { decideVersion, withdrawVersion } from './decide-version.js';
export { proposeFromAnswer, readAnswerProposal, type AnswerProposal } from './propose-from-answer.js';
export { insertProposal, proposeVersion, type NewVersion, type VersionProposal } from './propose-version.js';
export { readIndicatorsInForce, readStandings, readVersionsOnTrial, type IndicatorStanding } from './read-in-force.js';
export { getVersion, listProposals, listVersions, viewVersion, type IndicatorVersionView } from './read-versions.js';
export { decideWhitelistEntry, endWhitelistEntry, withdrawWhitelistEntry } from './decide-whitelist-entry.js';
export { proposeWhitelistEntry, type WhitelistProposal } from './propose-whitelist-entry.js';
export { listWhitelist, viewWhitelistEntry, type WhitelistEntryView } from './read-whitelist.js';
