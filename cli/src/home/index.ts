export { keepSecret } from './keep-secret.js';
export { openHomeDatabase, type HomeDatabase } from './open-home-database.js';
export { readHome, writeHome, type DemonstrationSignIn, type HomeState } from './home-state.js';
export { identifyProcess, isSameProcess, type ProcessIdentity } from './identify-process.js';
export { discardUnfinishedHome } from './discard-unfinished-home.js';
