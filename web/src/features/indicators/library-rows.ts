import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { WithPrecision } from '@fundwatch/domain/evaluate';

export { libraryOrders, libraryRows } from '@fundwatch/domain/evaluate';
export type IndicatorRow = ReplyOf<typeof routes.listIndicators>['indicators'][number];
export type PrecisionRow = ReplyOf<typeof routes.listPrecision>['indicators'][number];
export type LibraryRow = WithPrecision<IndicatorRow, PrecisionRow>;
