// npm start: everything from a fresh clone to a running product, in one process that Ctrl-C reaches.
import { prepare } from './prepare.mjs';

prepare();
await import('../dist/launcher/main.js');
