import { brokenRules } from './broken-rules.js';
import { cb01 } from './cb01.js';
import { cb02 } from './cb02.js';
import { cb03 } from './cb03.js';
import { cb04 } from './cb04.js';
import { cb05 } from './cb05.js';
import { cb06 } from './cb06.js';
import { cb07 } from './cb07.js';
import { cb08 } from './cb08.js';
import { cb09AndCb10 } from './cb09.js';
import { cb11 } from './cb11.js';
import { cb12 } from './cb12.js';
import { cb13 } from './cb13.js';
import { cb14 } from './cb14.js';
import { cb15 } from './cb15.js';
import { cb16 } from './cb16.js';
import { cb17 } from './cb17.js';
import { cb19 } from './cb19.js';
import { contributionsLeftOpen } from './cb-open-questions.js';
import { cw01 } from './cw01.js';
import { cw02 } from './cw02.js';
import { cw03AndCw04 } from './cw03.js';
import { cw05AndCw06 } from './cw05.js';
import { cw07 } from './cw07.js';
import { cw08AndCw09 } from './cw08.js';
import { cw10 } from './cw10.js';
import { cw11AndCw21 } from './cw11.js';
import { cw12 } from './cw12.js';
import { cw13AndCw17AndCw18 } from './cw13.js';
import { cw14AndCw15 } from './cw14.js';
import { cw19 } from './cw19.js';
import { cw20 } from './cw20.js';
import { cw22 } from './cw22.js';
import { dq01 } from './dq01.js';
import { dq02 } from './dq02.js';
import { dq03 } from './dq03.js';
import { dq04 } from './dq04.js';
import { dq05 } from './dq05.js';
import { dq06 } from './dq06.js';
import { dq07 } from './dq07.js';
import { dq08 } from './dq08.js';
import { dq09 } from './dq09.js';
import { dq10AndDq12 } from './dq12.js';
import { dq13 } from './dq13.js';
import { dq14 } from './dq14.js';
import { dy01 } from './dy01.js';
import { dy04 } from './dy04.js';
import { dy02 } from './dy02.js';
import { dy03 } from './dy03.js';
import { dy05AndDy08 } from './dy05.js';
import { dy06 } from './dy06.js';
import { dy07 } from './dy07.js';
import { dy09 } from './dy09.js';
import { dy12 } from './dy12.js';
import { dy13 } from './dy13.js';
import { dy14 } from './dy14.js';
import { dy15 } from './dy15.js';
import { dy16 } from './dy16.js';
import { dy17 } from './dy17.js';
import { dy18 } from './dy18.js';
import { dy19 } from './dy19.js';
import { dy20 } from './dy20.js';
import { dy21 } from './dy21.js';
import { dy22 } from './dy22.js';
import { dy23 } from './dy23.js';
import { dy25 } from './dy25.js';
import { dy26 } from './dy26.js';
import { dy27 } from './dy27.js';
import { dy28 } from './dy28.js';
import { dy29 } from './dy29.js';
import { dy32 } from './dy32.js';
import { nk01 } from './nk01.js';
import { nk02 } from './nk02.js';
import { nk03 } from './nk03.js';
import { nk04 } from './nk04.js';
import { nk05 } from './nk05.js';
import { nk06AndNk07 } from './nk06.js';
import { nk08AndNk09AndNk10 } from './nk08.js';
import { nk11AndNk12 } from './nk12.js';
import { nk13 } from './nk13.js';
import { nk14 } from './nk14.js';
import { nk15 } from './nk15.js';
import { nk16 } from './nk16.js';
import { settledDeaths } from './settled-deaths.js';
import { trendsWithoutHistory } from './trends-without-history.js';
import { yx02 } from './yx02.js';
import { yx05 } from './yx05.js';
import { yx06 } from './yx06.js';
import { yx10 } from './yx10.js';
import { nk17 } from './nk17.js';
import { nk18 } from './nk18.js';
import { nk19 } from './nk19.js';
import { nk20 } from './nk20.js';
import { nk21 } from './nk21.js';
import { nk22AndNk23 } from './nk22.js';
import { nk24AndNk25 } from './nk24.js';
import { nk28 } from './nk28.js';
import { nk29 } from './nk29.js';
import { nk30 } from './nk30.js';
import type { Planting } from '../world.js';

/** What is planted, indicator by indicator. The order matters only to the numbers that are given, not to what is found. */
export const plantings: readonly Planting[] = [
  settledDeaths,
  dq01,
  dq06,
  cb05,
  dy01,
  dy04,
  dy15,
  dy23,
  dy29,
  cw01,
  cw07,
  nk01,
  nk02,
  dq02,
  dq03,
  dq04,
  dq05,
  dq07,
  dq08,
  dq09,
  dq10AndDq12,
  dq13,
  dq14,
  brokenRules,
  dy02,
  dy03,
  dy05AndDy08,
  dy06,
  dy07,
  dy09,
  dy12,
  dy13,
  dy14,
  dy16,
  dy17,
  dy18,
  dy19,
  dy20,
  dy21,
  dy22,
  dy25,
  dy26,
  dy27,
  dy28,
  dy32,
  yx02,
  yx05,
  yx06,
  yx10,
  trendsWithoutHistory,
  cb01,
  cb02,
  cb03,
  cb04,
  cb06,
  cb07,
  cb08,
  cb09AndCb10,
  cb11,
  cb12,
  cb13,
  cb14,
  cb15,
  cb16,
  cb17,
  cb19,
  contributionsLeftOpen,
  cw02,
  cw03AndCw04,
  cw05AndCw06,
  cw08AndCw09,
  cw10,
  cw11AndCw21,
  cw12,
  cw13AndCw17AndCw18,
  cw14AndCw15,
  cw19,
  cw20,
  cw22,
  nk03,
  nk04,
  nk05,
  nk06AndNk07,
  nk08AndNk09AndNk10,
  nk11AndNk12,
  nk13,
  nk14,
  nk15,
  nk16,
  nk17,
  nk18,
  nk19,
  nk20,
  nk21,
  nk22AndNk23,
  nk24AndNk25,
  nk28,
  nk29,
  nk30,
];
