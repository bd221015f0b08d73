import type { ScanToken } from 'libpg-query';
import type { ParsedSql } from './parse-sql.js';

const endingKeywords = new Set(['end', 'null', 'true', 'false']);
const endingTokens = new Set(['IDENT', 'SCONST', 'ICONST', 'FCONST']);

/**
 * Aliases that follow their expression or table without `as`. The parse tree no longer knows the word, so this looks
 * at the tokens: a name right behind the end of an expression can only be an alias.
 */
export function aliasesWithoutAs(sql: ParsedSql): string[] {
  const { tokens } = sql;
  const names = aliasNames(sql);
  return tokens.flatMap((token, i) => {
    const before = tokens[i - 1];
    if (!before || !endsExpression(before, tokens[i - 2])) return [];
    const isName = token.tokenName === 'IDENT' || (isWord(token) && names.has(token.text.toLowerCase()));
    return isName && tokens[i + 1]?.text !== '.' ? [token.text] : [];
  });
}

function endsExpression(token: ScanToken, before: ScanToken | undefined): boolean {
  if (endingTokens.has(token.tokenName) || token.text === ')' || token.text === ']') return true;
  if (!isWord(token)) return false;
  return endingKeywords.has(token.text.toLowerCase()) || before?.text === '.';
}

/** A keyword that may also be a name. */
function isWord({ keywordName }: ScanToken): boolean {
  return keywordName !== 'NO_KEYWORD';
}

function aliasNames({ nodes }: ParsedSql): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ type, node }) => {
      const name = type === 'ResTarget' ? node.name : type === 'Alias' ? node.aliasname : undefined;
      return typeof name === 'string' ? [name.toLowerCase()] : [];
    }),
  );
}
