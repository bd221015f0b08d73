const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 17 characters and the check character of GB 32100. */
export function withCreditCheck(first17: string): string {
  const total = weights.reduce((sum, weight, index) => sum + weight * alphabet.indexOf(first17[index] ?? ''), 0);
  return first17 + alphabet[(31 - (total % 31)) % 31];
}

/** The n-th synthetic employer's code: an enterprise of a district that does not exist. */
export function creditCode(serial: number): string {
  return withCreditCheck(`91120199MA${String(serial).padStart(7, '0')}`);
}
