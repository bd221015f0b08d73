export { composeApplication, type ComposedApplication, type CompositionConfig } from './compose-application.js';
