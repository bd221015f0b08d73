import type { Feature } from '../platform/routing/feature.js';
import { signInFeature } from './sign-in/feature.js';

/** Every feature of the product; a page appears with its line here. */
export const features: readonly Feature[] = [signInFeature];
