import { text } from 'node:stream/consumers';
import { checkTexts, type DraftCheckRequest } from '@fundwatch/application/drafting';

// Started for one draft: its texts in, what was found out, both as JSON. It knows no database and no secret. Its memory and
// its time are limited by whoever started it.
const request = JSON.parse(await text(process.stdin)) as DraftCheckRequest;
const reply = JSON.stringify(await checkTexts(request));
process.stdout.end(reply, () => process.exit(0));
