import { routes } from '@fundwatch/domain/api';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const ruleReaders = rolesOf(routes.getRuleBoard);
export const regionKeyReaders = rolesOf(routes.getRegionKey);
