/** A sender's file name without folders and control characters, at most 200 characters, its ending kept. */
export function cleanFileName(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex
  const clean = last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return clean.length === 0 ? 'file' : clean.length <= 200 ? clean : clean.slice(0, 200 - ending.length) + ending;
}
