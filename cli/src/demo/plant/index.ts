import { brokenRules } from './broken-rules.js';
import { cb05 } from './cb05.js';
import { cw01 } from './cw01.js';
import { cw07 } from './cw07.js';
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
import { dy15 } from './dy15.js';
import { dy23 } from './dy23.js';
import { dy29 } from './dy29.js';
import { nk01 } from './nk01.js';
import { nk02 } from './nk02.js';
import { settledDeaths } from './settled-deaths.js';
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
];
