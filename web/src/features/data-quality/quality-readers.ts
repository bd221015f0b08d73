import { routes } from '@fundwatch/domain/api';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const qualityReaders = rolesOf(routes.getDataQuality);
